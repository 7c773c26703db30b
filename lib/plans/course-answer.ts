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

type Options = Pick<CourseOptions, "maxExpansions">;

/** The best placement of a setting, with reasons and relaxations for what stays open. */
export function answerOf(
  setting: CourseSetting,
  { mostExplained = Infinity, ...options }: AnswerWork = {},
): CourseAnswer {
  const { settled, answer } = settle(setting, options);
  // What would help is only looked for when something is left open: it takes many more plans.
  const open = answer.placements.filter(({ start }) => start === null).length;
  return open === 0 ? answer : planCourse(problemOf(settled, true), { ...options, explain: open <= mostExplained });
}

/** The same without reasons. */
export const placementOf = (setting: CourseSetting, options: Options = {}): CourseAnswer =>
  settle(setting, options).answer;

/** Where the plan keeps its end: the setting without the visits at its end that find no time before it. */
export function withinEnd(setting: CourseSetting, options: Options = {}): CourseSetting {
  if (setting.pending.every(({ lastDay }) => lastDay === Infinity)) return setting;
  const { placements } = placementOf(setting, options);
  const open = new Set(placements.flatMap(({ visit, start }) => (start === null ? [visit] : [])));
  const pending = withoutLate(setting.pending, open);
  if (pending.every((one, index) => one === setting.pending[index])) return setting;
  return withinEnd({ ...setting, pending }, options);
}

/**
 * Where the patient wants one practitioner and nobody was named, it is settled who: the one whose course costs least, for leaving a
 * visit open is then cheaper than giving it to somebody else. Starts that are to be left alone do not decide who it is.
 */
function settle(setting: CourseSetting, options: Options): { settled: CourseSetting; answer: CourseAnswer } {
  const place = (of: CourseSetting) => planCourse(problemOf(of, false), { ...options, explain: false });
  const free = setting.pending.some(({ track }) => track.primaryPractitionerId === null);
  if (setting.preferences.practitioner !== "same" || !free || setting.primaries)
    return { settled: setting, answer: place(setting) };
  const problem = problemOf({ ...setting, keeps: [] }, false);
  const answer = planCourse(nobodyElse(problem), { ...options, explain: false });
  const settled = { ...setting, primaries: new Map(Object.entries(answer.primaries)) };
  // With nobody else in it, it is the best course of those who were settled on, too.
  return { settled, answer: setting.keeps.length || answer.parts.continuity ? place(settled) : answer };
}

const nobodyElse = (problem: CourseProblem): CourseProblem => ({
  ...problem,
  points: { ...problem.points, notPrimary: 2 * pointsOf(problem).open },
});
