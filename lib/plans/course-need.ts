// Where nothing in the calendar places an open visit: the hours that would have to be opened for it.
import { blockOf, type OpenAt } from "./course-blocks.ts";
import { widerBy, widenings, withConcessions, withOpening } from "./course-concessions.ts";
import type { CourseAnswer, CourseNeed, CourseProblem, CourseSlot } from "./course-problem.ts";

/** Hours of the day asked for, as they are usual in a clinic, and the length of a visit whose track has no opening. */
const usualHours = { from: 8, to: 20 };
const usualMinutes = 60;
/** Most hours tried, each by a plan of its own. */
const mostHours = 60;

/**
 * The opening nearest to the visit's virtual day that would place it, in its window or else in one not much wider; on days
 * the patient is there, and rather not on one the clinic is closed.
 */
export function neededFor(
  problem: CourseProblem,
  answer: CourseAnswer,
  at: OpenAt,
  places: (relaxed: CourseProblem) => boolean,
): CourseNeed | null {
  const { k, i, index, window } = at;
  const track = problem.tracks[k]!;
  const lists = [track.slots, ...(track.alternatives ?? []).map(({ slots }) => slots)];
  const minutes = lists.flat(2).reduce((longest, { start, end }) => Math.max(longest, end - start), 0) || usualMinutes;
  let tries = 0;
  const virtual = answer.placements[index]!.day;
  const away = new Set(problem.away);
  const closed = new Set(problem.closed);
  for (const wider of [0, ...widenings]) {
    const widened = wider === 0 ? problem : withConcessions(problem, k, i, [widerBy(wider)]);
    const { minGap, maxGap } = widened.tracks[k]!.visits[i]!;
    const [from, to] = [window.from + minGap - track.visits[i]!.minGap, window.to + maxGap - track.visits[i]!.maxGap];
    const days = Array.from({ length: problem.days }, (_, day) => day)
      .filter((day) => from <= day && day <= to && !away.has(day))
      .toSorted(
        (a, b) =>
          Number(closed.has(a)) - Number(closed.has(b)) || Math.abs(a - virtual) - Math.abs(b - virtual) || a - b,
      );
    for (const day of days) {
      const slot = freeHour(widened, answer, at, day, minutes);
      if (slot && tries++ < mostHours && places(withOpening(widened, k, day, slot)))
        return { day, start: slot.start, end: slot.end, ...(wider > 0 && { wider }) };
    }
  }
  return null;
}

/** The first hour of a day that no rule beside other tracks' visits forbids; a neighbour that is open too may give way. */
function freeHour(
  problem: CourseProblem,
  answer: CourseAnswer,
  at: OpenAt,
  day: number,
  minutes: number,
): CourseSlot | undefined {
  const track = problem.tracks[at.k]!;
  const practitioner = answer.primaries[track.id] ?? track.primary ?? track.id;
  const starts: number[] = [];
  for (let start = usualHours.from * 60; start + minutes <= usualHours.to * 60; start += 60) starts.push(start);
  return starts
    .map((start) => ({ start, end: start + minutes, practitioner, cost: 0 }))
    .find((slot) => ["points", "chain"].includes(blockOf(problem, answer, at, day, slot)));
}
