// The claim about the course planner: proven optimal in milliseconds, and a hundred times faster than HiGHS.
import { compareWithHighs, describeCourses, measureCourses } from "../course.ts";
import { courseSizes } from "../course-instances.ts";
import type { ClaimOptions, ClaimResult } from "./claim.ts";

const ratioGoal = 100;

export const claim = {
  name: "course",
  about: `courses of one to four disciplines proven optimal at p95 ≤ 10 ms (one, two), 15 ms (three), 50 ms (four); ≥ ${ratioGoal}× HiGHS in the same run at equal cost`,
  async run({ quick, log }: ClaimOptions): Promise<ClaimResult> {
    const figures = courseSizes.map((size) => {
      const measured = measureCourses(size, quick ? 20 : 200);
      log(describeCourses(measured));
      return measured;
    });
    const versus = [];
    for (const [name, courses] of quick
      ? ([["8+4", 2]] as const)
      : ([
          ["8+4", 6],
          ["6+6", 4],
          ["10+6", 2],
          ["6+4+4", 1],
        ] as const)) {
      versus.push(
        await compareWithHighs(
          courseSizes.find((size) => size.name === name)!,
          courses,
          log,
        ),
      );
    }
    const inTime = figures.every(({ p95, size }) => p95 <= size.goalMs);
    const proven = figures.every((one) => one.proven === one.courses && one.sound === one.courses);
    const faster = versus.every((one) => one.ratio >= ratioGoal && one.equal === one.courses);
    return {
      ok: inTime && proven && faster,
      inTime,
      proven,
      faster,
      sizes: figures.map(({ size, courses, candidates, p50, p95, max }) => ({
        visits: size.name,
        courses,
        candidates,
        p50Ms: round(p50),
        p95Ms: round(p95),
        maxMs: round(max),
        goalMs: size.goalMs,
      })),
      highs: versus.map((one) => ({
        ...one,
        oursMs: round(one.oursMs),
        highsMs: round(one.highsMs),
        ratio: Math.round(one.ratio),
      })),
    };
  },
};

const round = (value: number): number => Math.round(value * 100) / 100;
