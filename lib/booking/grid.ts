// The starts a question may look at, evenly spaced in instants whatever the clocks of the zone do.
import { offsetAt } from "../time/offset-table.ts";
import type { OffsetTable } from "../time/offset-table.ts";
import type { SearchRange, SlotQuestion } from "./search.ts";

/** Starts: `first + k · grain` for `k < size`. */
export interface Grid {
  readonly first: number;
  readonly grain: number;
  readonly size: number;
  /** Whether every point lies on the service's step; else each has to be looked at. */
  readonly exact: boolean;
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return Math.abs(a);
}

/** The grid of a question within its range, notice and horizon. */
export function gridOf(
  range: SearchRange,
  transitions: OffsetTable,
  { service, earliest, latest }: SlotQuestion,
): Grid {
  const low = Math.max(range.from, earliest ?? range.from);
  const high = Math.min(range.to, latest ?? range.to);
  // Past the hour there are 60 minutes, so a longer step leaves the full hour alone.
  const step = Math.min(service.step, 60);
  const offset = offsetAt(transitions, low);
  let grain = greatestCommonDivisor(60, step);
  for (const change of transitions)
    if (change.at > low && change.at < high) grain = greatestCommonDivisor(grain, change.offset - offset);
  const past = (((low + offset) % grain) + grain) % grain;
  const first = past === 0 ? low : low + grain - past;
  return { first, grain, size: Math.max(0, Math.ceil((high - first) / grain)), exact: grain === step };
}

/** Whether a start is a multiple of `step` minutes past its local hour; for grids that are not exact. */
export function onStep(transitions: OffsetTable, start: number, step: number): boolean {
  const local = start + offsetAt(transitions, start);
  return (((local % 60) + 60) % 60) % step === 0;
}
