// The checker of finished courses: it accepts sound ones and notices every kind of tampering.
import { describe, expect, it } from "vitest";
import { planCourse } from "../../../lib/plans/course.ts";
import { findCourseFaults } from "../../../lib/plans/course-check.ts";
import type { CourseAnswer, CoursePlacement, CourseProblem } from "../../../lib/plans/course-problem.ts";
import { calendar, course, hour, track, visit } from "../../support/small-course.ts";

const daily = (who: string) =>
  calendar(Object.fromEntries(Array.from({ length: 9 }, (_, day) => [day, [hour(9, who), hour(10, who)]])));
const problem: CourseProblem = course(
  [
    track("m", [visit("a", 0, 0, 2), visit("b", 2, 3, 4)], daily("priya"), { deep: true }),
    track("o", [visit("a", 0, 0, 2)], daily("sam"), { deep: true }),
  ],
  { pairing: "together" },
);
const answer = planCourse(problem);

function tampered(index: number, change: Partial<CoursePlacement>): string[] {
  const placements = answer.placements.map((at, i) => (i === index ? { ...at, ...change } : at));
  return findCourseFaults(problem, { ...answer, placements });
}

describe("findCourseFaults", () => {
  it("accepts the planner's own answer", () => {
    expect(findCourseFaults(problem, answer)).toEqual([]);
  });

  it("notices a broken window, a missing opening, lost rest, an overlap and deep work apart", () => {
    expect(tampered(1, { day: 8 }).join()).toContain("8 days after");
    expect(tampered(0, { start: 700, end: 760 }).join()).toContain("stands on no opening");
    expect(tampered(2, { day: 2 }).join()).toContain("lack rest");
    expect(tampered(2, { start: answer.placements[0]!.start, end: answer.placements[0]!.end }).join()).toContain(
      "overlap",
    );
    const wide = { ...problem, pairGapMin: 0, maxPerDay: 1 };
    expect(findCourseFaults(wide, answer).join()).toContain("too full");
  });

  it("notices a wrong sum, a wrong part, a missing visit and a false proof", () => {
    const faultsOf = (change: Partial<CourseAnswer>): string =>
      findCourseFaults(problem, { ...answer, ...change }).join();
    expect(faultsOf({ cost: answer.cost + 1, bound: answer.cost + 1 })).toContain("the cost is");
    expect(faultsOf({ parts: { ...answer.parts, cadence: 1 } })).toContain("cadence is");
    expect(faultsOf({ placements: answer.placements.slice(1) })).toContain("not the problem's visits");
    expect(faultsOf({ bound: answer.cost - 1 })).toContain("without its bound");
    expect(faultsOf({ bound: answer.cost + 1 })).toContain("above the cost");
  });
});
