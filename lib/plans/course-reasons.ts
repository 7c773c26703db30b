// Why a visit found no place, and what would place it, in one plain sentence each.
import { addDays, isDate } from "../time/dates.ts";
import { countBlocks, type OpenAt } from "./course-blocks.ts";
import { withoutPoints } from "./course-concessions.ts";
import type {
  CourseAlternative,
  CourseAnswer,
  CourseConcession,
  CourseOpenVisit,
  CourseProblem,
  CourseReasonKind,
  CourseTrack,
} from "./course-problem.ts";
import { findWaysOut, type Replan, type WaysOut } from "./course-relaxations.ts";

/** One entry an open placement of the answer. `replan` null leaves the relaxations empty. */
export function explainOpenVisits(
  problem: CourseProblem,
  answer: CourseAnswer,
  replan: Replan | null,
): CourseOpenVisit[] {
  const open: CourseOpenVisit[] = [];
  const pointless = replan ? withoutPoints(problem) : problem;
  let next = 0;
  problem.tracks.forEach((track, k) => {
    const first = next;
    track.visits.forEach((visit, i) => {
      const index = next++;
      if (answer.placements[index]!.start !== null) return;
      const before = i === 0 ? (track.anchor ?? 0) : answer.placements[first + i - 1]!.day;
      const window = { from: before + visit.minGap, to: before + visit.maxGap };
      const at: OpenAt = { k, i, index, window };
      const blocks = countBlocks(problem, answer, at);
      const kind = blocks[0]?.kind ?? emptyKind(problem, track, window);
      const ways = replan ? findWaysOut(problem, pointless, answer, at, replan) : { relaxations: [] };
      const text = say(problem, window, kind, ways);
      open.push({ track: track.id, visit: visit.id, window, reason: { kind, blocks, ...ways, text } });
    });
  });
  return open;
}

/** Why a window has no opening at all. */
function emptyKind(problem: CourseProblem, track: CourseTrack, window: { from: number; to: number }): CourseReasonKind {
  const away = new Set(problem.away);
  const closed = new Set(problem.closed);
  const days: number[] = [];
  for (let day = Math.max(0, window.from); day <= Math.min(window.to, problem.days - 1); day++) days.push(day);
  if (days.length > 0 && days.every((day) => away.has(day) || closed.has(day))) {
    return days.some((day) => away.has(day)) ? "absence" : "closure";
  }
  const offers = (kind: CourseAlternative["kind"]): boolean =>
    (track.alternatives ?? []).some(
      (other) => other.kind === kind && !other.also?.length && days.some((day) => other.slots[day]?.length),
    );
  if (offers("practitioner")) return "only-with-others";
  return offers("absence") ? "absence" : "no-opening";
}

const kindWords: Record<CourseReasonKind, string> = {
  "no-opening": "there is no opening",
  "only-with-others": "there are openings only with other practitioners",
  absence: "the patient is away",
  closure: "the clinic is closed",
  rest: "every opening is too close to deep work of another discipline",
  "day-full": "the days with openings are full",
  clash: "the openings clash with other visits of the plan",
  "not-next-to": "the openings are not back to back with the day's other deep work",
  chain: "taking an opening would cost the track its next visit",
  points: "leaving it open costs less than any opening",
};

/** One thing that gives way, as the first words of a wish. */
function concessionWords(one: CourseConcession): string {
  switch (one.kind) {
    case "weekday":
      return `another weekday (${one.value})`;
    case "part-of-day":
      return `another part of the day (${one.value})`;
    case "practitioner":
      return `another practitioner (${one.value})`;
    case "absence":
      return "coming in spite of the absence";
    case "more-days":
      return `${one.days} days more`;
    case "wider-window":
      return `${one.days} days more on either side`;
  }
}

function say(
  problem: CourseProblem,
  window: { from: number; to: number },
  kind: CourseReasonKind,
  { relaxations: [first], needed }: WaysOut,
): string {
  const date = (day: number): string =>
    isDate(problem.startDate) ? addDays(problem.startDate, day) : `day ${String(day)}`;
  const days =
    window.from === window.to ? `On ${date(window.from)}` : `From ${date(window.from)} to ${date(window.to)}`;
  const why = `${days} ${kindWords[kind]}`;
  if (first) {
    const what = [first, ...(first.also ?? [])].map(concessionWords).join(" and ");
    return `${why}; ${what} would place it on ${date(first.day)}.`;
  }
  if (needed) {
    const wider =
      needed.wider === undefined ? "" : ` and ${concessionWords({ kind: "wider-window", days: needed.wider })}`;
    const opened = `an opening of ${needed.end - needed.start} minutes on ${date(needed.day)}`;
    return `${why}, and nothing else in the calendar suits; ${opened}${wider} would place it.`;
  }
  return needed === null ? `${why}, and nothing else in the calendar suits.` : `${why}.`;
}
