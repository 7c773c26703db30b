// Asks the planner for a course: everything the wishes allow, the reasons only when something stays open.
import { problemOf, withoutLate, type CourseSetting } from "./course-of-plan.ts";
import type { CourseAnswer, CourseOptions, CourseProblem } from "./course-problem.ts";
import { pointsOf } from "./course-cost.ts";
import { planCourse } from "./course.ts";

export type AnswerWork = {
  /** As in {@link CourseOptions}. */
  maxExpansions?: number;
  /** With more visits open than this, nothing is said about what would help: no single change would. */
  mostExplained?: number;
};

/** The best placement of a setting, with reasons and relaxations for what stays open. */
export function answerOf(
  setting: CourseSetting,
  { mostExplained = Infinity, ...options }: AnswerWork = {},
): CourseAnswer {
  const settled = withPrimaries(setting, options);
  const answer = planCourse(problemOf(settled, false), { ...options, explain: false });
  // What would help is only looked for when something is left open: it takes many more plans.
  const open = answer.placements.filter(({ start }) => start === null).length;
  return open === 0 ? answer : planCourse(problemOf(settled, true), { ...options, explain: open <= mostExplained });
}

/** The same without reasons. */
export function placementOf(setting: CourseSetting, options: Pick<CourseOptions, "maxExpansions"> = {}): CourseAnswer {
  return planCourse(problemOf(withPrimaries(setting, options), false), { ...options, explain: false });
}

/** Where the plan keeps its end: the setting without the visits at its end that find no time before it. */
export function withinEnd(setting: CourseSetting, options: Pick<CourseOptions, "maxExpansions"> = {}): CourseSetting {
  if (setting.pending.every(({ lastDay }) => lastDay === Infinity)) return setting;
  const { placements } = placementOf(setting, options);
  const open = new Set(placements.flatMap(({ visit, start }) => (start === null ? [visit] : [])));
  const pending = withoutLate(setting.pending, open);
  if (pending.every((one, index) => one === setting.pending[index])) return setting;
  return withinEnd({ ...setting, pending }, options);
}

/**
 * Where the patient wants one practitioner and nobody was named, the one whose course costs least: leaving a visit open is then
 * cheaper than giving it to somebody else. Starts that are to be left alone do not decide who it is.
 */
function withPrimaries(setting: CourseSetting, options: Pick<CourseOptions, "maxExpansions">): CourseSetting {
  const free = setting.pending.filter(({ track }) => track.primaryPractitionerId === null);
  if (setting.preferences.practitioner !== "same" || !free.length || setting.primaries) return setting;
  const problem = problemOf({ ...setting, keeps: [] }, false);
  const { primaries } = planCourse(nobodyElse(problem), { ...options, explain: false });
  return { ...setting, primaries: new Map(Object.entries(primaries)) };
}

const nobodyElse = (problem: CourseProblem): CourseProblem => ({
  ...problem,
  points: { ...problem.points, notPrimary: 2 * pointsOf(problem).open },
});
