// One track alone under day prices: its cheapest way through the days, with open visits where nothing fits.
import type { TrackTable } from "./course-tracks.ts";

/**
 * Cost to go. `toGo[i]` is by day of visit i − 1 (from its `lo`; one entry for the base when i is 0): the cheapest
 * completion of visits i, i + 1 … . `toGoUsed` is the same when the track already has a real visit on that day.
 */
export type TrackPath = { toGo: Float64Array[]; toGoUsed: Float64Array[]; cost: number };

/** A real visit on a column. */
export type Stand = { visit: number; day: number; column: number };

export function createPath(track: TrackTable): TrackPath {
  const size = (i: number): number => (i === 0 ? 1 : track.hi[i - 1]! - track.lo[i - 1]! + 1);
  const toGo = Array.from({ length: track.visits + 1 }, (_, i) => new Float64Array(size(i)));
  return { toGo, toGoUsed: track.zeroGap ? toGo.map((list) => new Float64Array(list.length)) : toGo, cost: 0 };
}

/**
 * Fills `path` with the costs to go when a real visit on column c costs `prices[c]` more than its cheapest opening
 * under the primary choice.
 */
export function solvePath(track: TrackTable, primary: number, prices: Float64Array, path: TrackPath): void {
  const cellCost = track.cellCost[primary]!;
  const { cellColumn } = track;
  for (let i = track.visits - 1; i >= 0; i--) {
    const lo = track.lo[i]!;
    const size = track.hi[i]! - lo + 1;
    const first = track.first[i]!;
    const openCost = track.openCost[i]!;
    const next = path.toGo[i + 1]!;
    const nextUsed = path.toGoUsed[i + 1]!;
    const stand = standing.length >= size ? standing : (standing = new Float64Array(size * 2));
    for (let at = 0; at < size; at++) {
      const column = cellColumn[first + at]!;
      const left = openCost + next[at]!;
      if (column < 0) stand[at] = left;
      else {
        const real = cellCost[first + at]! + prices[column]! + nextUsed[at]!;
        stand[at] = real < left ? real : left;
      }
    }
    const cadence = track.cadence[i]!;
    const width = cadence.length;
    const here = path.toGo[i]!;
    const shift = (i === 0 ? track.base : track.lo[i - 1]!) + track.minGap[i]! - lo;
    for (let from = 0; from < here.length; from++) {
      let least = Infinity;
      for (let g = 0, at = from + shift; g < width; g++, at++) {
        const cost = cadence[g]! + stand[at]!;
        if (cost < least) least = cost;
      }
      here[from] = least;
    }
    if (!track.zeroGap) continue;
    const used = path.toGoUsed[i]!;
    for (let from = 0; from < here.length; from++) {
      let least = Infinity;
      for (let g = 0, at = from + shift; g < width; g++, at++) {
        const sameDay = track.minGap[i]! + g === 0;
        const cost = cadence[g]! + (sameDay ? openCost + nextUsed[at]! : stand[at]!);
        if (cost < least) least = cost;
      }
      used[from] = least;
    }
  }
  path.cost = path.toGo[0]![0]!;
}

let standing = new Float64Array(256);

/** The real visits of the cheapest way; earliest day first among equals, a real visit before an open one. */
export function followPath(track: TrackTable, primary: number, prices: Float64Array, path: TrackPath): Stand[] {
  const stands: Stand[] = [];
  let day = track.base;
  let used = false;
  for (let i = 0; i < track.visits; i++) {
    const lo = track.lo[i]!;
    const before = day - (i === 0 ? track.base : track.lo[i - 1]!);
    const goal = (used ? path.toGoUsed : path.toGo)[i]![before]!;
    const cadence = track.cadence[i]!;
    let found: number | null = null;
    let real = false;
    for (let g = 0; g < cadence.length && found === null; g++) {
      const to = day + track.minGap[i]! + g;
      const at = to - lo;
      const column = track.cellColumn[track.first[i]! + at]!;
      const sameDay = used && to === day;
      if (column >= 0 && !sameDay) {
        const cost =
          cadence[g]! +
          (track.cellCost[primary]![track.first[i]! + at]! + prices[column]! + path.toGoUsed[i + 1]![at]!);
        if (cost === goal) {
          found = to;
          real = true;
          break;
        }
      }
      if (cadence[g]! + (track.openCost[i]! + (sameDay ? path.toGoUsed : path.toGo)[i + 1]![at]!) === goal) found = to;
    }
    if (found === null) throw new Error("a cheapest path lost its own way");
    if (real) stands.push({ visit: i, day: found, column: track.cellColumn[track.first[i]! + found - lo]! });
    used = real || (used && found === day);
    day = found;
  }
  return stands;
}
