// What blocks an opening for a visit that was left open, beside the plan as it stands.
import { defaultMaxPerDay, defaultRestDays, isBackToBack } from "./course-cost.ts";
import type { CourseAnswer, CourseBlock, CoursePlacement, CourseProblem, CourseSlot } from "./course-problem.ts";

/** An open visit: visit `i` of track `k`, `index` among the answer's placements. */
export type OpenAt = { k: number; i: number; index: number; window: { from: number; to: number } };

/** What blocks each opening of the window, most frequent first. */
export function countBlocks(
  problem: CourseProblem,
  answer: CourseAnswer,
  at: OpenAt,
): { kind: CourseBlock; openings: number }[] {
  const { slots } = problem.tracks[at.k]!;
  const counts = new Map<CourseBlock, number>();
  for (let day = Math.max(0, at.window.from); day <= Math.min(at.window.to, problem.days - 1); day++) {
    for (const slot of slots[day] ?? []) {
      const kind = blockOf(problem, answer, at, day, slot);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([kind, openings]) => ({ kind, openings }))
    .sort((a, b) => b.openings - a.openings || (a.kind < b.kind ? -1 : 1));
}

/** What blocks one opening; `points` when it could be taken, but costs more than leaving the visit open. */
export function blockOf(
  problem: CourseProblem,
  answer: CourseAnswer,
  { k, i, index }: OpenAt,
  day: number,
  slot: CourseSlot,
): CourseBlock {
  const track = problem.tracks[k]!;
  const restDays = problem.restDays ?? defaultRestDays;
  const deep = new Map(problem.tracks.map((other) => [other.id, other.deep]));
  const real = answer.placements.filter((at) => at.start !== null);
  const sameDay = real.filter((at) => at.day === day);
  if (track.deep) {
    const tooNear = (other: number): boolean => Math.abs(other - day) < restDays;
    const anchors = problem.tracks.filter((other) => other !== track && other.deep && other.anchor !== null);
    if (anchors.some((other) => tooNear(other.anchor!))) return "rest";
    if (real.some((at) => at.track !== track.id && deep.get(at.track) && at.day !== day && tooNear(at.day)))
      return "rest";
  }
  if (sameDay.some((at) => at.track === track.id)) return "day-full";
  if (sameDay.length >= (problem.maxPerDay ?? defaultMaxPerDay)) return "day-full";
  if (sameDay.some((at) => slot.start < at.end! && at.start! < slot.end)) return "clash";
  const apart = (at: CoursePlacement): boolean =>
    !isBackToBack(slot, { start: at.start!, end: at.end! }, problem.pairGapMin);
  if (track.deep && sameDay.some((at) => deep.get(at.track) && apart(at))) return "not-next-to";
  const after = track.visits[i + 1];
  if (after) {
    const gap = answer.placements[index + 1]!.day - day;
    if (gap < after.minGap || gap > after.maxGap) return "chain";
  }
  return "points";
}
