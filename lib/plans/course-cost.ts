// What a course costs: the points table, cadence weights, and the tally of one placed course.
import type {
  CourseOptions,
  CourseParts,
  CoursePlacement,
  CoursePoints,
  CourseProblem,
  CourseTrack,
  CourseVisit,
} from "./course-problem.ts";

export const defaultPoints: Readonly<CoursePoints> = {
  open: 100_000,
  notPrimary: 12,
  together: -6,
  apart: 20,
  unfunded: 25,
  moved: 15,
};

export const defaultRestDays = 2;
export const defaultMaxPerDay = 2;

/** The problem's points with the defaults filled in. */
export function pointsOf(problem: CourseProblem): CoursePoints {
  return { ...defaultPoints, ...problem.points };
}

/** Points for leaving each visit open; one that is preferred weighs more than all others together. */
export function openPointsOf(
  problem: CourseProblem,
  prefer: CourseOptions["prefer"] = [],
): (track: string, visit: string) => number {
  const { open } = pointsOf(problem);
  const others = problem.tracks.reduce((sum, track) => sum + track.visits.length, 0) - prefer.length;
  const preferred = new Set(prefer.map(({ track, visit }) => JSON.stringify([track, visit])));
  return (track, visit) => (preferred.has(JSON.stringify([track, visit])) ? (others + 1) * open : open);
}

/** Points a day off target: a day costs 10 at a 4-day gap, 1 at 28; 10 at target 0. */
export function weightOf(visit: CourseVisit): number {
  if (visit.weight !== undefined) return visit.weight;
  return visit.targetGap === 0 ? 10 : Math.max(1, Math.floor(40 / visit.targetGap + 0.5));
}

export function cadenceOf(visit: CourseVisit, gap: number): number {
  return weightOf(visit) * Math.abs(gap - visit.targetGap);
}

/** Two visits on one day: whether the later starts 0…`pairGapMin` minutes after the earlier ends. */
export function isBackToBack(
  a: { start: number; end: number },
  b: { start: number; end: number },
  pairGapMin: number,
): boolean {
  const between = a.start <= b.start ? b.start - a.end : a.start - b.end;
  return between >= 0 && between <= pairGapMin;
}

/** Preference points of the slot a placement stands on, the cheapest one where a slot is listed twice. */
function slotCost(track: CourseTrack, at: CoursePlacement): number {
  let best = Infinity;
  for (const slot of track.slots[at.day] ?? []) {
    if (slot.start === at.start && slot.end === at.end && slot.practitioner === at.practitioner) {
      best = Math.min(best, slot.cost);
    }
  }
  return best;
}

/** The parts of a course's cost; `placements` by track, then visit, in the order of the problem. */
export function tallyCourse(
  problem: CourseProblem,
  placements: readonly CoursePlacement[],
  primaries: Readonly<Record<string, string>>,
): CourseParts {
  const points = pointsOf(problem);
  const parts: CourseParts = { cadence: 0, preference: 0, continuity: 0, pairing: 0, funding: 0, moves: 0, open: 0 };
  const taken: { day: number; start: number; end: number }[] = [];
  let next = 0;
  for (const track of problem.tracks) {
    let day = track.anchor ?? 0;
    for (const visit of track.visits) {
      const at = placements[next++];
      if (!at) throw new RangeError("a course is tallied with one placement a visit");
      parts.cadence += cadenceOf(visit, at.day - day);
      day = at.day;
      if (at.start === null || at.end === null) {
        parts.open += points.open;
        continue;
      }
      parts.preference += slotCost(track, at);
      if (at.practitioner !== primaries[track.id]) parts.continuity += points.notPrimary;
      if (track.fundedUntil !== undefined && at.day > track.fundedUntil) parts.funding += points.unfunded;
      const { keep } = visit;
      if (keep && (keep.day !== at.day || keep.start !== at.start || keep.practitioner !== at.practitioner)) {
        parts.moves += points.moved;
      }
      taken.push({ day: at.day, start: at.start, end: at.end });
    }
  }
  taken.forEach((a, i) => {
    for (const b of taken.slice(i + 1)) {
      if (a.day !== b.day) continue;
      if (problem.pairing === "apart") parts.pairing += points.apart;
      if (problem.pairing === "together" && isBackToBack(a, b, problem.pairGapMin)) parts.pairing += points.together;
    }
  });
  return parts;
}

export function costOf(parts: CourseParts): number {
  return parts.cadence + parts.preference + parts.continuity + parts.pairing + parts.funding + parts.moves + parts.open;
}
