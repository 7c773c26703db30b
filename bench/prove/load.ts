// Claim: the product takes a hundred bookings a second through its public door for a minute, and nobody waits long.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "../../scripts/audit.ts";
import { shareOf } from "../bench.ts";
import { describeMachine, loadNow } from "../machine.ts";
import { inDays, visitor, type Visitor } from "./api.ts";
import type { Claim } from "./claim.ts";
import { startProveStack } from "./support.ts";

const GOALS = { perSecond: 100, p99Ms: 500, seconds: 60 };

/** A little over the goal, so that a booking which waits at the end of the minute does not decide. */
const askedPerSecond = 101;

type Wanted = { guest: Visitor; service: string; practitioner: string; start: string };

export const claim: Claim = {
  name: "load",
  about: `bookings through POST /appointments, sent at ${askedPerSecond} a second whatever the answers do, each another patient and time, for ${GOALS.seconds} s: ≥ ${GOALS.perSecond} booked a second, p99 ≤ ${GOALS.p99Ms} ms from the moment each was due, 0 errors, every one flushed to disk; client, web, worker and database share this machine`,
  async run({ quick, log }) {
    const seconds = quick ? 10 : GOALS.seconds;
    const stack = await startProveStack({ log, durable: true });
    try {
      const todo = await openTimes(stack.webUrls, (seconds + 5) * askedPerSecond);
      const warmUp = todo.splice(0, 3 * askedPerSecond);
      log(`${todo.length} times to book; ${warmUp.length} are booked first, to warm up …`);
      await bookInTime(warmUp, 0, 40);
      await sleep(3_000);
      const loadBefore = loadNow();
      const cpuBefore = cpuSeconds();
      const measured = await bookInTime(todo.slice(0, seconds * askedPerSecond), warmUp.length, askedPerSecond);
      const cpu = cpuSeconds();
      const booked = measured.answers.get("booked") ?? 0;
      const other = [...measured.answers].filter(([said]) => said !== "booked");
      for (const [said, count] of other) log(`${count} answered ${said}`);
      const perSecond = Math.round((booked / measured.seconds) * 10) / 10;
      const p99 = shareOf(measured.times, 0.99);
      const { violations } = await audit(stack.appUrl, log);
      return {
        ok: perSecond >= GOALS.perSecond && p99 <= GOALS.p99Ms && other.length === 0 && violations === 0,
        booked,
        perSecond,
        p50Ms: shareOf(measured.times, 0.5),
        p99Ms: p99,
        longestMs: shareOf(measured.times, 1),
        slowestOfTenSecondsMs: measured.slowest,
        errors: other.reduce((sum, [, count]) => sum + count, 0),
        violations,
        loadBefore,
        busyCores: Math.round(((cpu - cpuBefore) / measured.seconds) * 100) / 100,
        machine: describeMachine(),
      };
    } finally {
      await stack.stop();
    }
  },
};

/** Times of every clinic and service, none in another's way, in an order that goes round practitioners and clinics. */
async function openTimes(webUrls: readonly string[], wanted: number): Promise<Wanted[]> {
  const found: Wanted[] = [];
  for (const clinic of ["harbour", "lakeside"]) {
    const guest = await visitor(webUrls, clinic);
    const last = new Map<string, number>();
    for (const [from, to] of [
      [4, 64],
      [65, 125],
      [126, 178],
    ] as const)
      for (const service of guest.services.toSorted((a, b) => a.durationMin - b.durationMin)) {
        const apartMs = (service.durationMin + 15) * 60_000;
        for (const { start, practitioners } of await guest.slots(service.id, inDays(from), inDays(to)))
          for (const practitioner of practitioners) {
            const key = `${practitioner} ${start.slice(0, 10)}`;
            const at = Date.parse(start);
            if (at < (last.get(key) ?? 0)) continue;
            last.set(key, at + apartMs);
            found.push({ guest, service: service.id, practitioner, start });
          }
      }
  }
  const mixed = found.toSorted((a, b) => (mix(a) < mix(b) ? -1 : 1));
  if (mixed.length < wanted) throw new Error(`only ${mixed.length} of ${wanted} times are open`);
  return mixed.slice(0, wanted);
}

/** The same order every time, with neighbours far apart. */
const mix = ({ practitioner, start }: Wanted): string =>
  createHash("sha256").update(`${start}${practitioner}`).digest("hex");

type Measured = {
  answers: Map<string, number>;
  times: number[];
  /** Of each ten seconds, in ms. */
  slowest: number[];
  seconds: number;
};

/** Says the answer's code. A kept connection may end as it is used again: the same request is then sent once more, under the same key. */
async function bookOnce(guest: Visitor, number: number, slot: Omit<Wanted, "guest">): Promise<string> {
  const send = async () => {
    const { status, body } = await guest.book(number, slot);
    return status === 201 ? "booked" : `${status} ${String(body["code"])}`;
  };
  return send().catch(() => send().catch((error: unknown) => (error instanceof Error ? error.name : "unknown")));
}

/** Sends each at its moment, whether or not those before were answered; times count from that moment. */
async function bookInTime(todo: readonly Wanted[], firstNumber: number, perSecond: number): Promise<Measured> {
  const answers = new Map<string, number>();
  const times: number[] = [];
  const slowest: number[] = [];
  const startedAt = performance.now();
  await Promise.all(
    todo.map(async ({ guest, ...slot }, index) => {
      const due = startedAt + (index * 1000) / perSecond;
      await sleep(Math.max(0, due - performance.now()));
      const said = await bookOnce(guest, firstNumber + index, slot);
      const took = performance.now() - due;
      times.push(took);
      const tenth = Math.floor(((index / perSecond) * 1000) / 10_000);
      slowest[tenth] = Math.max(slowest[tenth] ?? 0, Math.round(took));
      answers.set(said, (answers.get(said) ?? 0) + 1);
    }),
  );
  return { answers, times, slowest, seconds: (performance.now() - startedAt) / 1000 };
}

/** What all processes of the machine together have worked since it started. */
function cpuSeconds(): number {
  const ticks = readFileSync("/proc/stat", "utf8").split("\n", 1)[0]!.split(/ +/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = ticks;
  return (user + nice + system + irq + softirq) / 100;
}
