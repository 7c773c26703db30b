// Which features of the planner a problem and its answer really touch, so that a comparison can show it left none out.
import type { CourseAnswer, CourseProblem } from "../../lib/plans/course-problem.ts";

/** Every feature there is a name for; a comparison that never meets one of them has not covered it. */
export const courseFeatures = [
  ...[1, 2, 3, 4].map((count) => `${count} tracks`),
  ...["together", "apart", "either"].map((pairing) => `pairing ${pairing}`),
  ...[0, 1, 2, 3, 4].map((days) => `rest of ${days} days between deep tracks`),
  "rest after another track's anchor",
  ...[1, 2, 3, 4].map((most) => `at most ${most} a day`),
  ...[0, 15, 30].map((gap) => `pair gap of ${gap} minutes`),
  "visits back to back",
  "visits on one day with time between",
  "three visits on one day",
  "funding that ends",
  "a visit after the funding",
  "a booked visit that stays",
  "a booked visit that moves",
  "a booked visit whose start is gone",
  "anchor before day 0",
  "anchor on day 0 or later",
  "no anchor",
  "fixed primary",
  "fixed primary without openings",
  "primary chosen among several",
  "a visit with somebody else",
  "own weights",
  "own points",
  "target outside the window",
  "gaps of no days",
  "a track without visits",
  "an opening that earns points",
  "a visit that fits nowhere",
  "several visits that fit nowhere",
] as const;

export function featuresOf(problem: CourseProblem, answer: CourseAnswer): string[] {
  const { tracks, pairing, restDays = 2, maxPerDay = 2, pairGapMin } = problem;
  const visits = tracks.flatMap((track) => track.visits.map((visit) => ({ track, visit })));
  const deep = tracks.filter((track) => track.deep);
  const real = answer.placements.filter((at) => at.start !== null);
  const sharing = real.map((at) => real.filter(({ day }) => day === at.day));
  const waits = sharing.flatMap((here) =>
    here
      .toSorted((a, b) => a.start! - b.start!)
      .flatMap((at, n, list) => (n === 0 ? [] : at.start! - list[n - 1]!.end!)),
  );
  const keeps = visits.flatMap(({ track, visit }) => {
    const { keep } = visit;
    if (!keep) return [];
    const at = real.find((one) => one.track === track.id && one.visit === visit.id);
    const there = track.slots[keep.day]?.some((s) => s.start === keep.start && s.practitioner === keep.practitioner);
    if (!there) return ["a booked visit whose start is gone"];
    if (!at) return [];
    const stays = at.day === keep.day && at.start === keep.start && at.practitioner === keep.practitioner;
    return [stays ? "a booked visit that stays" : "a booked visit that moves"];
  });
  const team = (track: (typeof tracks)[number]) => new Set(track.slots.flat().map((slot) => slot.practitioner));
  const has = (name: (typeof courseFeatures)[number], present: boolean): string[] => (present ? [name] : []);
  return [
    `${tracks.length} tracks`,
    `pairing ${pairing}`,
    ...(deep.length > 1 ? [`rest of ${restDays} days between deep tracks`] : []),
    ...has(
      "rest after another track's anchor",
      deep.length > 1 && restDays > 0 && deep.some((one) => one.anchor !== null),
    ),
    `at most ${maxPerDay} a day`,
    `pair gap of ${pairGapMin} minutes`,
    ...has(
      "visits back to back",
      waits.some((wait) => wait <= pairGapMin),
    ),
    ...has(
      "visits on one day with time between",
      waits.some((wait) => wait > pairGapMin),
    ),
    ...has(
      "three visits on one day",
      sharing.some((here) => here.length > 2),
    ),
    ...has(
      "funding that ends",
      tracks.some((one) => one.fundedUntil !== undefined),
    ),
    ...has("a visit after the funding", answer.parts.funding > 0),
    ...new Set(keeps),
    ...has(
      "anchor before day 0",
      tracks.some(({ anchor }) => anchor !== null && anchor < 0),
    ),
    ...has(
      "anchor on day 0 or later",
      tracks.some(({ anchor }) => anchor !== null && anchor >= 0),
    ),
    ...has(
      "no anchor",
      tracks.some(({ anchor }) => anchor === null),
    ),
    ...has(
      "fixed primary",
      tracks.some(({ primary }) => primary !== undefined),
    ),
    ...has(
      "fixed primary without openings",
      tracks.some((one) => one.primary !== undefined && !team(one).has(one.primary)),
    ),
    ...has(
      "primary chosen among several",
      tracks.some((one) => one.primary === undefined && team(one).size > 1),
    ),
    ...has("a visit with somebody else", answer.parts.continuity > 0),
    ...has(
      "own weights",
      visits.some(({ visit }) => visit.weight !== undefined),
    ),
    ...has("own points", problem.points !== undefined),
    ...has(
      "target outside the window",
      visits.some(({ visit }) => visit.targetGap < visit.minGap || visit.targetGap > visit.maxGap),
    ),
    ...has(
      "gaps of no days",
      tracks.some((one) => one.visits.some(({ minGap }, i) => i > 0 && minGap === 0)),
    ),
    ...has(
      "a track without visits",
      tracks.some((one) => one.visits.length === 0),
    ),
    ...has(
      "an opening that earns points",
      tracks.some((one) => one.slots.flat().some(({ cost }) => cost < 0)),
    ),
    ...has("a visit that fits nowhere", answer.open.length > 0),
    ...has("several visits that fit nowhere", answer.open.length > 1),
  ];
}
