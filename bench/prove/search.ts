// The claim about searching through HTTP: quick on 200,000 appointments, right to the start, one statement, and never stale.
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { addDays } from "../../lib/time/dates.ts";
import { inDays, visitor } from "./api.ts";
import type { Claim } from "./claim.ts";
import { dataStatements, listenToStatements } from "../statements.ts";
import { measureSearch, startSearcher, type Searcher, type Stack } from "../search.ts";

const GOALS = { coldMs: 20, warmMs: 3, p99Ms: 50, appointments: 200_000 };

type Listed = { start: string; practitioners: string[] };
const listed = (text: string) => (JSON.parse(text) as { slots: Listed[] }).slots;

export const claim: Claim = {
  name: "search",
  about: `HTTP slot search, 60 days of 30 practitioners with ${GOALS.appointments} appointments stored: ≤ ${GOALS.coldMs} ms cold and ≤ ${GOALS.warmMs} ms warm (as a client on the same machine sees it), p99 ≤ ${GOALS.p99Ms} ms at 50 a second, equal to the pure search, one data statement, never stale`,
  async run({ quick, log }) {
    const { stack, searcher } = await startSearcher(log);
    const sql = postgres(stack.adminUrl, { max: 1, onnotice: () => {} });
    try {
      const figures = await measureSearch(searcher, quick);
      log(JSON.stringify(figures));
      const different = await compareWithPureSearch(searcher);
      log(`${different} starts differ from the pure search`);
      const statements = await statementsOfOneSearch(sql, stack, searcher);
      log(`statements of one cold search: ${statements.cold.join(" | ")}`);
      const stale = await staleAfterBooking(stack, searcher, quick ? 10 : 40);
      log(`${stale.wrong} of ${stale.looked} looks right after a booking were stale`);
      const lateHolds = await holdsThatRanOut(sql, searcher);
      const oneStatement = statements.cold.length === 1 && statements.warm.length === 1;
      const { appointments } = searcher.full;
      return {
        ok:
          appointments >= GOALS.appointments &&
          figures.coldP50 <= GOALS.coldMs &&
          figures.warmP50 <= GOALS.warmMs &&
          figures.loadP99 <= GOALS.p99Ms &&
          figures.failures === 0 &&
          different === 0 &&
          oneStatement &&
          statements.framed &&
          stale.wrong === 0 &&
          lateHolds === 0,
        appointments,
        ...figures,
        different,
        coldStatements: statements.cold.length,
        warmStatements: statements.warm.length,
        entered: statements.framed,
        looksAfterBooking: stale.looked,
        staleAfterBooking: stale.wrong,
        staleAfterHold: lateHolds,
      };
    } finally {
      await sql.end();
      await stack.stop();
    }
  },
};

/** Starts (with practitioner) that only one of the two lists names, over the sixty days from the day after tomorrow. */
async function compareWithPureSearch({ full, today, ask }: Searcher): Promise<number> {
  const [from, to] = [addDays(today, 2), addDays(today, 61)];
  const { text } = await ask(from, to);
  const names = (slots: readonly { at: number; who: readonly string[] }[]) =>
    new Set(slots.flatMap(({ at, who }) => who.map((id) => `${at} ${id}`)));
  const found = names(
    listed(text).map(({ start, practitioners }) => ({ at: Date.parse(start) / 60_000, who: practitioners })),
  );
  const expected = names(
    full.expected(from, to, 0).map(({ start, practitionerIds }) => ({ at: start, who: practitionerIds })),
  );
  return found.symmetricDifference(expected).size + (expected.size === 0 ? 1 : 0);
}

/**
 * What the database logged for one search that nobody asked for before, and for its repeat: data statements, that is all but
 * begin, entering the clinic and commit, which must stand around them.
 */
async function statementsOfOneSearch(sql: postgres.Sql, stack: Stack, { today, ask }: Searcher) {
  const listener = await listenToStatements(sql, stack);
  const ours = (fromDate: string) => listener.during(() => ask(fromDate, addDays(fromDate, 33)));
  // The directory entry of the clinic is fresh afterwards.
  await ask(addDays(today, 5), addDays(today, 38));
  const cold = await ours(addDays(today, 6));
  const warm = await ours(addDays(today, 6));
  await listener.end();
  const framed = (all: string[]) =>
    /^begin/i.test(all[0] ?? "") && /^select app\.enter/i.test(all[1] ?? "") && /^commit/i.test(all.at(-1) ?? "");
  return { cold: dataStatements(cold), warm: dataStatements(warm), framed: framed(cold) && framed(warm) };
}

/** Books starts that were just listed, and looks again at once: none may still be offered with that practitioner. */
async function staleAfterBooking(stack: Stack, { full, today, ask }: Searcher, bookings: number) {
  const guest = await visitor(stack.webUrls, full.slug);
  const [from, to] = [addDays(today, 3), addDays(today, 40)];
  let wrong = 0;
  let looked = 0;
  for (let number = 0; number < bookings; number++) {
    const open = listed((await ask(from, to)).text);
    const slot = open[Math.floor((open.length * number) / bookings)]!;
    const practitioner = slot.practitioners[0]!;
    const { status } = await guest.book(number, { service: full.serviceId, practitioner, start: slot.start });
    if (status !== 201) throw new Error(`a listed start was refused with ${status}`);
    const again = listed((await ask(from, to)).text);
    looked++;
    if (again.some(({ start, practitioners }) => start === slot.start && practitioners.includes(practitioner))) wrong++;
  }
  return { looked, wrong };
}

/** A hold hides its start until it runs out, with nothing written in between; answers how often the list was wrong. */
async function holdsThatRanOut(sql: postgres.Sql, { full, today, ask }: Searcher): Promise<number> {
  const [from, to] = [addDays(today, 4), addDays(today, 30)];
  const slot = listed((await ask(from, to)).text)[0]!;
  const practitioner = slot.practitioners[0]!;
  const offered = async () =>
    listed((await ask(from, to)).text).some(
      ({ start, practitioners }) => start === slot.start && practitioners.includes(practitioner),
    );
  const before = inDays(0);
  const [row] = await sql`
    insert into appointments (clinic_id, id, chain_id, sequence, practitioner_id, service_id, location_id, status, starts_at, ends_at,
      buffer_before_min, buffer_after_min, during, busy_after, busy_before, wall_start, time_zone, hold_expires_at, booked_via,
      price_minor, tax_minor, tax_code, currency, patient_minor, payer, policy, created_at)
    select clinic_id, held.id, held.id, 0, ${practitioner}, service_id, location_id, 'held', held.at, held.at + interval '1 hour',
      0, 0, tstzrange(held.at, held.at + interval '1 hour'), tstzrange(held.at, held.at + interval '1 hour'),
      tstzrange(held.at, held.at + interval '1 hour'), held.at at time zone time_zone, time_zone, now() + interval '4 seconds',
      booked_via, price_minor, tax_minor, tax_code, currency, patient_minor, payer, policy, now()
    from appointments, (select gen_random_uuid() as id, ${slot.start}::timestamptz as at) held
    where clinic_id = ${full.clinicId} and created_at < ${before} limit 1 returning id`;
  await sql`update calendar_versions set version = version + 1 where clinic_id = ${full.clinicId}`;
  if (!row) throw new Error("the hold was not written");
  let wrong = 0;
  if (await offered()) wrong++;
  await sleep(1_000);
  if (await offered()) wrong++;
  await sleep(4_000);
  if (!(await offered())) wrong++;
  return wrong;
}
