// The slot search measured against plain luxon on the same calendars in the same run.
import { isDeepStrictEqual } from "node:util";
import { openSlots, openSlotsPrepared, prepareSearch } from "../lib/booking/slots.ts";
import { luxonSlots } from "./luxon-slots.ts";
import { workload } from "./workload.ts";

/** Enough for the compiler to have settled, counted in calls because a busy machine gets through few in a second. */
const WARM_UP_CALLS = 8_000;

export interface SlotsFigures {
  readonly practitioners: number;
  readonly days: number;
  readonly rooms: boolean;
  readonly appointments: number;
  readonly starts: number;
  /** Starts counted once for each practitioner who can take them. */
  readonly pairs: number;
  /** Whether cold, warm and luxon name the same starts and the same practitioners. */
  readonly equal: boolean;
  /**
   * Milliseconds: the median call of the quietest round, for all alike. Cold: from plain objects. Prepare: packing
   * them. Warm: from the packed calendar. Of luxon's wall time and processor time the smaller counts: its calls are long
   * enough to be interrupted by other work of the machine, ours are not.
   */
  readonly luxonMs: number;
  readonly coldMs: number;
  readonly prepareMs: number;
  readonly warmMs: number;
  readonly coldRatio: number;
  readonly warmRatio: number;
}

export interface SlotsSize {
  readonly practitioners: number;
  readonly days: number;
  readonly rooms?: boolean;
  readonly seed?: number;
}

/** One round of each in turn, so that a busy machine slows all alike; cold calls go round three copies of the calendar. */
export function measureSlots({ quick = false, ...size }: SlotsSize & { quick?: boolean }): SlotsFigures {
  const search = workload(size);
  const copies = [search, structuredClone(search), structuredClone(search)];
  const prepared = prepareSearch(search);
  const expected = luxonSlots(search);
  const slots = openSlots(search);
  const equal = isDeepStrictEqual(slots, expected) && isDeepStrictEqual(openSlotsPrepared(prepared, search), expected);

  let turn = 0;
  const cold = () => openSlots(copies[turn++ % copies.length]!);
  const warm = () => openSlotsPrepared(prepared, search);
  const prepare = () => prepareSearch(search);
  const budget = quick ? 40 : 120;
  for (let i = 0; i < WARM_UP_CALLS; i++) {
    warm();
    if (i % 8 === 0) cold();
    if (i % 32 === 0) prepare();
  }
  const rounds = { luxon: [] as number[], cold: [] as number[], prepare: [] as number[], warm: [] as number[] };
  for (let round = 0; round < (quick ? 3 : 7); round++) {
    rounds.luxon.push(leastTimeOf(() => luxonSlots(search)));
    rounds.cold.push(medianOf(cold, budget));
    rounds.prepare.push(medianOf(prepare, budget / 4));
    rounds.warm.push(medianOf(warm, budget));
  }
  const luxonMs = Math.min(...rounds.luxon);
  const coldMs = Math.min(...rounds.cold);
  const warmMs = Math.min(...rounds.warm);
  return {
    practitioners: size.practitioners,
    days: size.days,
    rooms: size.rooms ?? false,
    appointments: search.practitioners.reduce((sum, one) => sum + one.appointments.length, 0),
    starts: slots.length,
    pairs: slots.reduce((sum, slot) => sum + slot.practitionerIds.length, 0),
    equal,
    luxonMs,
    coldMs,
    prepareMs: Math.min(...rounds.prepare),
    warmMs,
    coldRatio: luxonMs / coldMs,
    warmRatio: luxonMs / warmMs,
  };
}

/** One line for a person: size, answer, times and how many times faster than luxon. */
export function describeSlots(figures: SlotsFigures): string {
  const { practitioners, days, rooms, appointments, starts, pairs, equal, luxonMs, coldMs, warmMs } = figures;
  const ratio = (value: number) => `${Math.round(value).toLocaleString("en-CA")}×`;
  return [
    `${practitioners} × ${days} days${rooms ? ", rooms" : ""}: ${appointments} appointments, ${starts} starts (${pairs} with practitioner)`,
    `luxon ${luxonMs.toFixed(1)} ms, cold ${coldMs.toFixed(4)} ms (${ratio(figures.coldRatio)}), warm ${warmMs.toFixed(4)} ms (${ratio(figures.warmRatio)})`,
    equal ? "equal start for start" : "NOT EQUAL",
  ].join("; ");
}

const SIZES: readonly SlotsSize[] = [false, true].flatMap((rooms) =>
  [1, 10, 30].flatMap((practitioners) => [30, 60].map((days) => ({ practitioners, days, rooms }))),
);

export const bench = {
  name: "slots",
  about: "slot search from plain objects and from a packed calendar, against plain luxon in the same run",
  async run({ quick, log }: { quick: boolean; log: (line: string) => void }) {
    const results: { measure: string; value: number; unit: string; note?: string }[] = [];
    for (const size of SIZES) {
      const figures = measureSlots({ ...size, quick });
      log(describeSlots(figures));
      if (!figures.equal) throw new Error(`slot search and luxon disagree at ${size.practitioners} × ${size.days}`);
      const name = `${size.practitioners} × ${size.days}${size.rooms ? " with rooms" : ""}`;
      const note = `${figures.starts} starts of ${figures.appointments} appointments, equal start for start`;
      results.push(
        { measure: `${name}: luxon`, value: figures.luxonMs, unit: "ms", note },
        { measure: `${name}: cold`, value: figures.coldMs, unit: "ms" },
        { measure: `${name}: prepare`, value: figures.prepareMs, unit: "ms" },
        { measure: `${name}: warm`, value: figures.warmMs, unit: "ms" },
        { measure: `${name}: luxon over cold`, value: figures.coldRatio, unit: "×" },
        { measure: `${name}: luxon over warm`, value: figures.warmRatio, unit: "×" },
      );
    }
    return results;
  },
};

/** Milliseconds of the median call within the budget; one call at least. */
function medianOf(call: () => unknown, budgetMs: number): number {
  const times: number[] = [];
  const stop = performance.now() + budgetMs;
  do {
    const before = performance.now();
    call();
    times.push(performance.now() - before);
  } while (performance.now() < stop);
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

function leastTimeOf(call: () => unknown): number {
  const before = performance.now();
  const used = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(used);
  return Math.min(performance.now() - before, (user + system) / 1000);
}
