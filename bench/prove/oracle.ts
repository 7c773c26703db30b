// The claim that the course planner is exact: random problems over every feature, against trying everything and HiGHS.
import { planCourse } from "../../lib/plans/course.ts";
import { findCourseFaults } from "../../lib/plans/course-check.ts";
import type { CourseProblem } from "../../lib/plans/course-problem.ts";
import { bruteCourseCost } from "../../tests/support/brute-course.ts";
import { milpCourseCost } from "../../tests/support/milp-course.ts";
import { randomCourse } from "../../tests/support/random-course.ts";
import type { RandomCourseSize } from "../../tests/support/random-course.ts";
import type { ClaimOptions, ClaimResult } from "./claim.ts";

const tiny: RandomCourseSize[] = [
  { tracks: 1, visits: 5, width: 4, openings: 4, busy: 0.6 },
  { tracks: 2, visits: 3, width: 3, openings: 3, busy: 0.6 },
  { tracks: 3, visits: 2, width: 2, openings: 3, busy: 0.6 },
  { tracks: 4, visits: 2, width: 2, openings: 2, busy: 0.6 },
];

const middle: RandomCourseSize[] = [
  { tracks: 1, visits: 8, width: 6, openings: 6, busy: 0.6 },
  { tracks: 2, visits: 5, width: 4, openings: 5, busy: 0.6 },
  { tracks: 3, visits: 4, width: 3, openings: 4, busy: 0.6 },
  { tracks: 4, visits: 3, width: 3, openings: 3, busy: 0.6 },
];

/** Which features a problem has, to show that none was left out. */
function featuresOf(problem: CourseProblem, open: boolean): string[] {
  const has = (name: string, present: boolean): string[] => (present ? [name] : []);
  const deep = problem.tracks.filter((track) => track.deep).length >= 2;
  return [
    `tracks ${problem.tracks.length}`,
    `pairing ${problem.pairing}`,
    `at most ${problem.maxPerDay ?? 2} a day`,
    ...has("rest days", deep && (problem.restDays ?? 2) >= 2),
    ...has(
      "funding",
      problem.tracks.some((track) => track.fundedUntil !== undefined),
    ),
    ...has(
      "keep",
      problem.tracks.some((track) => track.visits.some((visit) => visit.keep)),
    ),
    ...has(
      "anchors",
      problem.tracks.some((track) => track.anchor !== null),
    ),
    ...has(
      "fixed primary",
      problem.tracks.some((track) => track.primary !== undefined),
    ),
    ...has("own points", problem.points !== undefined),
    ...has("open visits", open),
  ];
}

export const claim = {
  name: "oracle",
  about: "at least 5,000 random courses over every feature cost what trying everything or HiGHS finds, to the point",
  async run({ quick, log }: ClaimOptions): Promise<ClaimResult> {
    const byBrute = quick ? 800 : 5_000;
    const byHighs = quick ? 20 : 400;
    const features = new Map<string, number>();
    const faults: string[] = [];
    const judge = (problem: CourseProblem, seed: number, judgeName: string, expected: number | null): void => {
      const answer = planCourse(problem, { explain: false });
      for (const name of featuresOf(problem, answer.open.length > 0)) features.set(name, (features.get(name) ?? 0) + 1);
      const found = findCourseFaults(problem, answer);
      if (expected !== answer.cost || !answer.optimal || found.length > 0) {
        faults.push(`seed ${seed}: ${answer.cost} points, ${judgeName} ${expected}; ${found.join("; ")}`);
        log(faults.at(-1)!);
      }
    };
    for (let seed = 0; seed < byBrute; seed++) {
      const problem = randomCourse(seed, tiny[seed % tiny.length]!);
      judge(problem, seed, "by trying everything", bruteCourseCost(problem));
    }
    log(`${byBrute} tiny courses compared with trying everything`);
    for (let seed = 0; seed < byHighs; seed++) {
      const problem = randomCourse(1_000_000 + seed, middle[seed % middle.length]!);
      judge(problem, 1_000_000 + seed, "by HiGHS", await milpCourseCost(problem));
    }
    log(`${byHighs} middle courses compared with HiGHS`);
    return {
      ok: faults.length === 0,
      courses: byBrute + byHighs,
      byTryingEverything: byBrute,
      byHighs,
      different: faults.length,
      features: Object.fromEntries([...features].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  },
};
