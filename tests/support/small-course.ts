// Small hand-written course problems for tests: what is not named has a harmless default.
import type { CourseProblem, CourseSlot, CourseTrack, CourseVisit } from "../../lib/plans/course-problem.ts";

/** An hour from `start` o'clock. */
export function hour(start: number, practitioner = "priya", cost = 0): CourseSlot {
  return { start: start * 60, end: start * 60 + 60, practitioner, cost };
}

/** Openings by day number. */
export function calendar(openings: Record<number, CourseSlot[]>): CourseSlot[][] {
  const last = Math.max(-1, ...Object.keys(openings).map(Number));
  return Array.from({ length: last + 1 }, (_, day) => openings[day] ?? []);
}

export function visit(
  id: string,
  minGap: number,
  targetGap: number,
  maxGap: number,
  more: Partial<CourseVisit> = {},
): CourseVisit {
  return { id, minGap, targetGap, maxGap, ...more };
}

export function track(
  id: string,
  visits: CourseVisit[],
  slots: CourseSlot[][],
  more: Partial<CourseTrack> = {},
): CourseTrack {
  return { id, deep: false, anchor: null, visits, slots, ...more };
}

export function course(tracks: CourseTrack[], more: Partial<CourseProblem> = {}): CourseProblem {
  return { startDate: "2026-11-30", days: 60, tracks, pairGapMin: 15, pairing: "either", ...more };
}
