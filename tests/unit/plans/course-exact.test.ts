// The course planner against two independent ways to find the optimum: trying everything, and HiGHS.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planCourse } from "../../../lib/plans/course.ts";
import { findCourseFaults } from "../../../lib/plans/course-check.ts";
import { bruteCourseCost } from "../../support/brute-course.ts";
import { loadSolver, milpCourseCost } from "../../support/milp-course.ts";
import { randomCourse } from "../../support/random-course.ts";
import type { RandomCourseSize } from "../../support/random-course.ts";

const tiny: RandomCourseSize[] = [
  { tracks: 1, visits: 5, width: 4, openings: 4, busy: 0.6 },
  { tracks: 2, visits: 3, width: 3, openings: 3, busy: 0.6 },
  { tracks: 3, visits: 2, width: 2, openings: 3, busy: 0.6 },
  { tracks: 4, visits: 2, width: 2, openings: 2, busy: 0.6 },
];

const middle: RandomCourseSize[] = [
  { tracks: 1, visits: 7, width: 5, openings: 5, busy: 0.6 },
  { tracks: 2, visits: 4, width: 4, openings: 4, busy: 0.6 },
  { tracks: 3, visits: 3, width: 3, openings: 4, busy: 0.6 },
  { tracks: 4, visits: 3, width: 2, openings: 3, busy: 0.6 },
];

describe("planCourse", () => {
  it.each(tiny)(
    "costs what trying everything finds, $tracks tracks",
    (size) => {
      fc.assert(
        fc.property(fc.nat(10_000_000), (seed) => {
          const problem = randomCourse(seed, size);
          const answer = planCourse(problem, { explain: false });
          expect(findCourseFaults(problem, answer)).toEqual([]);
          expect(answer.optimal).toBe(true);
          expect(answer.cost).toBe(bruteCourseCost(problem));
        }),
        { numRuns: 400 },
      );
    },
    30_000,
  );

  it("costs what HiGHS proves on middle problems", async () => {
    await loadSolver();
    for (let seed = 1; seed <= 40; seed++) {
      const problem = randomCourse(seed, middle[seed % middle.length]!);
      expect({ seed, cost: planCourse(problem, { explain: false }).cost }).toEqual({
        seed,
        cost: await milpCourseCost(problem),
      });
    }
  }, 60_000);

  it("does not depend on the order of a day's openings", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.constantFrom(...middle), (seed, size) => {
        const problem = randomCourse(seed, size);
        const turned = {
          ...problem,
          tracks: problem.tracks.map((one) => ({ ...one, slots: one.slots.map((day) => day.toReversed()) })),
        };
        expect(planCourse(turned, { explain: false })).toEqual(planCourse(problem, { explain: false }));
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});
