// The tracks of a course as flat tables: the days each visit can reach, and what a day costs under each primary.
import { defaultMaxPerDay, defaultRestDays, openPointsOf, pointsOf, weightOf } from "./course-cost.ts";
import type { CourseOptions, CourseProblem, CourseTrack } from "./course-problem.ts";

/**
 * One track. A *cell* is a visit on a day of its reach; a *column* is a day with the openings a visit sees there:
 * all visits share one column a day, except a booked visit on its own day, for which staying is free.
 */
export type TrackTable = {
  index: number;
  visits: number;
  deep: boolean;
  /** Where the first gap counts from. */
  base: number;
  lo: Int32Array;
  hi: Int32Array;
  minGap: Int32Array;
  maxGap: Int32Array;
  /** Cadence points of each visit, by gap − minGap. */
  cadence: Float64Array[];
  /** First cell of each visit; its day is `lo[visit]`. */
  first: Int32Array;
  cells: number;
  cellColumn: Int32Array;
  /** By primary: cost of each cell on its cheapest opening, Infinity without one. */
  cellCost: Float64Array[];
  /** Points for leaving each visit open. */
  openCost: Float64Array;
  /** Cost of leaving visit i and all after it open, by day of visit i − 1 (one entry for the base when i is 0). */
  openToGo: Float64Array[];
  /** True when two visits may share a day of which only one can be real. */
  zeroGap: boolean;
  /** Practitioners with openings, in order of id. */
  practitioners: string[];
  /** The choices for the primary: indexes into `practitioners`, or −1 for a fixed one who has no opening. */
  primaries: number[];
  /** Columns of each day, the shared one first. */
  dayColumns: number[][];
};

/** Openings of one column with equal start and end, and their cheapest cost by primary choice. */
export type ColumnTable = {
  track: number;
  day: number;
  /** The booked visit this column belongs to, −1 for the column all visits share. */
  keptVisit: number;
  start: Int32Array;
  end: Int32Array;
  cost: Float64Array[];
  /** Cheapest of `cost` by primary choice. */
  cheapest: Float64Array;
};

export type CourseTables = {
  problem: CourseProblem;
  days: number;
  restDays: number;
  maxPerDay: number;
  tracks: TrackTable[];
  /** Track by track, so that a set of columns in ascending order is in the order of the tracks. */
  columns: ColumnTable[];
};

/** Days on which the anchor of another deep track still asks for rest. */
function restedFromAnchors(problem: CourseProblem, track: CourseTrack, day: number, restDays: number): boolean {
  if (!track.deep) return true;
  return problem.tracks.every(
    (other) => other === track || !other.deep || other.anchor === null || Math.abs(day - other.anchor) >= restDays,
  );
}

/** Builds the tables of a valid problem, in which leaving a preferred visit open counts more than all others. */
export function tabulateCourse(problem: CourseProblem, prefer?: CourseOptions["prefer"]): CourseTables {
  const restDays = problem.restDays ?? defaultRestDays;
  const columns: ColumnTable[] = [];
  const openPoints = openPointsOf(problem, prefer);
  const tracks = problem.tracks.map((track, index) =>
    tabulateTrack(problem, track, index, restDays, columns, (visit) => openPoints(track.id, visit)),
  );
  return {
    problem,
    days: problem.days,
    restDays,
    maxPerDay: problem.maxPerDay ?? defaultMaxPerDay,
    tracks,
    columns,
  };
}

function tabulateTrack(
  problem: CourseProblem,
  track: CourseTrack,
  index: number,
  restDays: number,
  columns: ColumnTable[],
  openPoints: (visit: string) => number,
): TrackTable {
  const points = pointsOf(problem);
  const visits = track.visits.length;
  const base = track.anchor ?? 0;
  const lo = new Int32Array(visits);
  const hi = new Int32Array(visits);
  const first = new Int32Array(visits);
  let cells = 0;
  let from = base;
  let to = base;
  track.visits.forEach((visit, i) => {
    from += visit.minGap;
    to += visit.maxGap;
    lo[i] = from;
    hi[i] = to;
    first[i] = cells;
    cells += to - from + 1;
  });

  const seen = new Set<string>();
  for (const day of track.slots) for (const slot of day) seen.add(slot.practitioner);
  const practitioners = [...seen].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rank = new Map(practitioners.map((id, at) => [id, at]));
  const primaries = track.primary === undefined ? practitioners.map((_, at) => at) : [rank.get(track.primary) ?? -1];
  if (primaries.length === 0) primaries.push(-1);

  const cellColumn = new Int32Array(cells).fill(-1);
  const cellCost = primaries.map(() => new Float64Array(cells).fill(Infinity));
  const dayColumns: number[][] = Array.from({ length: problem.days }, () => []);

  for (let day = Math.max(0, lo[0] ?? 0); day < Math.min(problem.days, (hi[visits - 1] ?? -1) + 1); day++) {
    const slots = track.slots[day];
    if (!slots || slots.length === 0) continue;
    const here: number[] = [];
    for (let i = 0; i < visits; i++) if (lo[i]! <= day && day <= hi[i]!) here.push(i);
    if (here.length === 0 || !restedFromAnchors(problem, track, day, restDays)) continue;
    const sorted = inOrder(slots, rank);
    const funding = track.fundedUntil !== undefined && day > track.fundedUntil ? points.unfunded : 0;
    const addColumn = (keptVisit: number): number => {
      const keep = keptVisit < 0 ? undefined : track.visits[keptVisit]!.keep;
      const starts: number[] = [];
      const ends: number[] = [];
      const costs: number[][] = primaries.map(() => []);
      for (const slot of sorted) {
        const at = starts.length - 1;
        const fresh = at < 0 || starts[at] !== slot.start || ends[at] !== slot.end;
        if (fresh) {
          starts.push(slot.start);
          ends.push(slot.end);
        }
        const moved = keep && (keep.start !== slot.start || keep.practitioner !== slot.practitioner) ? points.moved : 0;
        const own = slot.cost + funding + moved;
        const who = rank.get(slot.practitioner)!;
        for (let p = 0; p < primaries.length; p++) {
          const cost = own + (who === primaries[p] ? 0 : points.notPrimary);
          const list = costs[p]!;
          if (fresh) list.push(cost);
          else if (cost < list[at]!) list[at] = cost;
        }
      }
      columns.push({
        track: index,
        day,
        keptVisit,
        start: Int32Array.from(starts),
        end: Int32Array.from(ends),
        cost: costs.map((list) => Float64Array.from(list)),
        cheapest: Float64Array.from(costs, (list) => Math.min(...list)),
      });
      dayColumns[day]!.push(columns.length - 1);
      return columns.length - 1;
    };
    const shared = addColumn(-1);
    for (const i of here) {
      const keep = track.visits[i]!.keep;
      const stays =
        keep?.day === day && slots.some((s) => s.start === keep.start && s.practitioner === keep.practitioner);
      const column = stays ? addColumn(i) : shared;
      const cell = first[i]! + day - lo[i]!;
      cellColumn[cell] = column;
      const moved = keep && !stays ? points.moved : 0;
      for (let p = 0; p < primaries.length; p++) cellCost[p]![cell] = columns[column]!.cheapest[p]! + moved;
    }
  }

  const cadence = track.visits.map((visit) => {
    const weight = weightOf(visit);
    return Float64Array.from(
      { length: visit.maxGap - visit.minGap + 1 },
      (_, at) => weight * Math.abs(visit.minGap + at - visit.targetGap),
    );
  });
  const openCost = Float64Array.from(track.visits, (visit) => openPoints(visit.id));
  const openToGo: Float64Array[] = [];
  openToGo[visits] = new Float64Array(visits === 0 ? 1 : hi[visits - 1]! - lo[visits - 1]! + 1);
  for (let i = visits - 1; i >= 0; i--) {
    const from = i === 0 ? base : lo[i - 1]!;
    const here = new Float64Array(i === 0 ? 1 : hi[i - 1]! - from + 1).fill(Infinity);
    for (let at = 0; at < here.length; at++) {
      cadence[i]!.forEach((off, g) => {
        const left = openCost[i]! + off + openToGo[i + 1]![from + at + track.visits[i]!.minGap + g - lo[i]!]!;
        if (left < here[at]!) here[at] = left;
      });
    }
    openToGo[i] = here;
  }

  return {
    index,
    visits,
    deep: track.deep,
    base,
    lo,
    hi,
    minGap: Int32Array.from(track.visits, (visit) => visit.minGap),
    maxGap: Int32Array.from(track.visits, (visit) => visit.maxGap),
    cadence,
    openCost,
    openToGo,
    first,
    cells,
    cellColumn,
    cellCost,
    zeroGap: track.visits.some((visit, i) => i > 0 && visit.minGap === 0),
    practitioners,
    primaries,
    dayColumns,
  };
}

/** Openings by start, end and practitioner; most callers already send them so. */
function inOrder(slots: CourseTrack["slots"][number], rank: ReadonlyMap<string, number>): CourseTrack["slots"][number] {
  const before = (a: (typeof slots)[number], b: (typeof slots)[number]): number =>
    a.start - b.start || a.end - b.end || rank.get(a.practitioner)! - rank.get(b.practitioner)!;
  for (let i = 1; i < slots.length; i++) if (before(slots[i - 1]!, slots[i]!) > 0) return [...slots].sort(before);
  return slots;
}
