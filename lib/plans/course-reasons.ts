// Why a visit found no place: what blocks its openings, and which single relaxation, really tried, places it.
import { addDays, isDate } from "../time/dates.ts";
import { defaultMaxPerDay, defaultRestDays, isBackToBack } from "./course-cost.ts";
import type {
  CourseAlternative,
  CourseAnswer,
  CourseBlock,
  CourseOpenVisit,
  CourseOptions,
  CoursePlacement,
  CourseProblem,
  CourseReasonKind,
  CourseRelaxation,
  CourseSlot,
  CourseTrack,
  CourseWidening,
} from "./course-problem.ts";

/** Days a window is widened by, in the order they are tried: round ones first, each try being a plan of its own. */
const widenings = [2, 4, 7, 14, 28, 3, 5, 10, 21, 42];

type Replan = (relaxed: CourseProblem, prefer?: CourseOptions["prefer"]) => CourseAnswer;

/** One entry an open placement of the answer. `replan` null leaves the relaxations empty. */
export function explainOpenVisits(
  problem: CourseProblem,
  answer: CourseAnswer,
  replan: Replan | null,
): CourseOpenVisit[] {
  const open: CourseOpenVisit[] = [];
  let next = 0;
  problem.tracks.forEach((track, k) => {
    const first = next;
    track.visits.forEach((visit, i) => {
      const at = answer.placements[next++]!;
      if (at.start !== null) return;
      const before = i === 0 ? (track.anchor ?? 0) : answer.placements[first + i - 1]!.day;
      const window = { from: before + visit.minGap, to: before + visit.maxGap };
      const blocks = countBlocks(problem, answer, k, i, first + i, window);
      const kind = blocks[0]?.kind ?? emptyKind(problem, track, window);
      const relaxations = replan ? relaxationsOf(problem, answer, k, i, first + i, replan) : [];
      const text = say(problem, window, kind, relaxations);
      open.push({ track: track.id, visit: visit.id, window, reason: { kind, blocks, relaxations, text } });
    });
  });
  return open;
}

/** What blocks each opening of the window beside the plan as it stands, most frequent first. */
function countBlocks(
  problem: CourseProblem,
  answer: CourseAnswer,
  k: number,
  i: number,
  index: number,
  window: { from: number; to: number },
): { kind: CourseBlock; openings: number }[] {
  const track = problem.tracks[k]!;
  const counts = new Map<CourseBlock, number>();
  for (let day = Math.max(0, window.from); day <= Math.min(window.to, problem.days - 1); day++) {
    for (const slot of track.slots[day] ?? []) {
      const kind = blockOf(problem, answer, k, i, index, day, slot);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([kind, openings]) => ({ kind, openings }))
    .sort((a, b) => b.openings - a.openings || (a.kind < b.kind ? -1 : 1));
}

function blockOf(
  problem: CourseProblem,
  answer: CourseAnswer,
  k: number,
  i: number,
  index: number,
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
    (track.alternatives ?? []).some((other) => other.kind === kind && days.some((day) => other.slots[day]?.length));
  if (offers("practitioner")) return "only-with-others";
  return offers("absence") ? "absence" : "no-opening";
}

function relaxationsOf(
  problem: CourseProblem,
  answer: CourseAnswer,
  k: number,
  i: number,
  index: number,
  replan: Replan,
): CourseRelaxation[] {
  const track = problem.tracks[k]!;
  const before = answer.placements.filter((at) => at.start === null).length;
  const found: CourseRelaxation[] = [];
  const prefer = { track: track.id, visit: track.visits[i]!.id };
  const tryOut = (relaxed: CourseProblem, preferred: boolean): CoursePlacement | null => {
    const { placements } = preferred ? replan(relaxed, prefer) : replan(relaxed);
    const left = placements.filter((at) => at.start === null).length;
    return left < before && placements[index]!.start !== null ? placements[index]! : null;
  };
  // Only where every way would rather place another visit, this one is put first.
  for (const preferred of [false, true]) {
    const mark = preferred ? { preferred: true as const } : {};
    for (const other of track.alternatives ?? []) {
      const at = tryOut(withTrack(problem, k, withOpenings(track, other)), preferred);
      if (at) found.push({ kind: other.kind, value: other.value, ...where(at), ...mark });
    }
    for (const days of widenings) {
      for (const kind of ["more-days", "wider-window"] as const) {
        const at = tryOut(withWidening(problem, k, i, { kind, days }), preferred);
        if (!at) continue;
        found.push({ kind, days, ...where(at), ...mark });
        return found;
      }
    }
    if (found.length > 0) break;
  }
  return found;
}

function where(at: CoursePlacement): { day: number; start: number; end: number; practitioner: string } {
  return { day: at.day, start: at.start!, end: at.end!, practitioner: at.practitioner! };
}

/** The problem with one track exchanged. */
export function withTrack(problem: CourseProblem, k: number, track: CourseTrack): CourseProblem {
  return { ...problem, tracks: problem.tracks.map((other, j) => (j === k ? track : other)) };
}

/** The track with the openings of one alternative added to its own. */
export function withOpenings(track: CourseTrack, alternative: CourseAlternative): CourseTrack {
  const days = Math.max(track.slots.length, alternative.slots.length);
  const slots = Array.from({ length: days }, (_, day) => [
    ...(track.slots[day] ?? []),
    ...(alternative.slots[day] ?? []),
  ]);
  return { ...track, slots };
}

/** The problem with one visit's window widened, and a horizon that holds it. */
export function withWidening(problem: CourseProblem, k: number, i: number, widening: CourseWidening): CourseProblem {
  const { kind, days } = widening;
  const track = problem.tracks[k]!;
  const visits = track.visits.map((visit, at) => {
    if (kind === "more-days") return at === i ? { ...visit, maxGap: visit.maxGap + days } : visit;
    if (at !== i && at !== i + 1) return visit;
    // Never onto the day of the visit before, unless the gaps allowed that already.
    const least = Math.min(visit.minGap, at === 0 ? 0 : 1);
    return { ...visit, minGap: Math.max(least, visit.minGap - days), maxGap: visit.maxGap + days };
  });
  return { ...withTrack(problem, k, { ...track, visits }), days: problem.days + 2 * days };
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

function say(
  problem: CourseProblem,
  window: { from: number; to: number },
  kind: CourseReasonKind,
  relaxations: readonly CourseRelaxation[],
): string {
  const date = (day: number): string =>
    isDate(problem.startDate) ? addDays(problem.startDate, day) : `day ${String(day)}`;
  const days =
    window.from === window.to ? `On ${date(window.from)}` : `From ${date(window.from)} to ${date(window.to)}`;
  const first = relaxations[0];
  if (!first) return `${days} ${kindWords[kind]}.`;
  const what = {
    weekday: () => `another weekday (${"value" in first ? first.value : ""})`,
    "part-of-day": () => `another part of the day (${"value" in first ? first.value : ""})`,
    practitioner: () => `another practitioner (${"value" in first ? first.value : ""})`,
    absence: () => "coming in spite of the absence",
    "more-days": () => `${"days" in first ? first.days : 0} days more`,
    "wider-window": () => `${"days" in first ? first.days : 0} days more on either side`,
  }[first.kind]();
  return `${days} ${kindWords[kind]}; ${what} would place it on ${date(first.day)}.`;
}
