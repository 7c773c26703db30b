// What a shared day costs: the cheapest compatible openings for several tracks at once, kept in tables.
import { pointsOf } from "./course-cost.ts";
import type { ColumnTable, CourseTables } from "./course-tracks.ts";

/** One way to use a day: a set of columns, and what the set costs beyond the sum of its parts. */
export type DayOptions = {
  /** First option of each day; the empty option is not listed. */
  first: Int32Array;
  /** Infinity where the columns do not fit on one day. */
  surplus: Float64Array;
  /** Columns of each option, `stride` wide, filled up with `none`: one past the last column, always free. */
  columns: Int32Array;
  stride: number;
  none: number;
  /** Deep tracks of the option: 0 none, 1 + track when one, tracks + 1 when several. */
  deep: Int8Array;
};

export type DayBook = {
  /** Cost of the columns together (openings, continuity, pairing), Infinity when they do not fit on one day. */
  together(columns: readonly number[], primaries: readonly number[]): number;
  /** `together` less what each column costs alone. */
  surplus(columns: readonly number[], primaries: readonly number[]): number;
  /**
   * All options of all days for one choice of primaries (one index into `primaries` a track). Where a track's choice
   * is still free (−1), each option counts with the choice that suits it best.
   */
  options(primaries: readonly number[]): DayOptions;
};

export function openDayBook(tables: CourseTables): DayBook {
  const { columns, tracks, days, problem } = tables;
  const points = pointsOf(problem);
  const near = problem.pairing === "apart" ? points.apart : problem.pairing === "together" ? points.together : 0;
  const far = problem.pairing === "apart" ? points.apart : 0;
  const pairGap = problem.pairGapMin;
  const best = Math.min(near, far);
  const choices = Math.max(1, ...tracks.map((track) => track.primaries.length));
  const shared = new Map<number, Float64Array>();
  const special = new Map<string, number>();
  let frame: OptionFrame | null = null;

  /** Points for two visits at these times, Infinity when they may not stand on one day. */
  function pairPoints(aStart: number, aEnd: number, bStart: number, bEnd: number, bothDeep: boolean): number {
    const between = aStart <= bStart ? bStart - aEnd : aStart - bEnd;
    if (between < 0) return Infinity;
    if (between <= pairGap) return near;
    return bothDeep ? Infinity : far;
  }

  function pairCost(a: ColumnTable, b: ColumnTable, pa: number, pb: number): number {
    const costA = a.cost[pa]!;
    const costB = b.cost[pb]!;
    const cheapB = b.cheapest[pb]! + best;
    const bothDeep = tracks[a.track]!.deep && tracks[b.track]!.deep;
    let cheapest = Infinity;
    for (let i = 0; i < costA.length; i++) {
      const own = costA[i]!;
      if (own + cheapB >= cheapest) continue;
      const start = a.start[i]!;
      const end = a.end[i]!;
      for (let j = 0; j < costB.length; j++) {
        const cost = own + costB[j]!;
        if (cost + best >= cheapest) continue;
        const total = cost + pairPoints(start, end, b.start[j]!, b.end[j]!, bothDeep);
        if (total < cheapest) cheapest = total;
      }
    }
    return cheapest;
  }

  function setCost(set: readonly number[], primaries: readonly number[]): number {
    const picked: number[] = [];
    const rest = Array.from({ length: set.length + 1 }, () => 0);
    for (let at = set.length - 1; at >= 0; at--) {
      const column = columns[set[at]!]!;
      // Points still to come: at most one pair with each column before it.
      rest[at] = rest[at + 1]! + column.cheapest[primaries[column.track]!]! + Math.min(0, best) * at;
    }
    let cheapest = Infinity;
    const visit = (at: number, cost: number): void => {
      if (at === set.length) {
        cheapest = Math.min(cheapest, cost);
        return;
      }
      const column = columns[set[at]!]!;
      const costs = column.cost[primaries[column.track]!]!;
      for (let i = 0; i < costs.length; i++) {
        let total = cost + costs[i]!;
        if (total + rest[at + 1]! + Math.min(0, best) * at >= cheapest) continue;
        for (let before = 0; before < at && total < Infinity; before++) {
          const other = columns[set[before]!]!;
          const j = picked[before]!;
          const bothDeep = tracks[column.track]!.deep && tracks[other.track]!.deep;
          total += pairPoints(column.start[i]!, column.end[i]!, other.start[j]!, other.end[j]!, bothDeep);
        }
        if (total + rest[at + 1]! >= cheapest) continue;
        picked[at] = i;
        visit(at + 1, total);
      }
    };
    visit(0, 0);
    return cheapest;
  }

  function alone(column: number, primaries: readonly number[]): number {
    const table = columns[column]!;
    return table.cheapest[primaries[table.track]!]!;
  }

  /** By day: what the shared columns of two tracks cost together beyond their sum; −1 takes the best primary. */
  function sharedPairs(j: number, k: number, pj: number, pk: number): Float64Array {
    const key = ((j * tracks.length + k) * (choices + 1) + pj + 1) * (choices + 1) + pk + 1;
    let table = shared.get(key);
    if (!table && (pj < 0 || pk < 0)) {
      const free = pj < 0 ? j : k;
      table = new Float64Array(days).fill(Infinity);
      for (let p = 0; p < tracks[free]!.primaries.length; p++) {
        const one = pj < 0 ? sharedPairs(j, k, p, pk) : sharedPairs(j, k, pj, p);
        for (let day = 0; day < days; day++) if (one[day]! < table[day]!) table[day] = one[day]!;
      }
      shared.set(key, table);
    }
    if (!table) {
      table = new Float64Array(days).fill(Infinity);
      for (let day = 0; day < days; day++) {
        const a = tracks[j]!.dayColumns[day]![0];
        const b = tracks[k]!.dayColumns[day]![0];
        if (a === undefined || b === undefined) continue;
        const A = columns[a]!;
        const B = columns[b]!;
        table[day] = pairCost(A, B, pj, pk) - A.cheapest[pj]! - B.cheapest[pk]!;
      }
      shared.set(key, table);
    }
    return table;
  }

  function surplus(set: readonly number[], primaries: readonly number[]): number {
    if (set.length < 2) return 0;
    if (set.length > tables.maxPerDay) return Infinity;
    const a = columns[set[0]!]!;
    const b = columns[set[1]!]!;
    if (set.length === 2 && a.keptVisit < 0 && b.keptVisit < 0) {
      return sharedPairs(a.track, b.track, primaries[a.track]!, primaries[b.track]!)[a.day]!;
    }
    const key = set.map((column) => `${column}:${primaries[columns[column]!.track]}`).join(" ");
    let value = special.get(key);
    if (value === undefined) {
      const free = set.map((column) => columns[column]!.track).find((track) => primaries[track]! < 0);
      if (free !== undefined) {
        value = Math.min(...tracks[free]!.primaries.map((_, p) => surplus(set, primaries.with(free, p))));
        special.set(key, value);
        return value;
      }
      value = set.length === 2 ? pairCost(a, b, primaries[a.track]!, primaries[b.track]!) : setCost(set, primaries);
      for (const column of set) value -= alone(column, primaries);
      special.set(key, value);
    }
    return value;
  }

  function options(primaries: readonly number[]): DayOptions {
    frame ??= frameOptions(tables);
    const values = new Float64Array(frame.sets.length);
    frame.sets.forEach((set, at) => {
      values[at] = set.length < 2 ? 0 : surplus(set, primaries);
    });
    return { ...frame.options, surplus: values };
  }

  return {
    together: (set, primaries) => set.reduce((sum, column) => sum + alone(column, primaries), surplus(set, primaries)),
    surplus,
    options,
  };
}

/** What the options of all choices of primaries share. */
type OptionFrame = { sets: number[][]; options: Omit<DayOptions, "surplus"> };

function frameOptions(tables: CourseTables): OptionFrame {
  const { tracks, columns, days } = tables;
  const stride = Math.max(1, Math.min(tables.maxPerDay, tracks.length));
  const none = columns.length;
  const subsets = listSubsets(tracks.length, stride);
  const first = new Int32Array(days + 1);
  const listed: number[][] = [];
  for (let day = 0; day < days; day++) {
    first[day] = listed.length;
    for (const subset of subsets) {
      let sets: number[][] = [[]];
      for (const track of subset) {
        const here = tracks[track]!.dayColumns[day]!;
        if (here.length === 1) for (const set of sets) set.push(here[0]!);
        else sets = sets.flatMap((set) => here.map((column) => [...set, column]));
      }
      for (const set of sets) listed.push(set);
    }
  }
  first[days] = listed.length;
  const flat = new Int32Array(listed.length * stride).fill(none);
  const deep = new Int8Array(listed.length);
  listed.forEach((set, at) => {
    set.forEach((column, i) => {
      flat[at * stride + i] = column;
      const { track } = columns[column]!;
      if (tracks[track]!.deep) deep[at] = deep[at] === 0 ? track + 1 : tracks.length + 1;
    });
  });
  return { sets: listed, options: { first, columns: flat, stride, none, deep } };
}

/** All sets of 1…`most` of `count` tracks, each ascending. */
function listSubsets(count: number, most: number): number[][] {
  const subsets: number[][] = [];
  for (let mask = 1; mask < 1 << count; mask++) {
    const subset = Array.from({ length: count }, (_, track) => track).filter((track) => mask & (1 << track));
    if (subset.length <= most) subsets.push(subset);
  }
  return subsets;
}
