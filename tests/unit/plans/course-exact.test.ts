// The course planner against two independent ways to find the optimum: trying everything, and HiGHS.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planCourse } from "../../../lib/plans/course.ts";
import { findCourseFaults } from "../../../lib/plans/course-check.ts";
import { bruteCourseCost } from "../../support/brute-course.ts";
import { loadSolver, milpCourseCost } from "../../support/milp-course.ts";
import { courseFeatures, featuresOf } from "../../support/course-features.ts";
import { middleCourses, randomCourse, tinyCourses } from "../../support/random-course.ts";

describe("planCourse", () => {
  it.each(tinyCourses)(
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
      const problem = randomCourse(seed, middleCourses[seed % middleCourses.length]!);
      expect({ seed, cost: planCourse(problem, { explain: false }).cost }).toEqual({
        seed,
        cost: await milpCourseCost(problem),
      });
    }
  }, 60_000);

  it("touches every feature in the courses compared", () => {
    const met = new Set<string>();
    for (let seed = 0; seed < 600; seed++) {
      const problem = randomCourse(seed, tinyCourses[seed % tinyCourses.length]!);
      for (const name of featuresOf(problem, planCourse(problem, { explain: false }))) met.add(name);
    }
    expect(courseFeatures.filter((name) => !met.has(name))).toEqual([]);
  });

  it("says honestly how far it came within a limit of work", () => {
    let unproven = 0;
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.constantFrom(...middleCourses),
        fc.constantFrom(0, 1, 10),
        (seed, size, most) => {
          const problem = randomCourse(seed, size);
          const { cost } = planCourse(problem, { explain: false });
          const cut = planCourse(problem, { explain: false, maxExpansions: most });
          expect(findCourseFaults(problem, cut)).toEqual([]);
          expect(cut.expansions).toBeLessThanOrEqual(most);
          expect(cut.bound).toBeLessThanOrEqual(cost);
          expect(cut.cost).toBeGreaterThanOrEqual(cost);
          if (!cut.optimal) unproven++;
        },
      ),
      { numRuns: 300 },
    );
    expect(unproven).toBeGreaterThan(10);
  }, 30_000);

  it("puts the visits that go first before all others, as trying everything does", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.constantFrom(...tinyCourses), fc.nat(255), (seed, size, pick) => {
        const { points: _, ...problem } = randomCourse(seed, size);
        const visits = problem.tracks.flatMap((track) =>
          track.visits.map((visit) => ({ track: track.id, visit: visit.id })),
        );
        const prefer = visits.filter((_visit, at) => pick & (1 << at));
        const weight = (track: string, visit: string): number =>
          prefer.some((one) => one.track === track && one.visit === visit) ? visits.length - prefer.length + 1 : 1;
        const answer = planCourse(problem, { explain: false, prefer });
        expect(findCourseFaults(problem, answer)).toEqual([]);
        const weighed = answer.open.reduce(
          (sum, { track, visit }) => sum + 100_000 * (weight(track, visit) - 1),
          answer.cost,
        );
        expect(weighed).toBe(bruteCourseCost(problem, (track, visit) => 100_000 * weight(track, visit)));
        expect(answer.bound).toBeLessThanOrEqual(bruteCourseCost(problem));
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it("does not depend on the order of a day's openings", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.constantFrom(...middleCourses), (seed, size) => {
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
