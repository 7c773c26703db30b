// A year of a clinic's messages, hour by hour: people act, the worker works, and the judge compares what came with what had to.
import { setTimeout as sleep } from "node:timers/promises";
import { viewNextVisit } from "../../lib/plans/next-visit.ts";
import { Refusal } from "../../lib/errors.ts";
import { seededRandom } from "../../tests/support/random-course.ts";
import { acts, endVisits } from "./acts.ts";
import { care } from "./care.ts";
import { readClinics, readFacts, type Clinic, type Facts } from "./facts.ts";
import { Judge, type Expected } from "./judge.ts";
import { playStep, readMembers, readServices, type Act, type Member, type Scene } from "./people.ts";
import type { Heard, YearProduct } from "./product.ts";
import { atLocal, localDate, plusDays } from "./wall.ts";

export type YearOptions = {
  product: YearProduct;
  seed: number;
  from: Date;
  days: number;
  /** How many times as much as usual happens. */
  busy?: number;
  /** In how many steps, on average, the worker is killed once, and once goes to sleep for hours. */
  killedIn?: number;
  asleepIn?: number;
  log: (line: string) => void;
  /** Asked between steps. */
  stopping?: () => boolean;
};

export type YearResult = {
  days: number;
  steps: number;
  messages: number;
  byKind: Record<string, number>;
  missing: number;
  unwanted: number;
  wrong: number;
  repeats: number;
  kills: number;
  sleeps: number;
  /** Of several that the week's most left room for some, or too late for a worker that was killed. */
  eitherWay: number;
  deeds: Record<string, number>;
  problems: string[];
};

/** Local minutes at which somebody looks: twice in the morning, through the day, at night. */
const minutes = [8 * 60 + 2, 9 * 60 + 43, 12 * 60 + 33, 15 * 60 + 4, 17 * 60 + 41, 20 * 60 + 12, 22 * 60 + 47];

type Known = {
  clinic: Clinic;
  judge: Judge;
  members: Member[];
  services: string[];
  since: Date;
  givenUp: Set<string>;
  busy: number;
};

export async function liveYear(options: YearOptions): Promise<YearResult> {
  const { product, seed, from, days, log } = options;
  const random = seededRandom(seed);
  const result: YearResult = {
    days: 0,
    steps: 0,
    messages: 0,
    byKind: {},
    missing: 0,
    unwanted: 0,
    wrong: 0,
    repeats: 0,
    kills: 0,
    sleeps: 0,
    eitherWay: 0,
    deeds: {},
    problems: [],
  };
  const counts = new Map<string, number>();
  const stopped = new Set<string>();
  const clinics: Known[] = [];
  for (const clinic of await readClinics(product.admin)) {
    const [row] = await product.admin<{ n: number }[]>`
      select count(*)::int as n from patients where clinic_id = ${clinic.id}`;
    clinics.push({
      clinic,
      judge: new Judge(clinic),
      members: await readMembers(product, clinic),
      services: await readServices(product, clinic),
      since: from,
      givenUp: new Set(),
      busy: (options.busy ?? 1) * Math.min(1, row!.n / 300),
    });
  }
  const zone = clinics[0]!.clinic.timeZone;
  const first = localDate(from, zone);
  let asleep = 0;
  await product.freeze();
  for (let day = 0; day < days && !options.stopping?.(); day++) {
    for (const minute of minutes) {
      const now = atLocal(plusDays(first, day), minute + random.whole(0, 9), zone);
      if (now <= from) continue;
      result.steps++;
      const awake = minute < 21 * 60;
      for (const known of clinics) await act(options, known, { now, random, stopped, awake, counts });
      // A worker that is away for hours comes back to what is true then.
      if (asleep === 0 && random.chance(1 / (options.asleepIn ?? 60))) asleep = random.whole(1, 6);
      if (asleep > 0) {
        asleep--;
        result.sleeps++;
        continue;
      }
      if (random.chance(1 / (options.killedIn ?? 40))) product.killAtNextMessage();
      await workAndJudge(product, clinics, now, stopped, result, log);
    }
    result.days++;
    if ((day + 1) % 7 === 0 || day + 1 === days)
      log(
        `${plusDays(first, day)}: ${result.messages} messages, ${result.problems.length} problems, ${result.repeats} repeats after ${product.kills()} kills`,
      );
    await sleep(0);
  }
  result.kills = product.kills();
  result.deeds = Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
  return result;
}

type Moment = {
  now: Date;
  random: Scene["random"];
  stopped: Set<string>;
  awake: boolean;
  counts: Map<string, number>;
};

async function act({ product }: YearOptions, known: Known, { now, random, stopped, awake, counts }: Moment) {
  const { clinic, judge, members, services, givenUp, busy } = known;
  const facts = await readFacts(product.admin, clinic, now, known.since);
  const scene: Scene = { product, clinic, members, services, facts, now, random, stopped, mustMove: [], givenUp };
  await endVisits(scene);
  const often = (list: readonly Act[]) => list.map((one) => ({ ...one, often: one.often * busy }));
  if (awake) await playStep(scene, often([...care, ...acts]), counts);
  judge.mustMove(scene.mustMove);
}

async function workAndJudge(
  product: YearProduct,
  clinics: readonly Known[],
  now: Date,
  stopped: ReadonlySet<string>,
  result: YearResult,
  log: (line: string) => void,
): Promise<void> {
  const decided = new Map<Known, Expected[]>(clinics.map((known) => [known, []]));
  const expect = async (known: Known, facts: Facts, at: Date) => {
    const { judge, clinic } = known;
    const freeFor = (visitId: string) => freeStarts(product, clinic, visitId, at);
    const saidStop = (mobile: string) => stopped.has(mobile);
    decided.get(known)!.push(...(await judge.decide(facts, { now: at, freeFor, saidStop })));
  };
  for (const known of clinics) {
    const facts = await readFacts(product.admin, known.clinic, now, known.since);
    known.judge.notice(facts);
    known.judge.byClock(facts, now);
    await expect(known, facts, now);
  }
  const ended = await product.work(now);
  await product.freeze();
  const heard = product.takeHeard();
  const { keys, unmarked } = await keysOf(product, heard);
  const expected = new Map<string, Wanted>();
  for (const known of clinics) {
    const facts = await readFacts(product.admin, known.clinic, ended, known.since);
    known.judge.offered(facts);
    known.judge.notice(facts);
    if (ended > now) known.judge.byClock(facts, ended);
    await expect(known, facts, ended);
    const { judge } = known;
    for (const one of judge.withinCap(decided.get(known)!, facts, ended)) {
      const mayStay = one.mayStay || (ended > now && judge.tooLate(one, facts, ended));
      expected.set(one.key, { judge, one: { ...one, mayStay }, facts });
    }
    // What was done at the very moment must not be noticed twice.
    known.since = ended;
  }
  compare({ expected, heard, keys, unmarked, killed: ended > now, at: ended }, result, log);
}

type Wanted = { judge: Judge; one: Expected; facts: Facts };

type Came = {
  expected: ReadonlyMap<string, Wanted>;
  heard: readonly Heard[];
  keys: readonly string[];
  /** Came from a worker that died before it said so, and was not sent again. */
  unmarked: ReadonlySet<string>;
  killed: boolean;
  at: Date;
};

function compare(
  { expected, heard, keys, unmarked, killed, at }: Came,
  result: YearResult,
  log: (line: string) => void,
): void {
  const problem = (what: "missing" | "unwanted" | "wrong", line: string) => {
    result[what]++;
    const told = `${at.toISOString()} ${line}`;
    result.problems.push(told);
    if (result.problems.length <= 40) log(`  ${what}: ${told}`);
  };
  const seen = new Set<string>();
  for (const [index, message] of heard.entries()) {
    const key = keys[index]!;
    // What the owner hears about the clinic's subscription and week is nobody's visit, and has tests of its own.
    if (key.startsWith("subscription") || key.startsWith("owner.digest")) continue;
    const wanted = expected.get(key);
    if (seen.has(key)) {
      result.repeats++;
      if (!killed) problem("unwanted", `${key} came again, and nobody was killed`);
      continue;
    }
    seen.add(key);
    result.messages++;
    const kind = key.split(":")[0]!;
    result.byKind[kind] = (result.byKind[kind] ?? 0) + 1;
    if (!wanted) {
      problem("unwanted", `${key} to ${message.to}`);
      continue;
    }
    const { judge, one, facts } = wanted;
    if (one.mayStay) result.eitherWay++;
    if (one.channel !== message.channel || one.to !== message.to)
      problem("wrong", `${key} went by ${message.channel} to ${message.to}, not by ${one.channel} to ${one.to}`);
    for (const words of one.says) if (!message.text.includes(words)) problem("wrong", `${key} does not say “${words}”`);
    const tooMany = judge.came(one, message.at, facts, unmarked.has(key));
    if (tooMany) problem("wrong", `${key}: ${tooMany}`);
  }
  for (const [key, { one }] of expected)
    if (!seen.has(key)) {
      if (one.mayStay) result.eitherWay++;
      else problem("missing", `${key} to ${one.to}`);
    }
}

async function freeStarts(product: YearProduct, clinic: Clinic, visitId: string, now: Date): Promise<Date[]> {
  try {
    const next = await viewNextVisit(product.ctx(clinic.id, { kind: "guest" }, now), { visitId });
    return next.state === "open" ? next.starts.map(({ start }) => start) : [];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** Under which name the judge knows each message: found by the row of the outbox it came from. */
async function keysOf(
  { admin }: YearProduct,
  heard: readonly Heard[],
): Promise<{ keys: string[]; unmarked: ReadonlySet<string> }> {
  const ofMail = heard.map(({ messageId }) => /^<?([0-9a-f-]{36})@taper>?$/.exec(messageId)?.[1] ?? null);
  const texts = heard.filter(({ channel }) => channel === "sms").map(({ messageId }) => messageId);
  const ofText = new Map(
    (
      await admin<{ messageId: string; outboxId: string }[]>`
        select message_id as "messageId", outbox_id as "outboxId" from messages where message_id = any(${texts})`
    ).map(({ messageId, outboxId }) => [messageId, outboxId]),
  );
  // A text that was sent by a worker who died before it said so is the same, word for word, as the one that came after it.
  const idOf = (one: Heard, index: number): string | null =>
    ofMail[index] ??
    ofText.get(one.messageId) ??
    heard
      .filter(({ to, text }) => to === one.to && text === one.text)
      .map(({ messageId }) => ofText.get(messageId))
      .find((id) => id !== undefined) ??
    null;
  const ids = heard.map(idOf);
  const rows = await admin<{ id: string; kind: string; key: string; planId: string | null; marked: boolean }[]>`
    select id, kind, dedupe_key as key, payload ->> 'planId' as "planId",
      exists (select 1 from messages m where m.outbox_id = outbox.id) as marked
    from outbox where id = any(${ids.filter((id) => id !== null)}::uuid[])`;
  const nameOf = ({ kind, key, planId }: (typeof rows)[number]) =>
    kind === "plan.offered" ? `${kind}:${planId}` : key;
  const names = new Map(rows.map((row) => [row.id, nameOf(row)]));
  return {
    keys: ids.map((id, index) => (id && names.get(id)) ?? `nobody's:${heard[index]!.messageId}`),
    unmarked: new Set(rows.filter(({ marked }) => !marked).map(nameOf)),
  };
}
