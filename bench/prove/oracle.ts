// The claim that the course planner is exact: random problems over every feature, against trying everything and HiGHS.
import { planCourse } from "../../lib/plans/course.ts";
import { findCourseFaults } from "../../lib/plans/course-check.ts";
import type { CourseProblem } from "../../lib/plans/course-problem.ts";
import { bruteCourseCost } from "../../tests/support/brute-course.ts";
import { courseFeatures, featuresOf } from "../../tests/support/course-features.ts";
import { milpCourseCost } from "../../tests/support/milp-course.ts";
import { middleCourses, randomCourse, tinyCourses } from "../../tests/support/random-course.ts";
import type { ClaimOptions, ClaimResult } from "./claim.ts";

/** Every problem is also planned within these many expansions, where the best plan found may be short of a proof. */
const workLimits = [0, 1, 10];
/** A feature met in fewer than one course of so many counts as left out. */
const rarest = 100;

export const claim = {
  name: "oracle",
  about:
    "at least 5,000 random courses over every feature cost what trying everything or HiGHS finds, to the point; cut short, the bound lies below that cost and the plan's above",
  async run({ quick, log }: ClaimOptions): Promise<ClaimResult> {
    const byBrute = quick ? 800 : 5_000;
    const byHighs = quick ? 20 : 400;
    const features = new Map<string, number>(courseFeatures.map((name) => [name, 0]));
    const faults: string[] = [];
    const cutShort = { plans: 0, unproven: 0, dearerThanNeeded: 0 };
    const judge = (problem: CourseProblem, seed: number, judgeName: string, expected: number | null): void => {
      const fault = (text: string): void => {
        faults.push(`seed ${seed}: ${text}`);
        log(faults.at(-1)!);
      };
      const answer = planCourse(problem, { explain: false });
      for (const name of featuresOf(problem, answer)) features.set(name, (features.get(name) ?? 0) + 1);
      for (const found of findCourseFaults(problem, answer)) fault(found);
      if (expected !== answer.cost || !answer.optimal) fault(`${answer.cost} points, ${judgeName} ${expected}`);
      for (const maxExpansions of workLimits) {
        const cut = planCourse(problem, { explain: false, maxExpansions });
        cutShort.plans++;
        if (!cut.optimal) cutShort.unproven++;
        if (cut.cost > answer.cost) cutShort.dearerThanNeeded++;
        for (const found of findCourseFaults(problem, cut)) fault(`within ${maxExpansions} expansions: ${found}`);
        if (cut.bound > answer.cost || cut.cost < answer.cost || cut.expansions > maxExpansions)
          fault(`within ${maxExpansions}: ${cut.bound} to ${cut.cost} points by ${cut.expansions} expansions`);
      }
    };
    for (let seed = 0; seed < byBrute; seed++) {
      const problem = randomCourse(seed, tinyCourses[seed % tinyCourses.length]!);
      judge(problem, seed, "by trying everything", bruteCourseCost(problem));
    }
    log(`${byBrute} tiny courses compared with trying everything`);
    for (let seed = 0; seed < byHighs; seed++) {
      const problem = randomCourse(1_000_000 + seed, middleCourses[seed % middleCourses.length]!);
      judge(problem, 1_000_000 + seed, "by HiGHS", await milpCourseCost(problem));
    }
    log(`${byHighs} middle courses compared with HiGHS`);
    const courses = byBrute + byHighs;
    const leftOut = [...features].filter(([, met]) => met * rarest < courses).map(([name]) => name);
    return {
      ok: faults.length === 0 && leftOut.length === 0,
      courses,
      byTryingEverything: byBrute,
      byHighs,
      different: faults.length,
      leftOut,
      features: Object.fromEntries(features),
      cutShort,
    };
  },
};
