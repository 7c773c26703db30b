// How little a course can cost: tracks and calendar priced apart, the prices raised until they nearly agree.
import type { DayOptions } from "./course-days.ts";
import { createPath, followPath, solvePath } from "./course-paths.ts";
import type { Stand, TrackPath } from "./course-paths.ts";
import type { CourseTables } from "./course-tracks.ts";

/** Prices stay multiples of this, so that every sum is exact and the proof needs no tolerance. */
const grain = 1 / 256;
/** How price steps behave: share of the last step kept, points a step may aim at, rounds without gain, least pace. */
const inertia = 0.5;
const longestStep = 200;
const patience = 4;
const shortestPace = 0.02;

/** Which deep tracks stood last, and how long ago: state 0 is rested, the others are one kind and one age each. */
export type RestRule = {
  states: number;
  /** By state × option kind: the state next morning, −1 where the kind is not allowed. */
  next: Int32Array;
  kinds: number;
  reach: number;
};

export function restRuleOf(tables: CourseTables): RestRule {
  const count = tables.tracks.length;
  const kinds = count + 2;
  const binding = tables.restDays >= 2 && tables.tracks.filter((track) => track.deep).length >= 2;
  const reach = binding ? tables.restDays - 1 : 0;
  const states = 1 + (count + 1) * reach;
  const next = new Int32Array(states * kinds).fill(-1);
  // Days old once a night has passed: yesterday's work is one day old.
  const stateOf = (kind: number, age: number): number => (age > reach ? 0 : 1 + (kind - 1) * reach + age - 1);
  for (let state = 0; state < states; state++) {
    const kind = state === 0 ? 0 : 1 + Math.floor((state - 1) / Math.max(1, reach));
    const age = state === 0 ? reach + 1 : 1 + ((state - 1) % reach);
    for (let option = 0; option < kinds; option++) {
      if (option === 0) next[state * kinds] = state === 0 ? 0 : stateOf(kind, age + 1);
      else if (state === 0 || (kind === option && kind <= count)) next[state * kinds + option] = stateOf(option, 1);
    }
  }
  return { states, next, kinds, reach };
}

/** The calendar's side: cheapest use of the days from each day and rest state on, columns paid at their prices. */
export type CalendarPath = { toGo: Float64Array; value: Float64Array; option: Int32Array; cost: number };

export function createCalendar(tables: CourseTables, rule: RestRule): CalendarPath {
  return {
    toGo: new Float64Array((tables.days + 1) * rule.states),
    value: new Float64Array(tables.days * rule.kinds),
    option: new Int32Array(tables.days * rule.kinds),
    cost: 0,
  };
}

export function solveCalendar(options: DayOptions, prices: Float64Array, rule: RestRule, into: CalendarPath): void {
  const { kinds, states, next } = rule;
  const { first, surplus, columns, stride, deep } = options;
  const days = first.length - 1;
  const { toGo, value, option } = into;
  for (let day = days - 1; day >= 0; day--) {
    const row = day * kinds;
    for (let kind = 1; kind < kinds; kind++) value[row + kind] = Infinity;
    value[row] = 0;
    option[row] = -1;
    for (let at = first[day]!; at < first[day + 1]!; at++) {
      let cost = surplus[at]!;
      for (let c = at * stride, end = c + stride; c < end; c++) cost -= prices[columns[c]!]!;
      const kind = row + (rule.reach === 0 ? 0 : deep[at]!);
      if (cost < value[kind]!) {
        value[kind] = cost;
        option[kind] = at;
      }
    }
    for (let state = 0; state < states; state++) {
      let least = Infinity;
      for (let kind = 0; kind < kinds; kind++) {
        const to = next[state * kinds + kind]!;
        if (to < 0) continue;
        const cost = value[row + kind]! + toGo[(day + 1) * states + to]!;
        if (cost < least) least = cost;
      }
      toGo[day * states + state] = least;
    }
  }
  into.cost = toGo[0]!;
}

/** Calls `take` with each column the cheapest calendar uses. */
function followCalendar(
  options: DayOptions,
  rule: RestRule,
  calendar: CalendarPath,
  take: (column: number) => void,
): void {
  const { kinds, states, next } = rule;
  const days = options.first.length - 1;
  let state = 0;
  for (let day = 0; day < days; day++) {
    const goal = calendar.toGo[day * states + state]!;
    for (let kind = 0; kind < kinds; kind++) {
      const to = next[state * kinds + kind]!;
      if (to < 0 || calendar.value[day * kinds + kind]! + calendar.toGo[(day + 1) * states + to]! !== goal) continue;
      const at = calendar.option[day * kinds + kind]!;
      for (let c = at * options.stride; at >= 0 && c < (at + 1) * options.stride; c++) {
        const column = options.columns[c]!;
        if (column !== options.none) take(column);
      }
      state = to;
      break;
    }
  }
}

/**
 * One choice of primaries, relaxed at some prices; `bound` is what no plan with these primaries undercuts. A choice of
 * −1 is still free: the track takes its cheapest, `chosen`, and the bound holds for every choice.
 */
export type Relaxation = {
  primaries: readonly number[];
  chosen: number[];
  options: DayOptions;
  prices: Float64Array;
  /** By track and primary choice; only those still possible are up to date. */
  pathsBy: TrackPath[][];
  /** The path of each track's `chosen`. */
  paths: TrackPath[];
  calendar: CalendarPath;
  bound: number;
};

/** Prices under which the calendar gains nothing from any day: each column gets its share of the best pairing. */
export function sharedPrices(tables: CourseTables, options: DayOptions): Float64Array {
  const prices = new Float64Array(options.none + 1);
  for (let at = 0; at < options.surplus.length; at++) {
    let size = 0;
    while (size < options.stride && options.columns[at * options.stride + size] !== options.none) size++;
    const share = Math.floor(options.surplus[at]! / size / grain) * grain;
    for (let c = at * options.stride; c < at * options.stride + size; c++) {
      const column = options.columns[c]!;
      if (share < prices[column]!) prices[column] = share;
    }
  }
  return prices;
}

export function createRelaxation(
  tables: CourseTables,
  rule: RestRule,
  options: DayOptions,
  primaries: readonly number[],
  prices: Float64Array,
): Relaxation {
  const relaxation: Relaxation = {
    primaries,
    options,
    chosen: primaries.map((p) => Math.max(0, p)),
    prices: prices.slice(),
    pathsBy: tables.tracks.map((track) => track.primaries.map(() => createPath(track))),
    paths: [],
    calendar: createCalendar(tables, rule),
    bound: -Infinity,
  };
  relaxAt(tables, rule, relaxation);
  return relaxation;
}

/** The same relaxation, its tables reused, for another choice of primaries and other prices. */
export function turnRelaxation(
  tables: CourseTables,
  rule: RestRule,
  relaxation: Relaxation,
  options: DayOptions,
  primaries: readonly number[],
  prices: Float64Array,
): void {
  relaxation.primaries = primaries;
  relaxation.options = options;
  relaxation.prices.set(prices);
  relaxAt(tables, rule, relaxation);
}

/** Solves both sides at the relaxation's prices. */
function relaxAt(tables: CourseTables, rule: RestRule, relaxation: Relaxation): void {
  let bound = 0;
  tables.tracks.forEach((track, k) => {
    const fixed = relaxation.primaries[k]!;
    let best: TrackPath | null = null;
    for (let p = Math.max(0, fixed); p <= (fixed < 0 ? track.primaries.length - 1 : fixed); p++) {
      const path = relaxation.pathsBy[k]![p]!;
      solvePath(track, p, relaxation.prices, path);
      if (best && path.cost >= best.cost) continue;
      best = path;
      relaxation.chosen[k] = p;
    }
    relaxation.paths[k] = best!;
    bound += best!.cost;
  });
  solveCalendar(relaxation.options, relaxation.prices, rule, relaxation.calendar);
  relaxation.bound = bound + relaxation.calendar.cost;
}

/** Hears what the tracks wish at these prices, and whether the calendar agrees; gives the cost of the best plan known. */
export type Improve = (relaxation: Relaxation, wishes: Stand[][], agreed: boolean, round: number) => number;

/**
 * Raises the bound by moving prices toward agreement between what the tracks and the calendar use (subgradient steps
 * sized by the gap to the best plan). Leaves the relaxation at its best prices; returns the rounds used.
 */
export function raiseBound(
  tables: CourseTables,
  rule: RestRule,
  relaxation: Relaxation,
  rounds: number,
  improve: Improve,
): number {
  const { prices, options } = relaxation;
  const size = options.none;
  const use = new Float64Array(size);
  const way = new Float64Array(size);
  let best = relaxation.bound;
  const bestPrices = prices.slice();
  let pace = 1;
  let stale = 0;
  let round = 0;
  for (; round < rounds; round++) {
    use.fill(0);
    const wishes = tables.tracks.map((track, k) =>
      followPath(track, relaxation.chosen[k]!, prices, relaxation.paths[k]!),
    );
    for (const stands of wishes) for (const stand of stands) use[stand.column]! += 1;
    followCalendar(options, rule, relaxation.calendar, (column) => {
      use[column]! -= 1;
    });
    let agreed = true;
    let norm = 0;
    for (let c = 0; c < size; c++) {
      if (use[c] !== 0) agreed = false;
      const to = use[c]! + inertia * way[c]!;
      way[c] = to;
      norm += to * to;
    }
    const upper = improve(relaxation, wishes, agreed, round);
    if (agreed || relaxation.bound > upper - 1) break;
    const step = (pace * Math.min(upper - relaxation.bound, longestStep)) / Math.max(norm, 1);
    for (let c = 0; c < size; c++) {
      if (way[c] !== 0) prices[c] = Math.round((prices[c]! + step * way[c]!) / grain) * grain;
    }
    relaxAt(tables, rule, relaxation);
    if (relaxation.bound > best) {
      best = relaxation.bound;
      bestPrices.set(prices);
      stale = 0;
    } else if (++stale >= patience) {
      pace /= 2;
      stale = 0;
      if (pace < shortestPace) break;
    }
    if (best > upper - 1) break;
  }
  if (!samePrices(prices, bestPrices)) {
    prices.set(bestPrices);
    relaxAt(tables, rule, relaxation);
  }
  return round;
}

function samePrices(a: Float64Array, b: Float64Array): boolean {
  for (let c = 0; c < a.length; c++) if (a[c] !== b[c]) return false;
  return true;
}
