// The course planner measured by size of course, and against HiGHS on the same problems in the same run.
import { planCourse } from "../lib/plans/course.ts";
import { findCourseFaults } from "../lib/plans/course-check.ts";
import type { CourseProblem } from "../lib/plans/course-problem.ts";
import { loadSolver, milpCourseCost } from "../tests/support/milp-course.ts";
import type { Measurement } from "./bench.ts";
import { courseInstance, courseSizes, narrowInstance } from "./course-instances.ts";
import type { CourseSize } from "./course-instances.ts";

export type CourseFigures = {
  size: CourseSize;
  courses: number;
  /** Openings a visit sees in its window, on average. */
  candidates: number;
  p50: number;
  p95: number;
  max: number;
  proven: number;
  sound: number;
  expansions: number;
};

/** Openings a visit may see, from thin diaries to full ones. */
export const candidateCounts = [60, 90, 120, 160, 200];

/** Each course is planned five times after warm-up and counts with its shortest, so that neighbours do not count. */
export function measureCourses(size: CourseSize, courses: number): CourseFigures {
  const problems = Array.from({ length: courses }, (_, seed) =>
    courseInstance(seed, size, candidateCounts[seed % candidateCounts.length]!),
  );
  for (let round = 0; round < 3; round++) for (const problem of problems.slice(0, 20)) planCourse(problem);
  const times: number[] = [];
  let proven = 0;
  let sound = 0;
  let expansions = 0;
  for (const problem of problems) {
    times.push(Math.min(...[0, 1, 2, 3, 4].map(() => timeOf(() => planCourse(problem)).ms)));
    const answer = planCourse(problem);
    if (answer.optimal) proven++;
    if (findCourseFaults(problem, answer).length === 0) sound++;
    expansions += answer.expansions;
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)]!;
  const seen = problems.map(candidatesOf);
  return {
    size,
    courses,
    candidates: Math.round(seen.reduce((sum, count) => sum + count, 0) / seen.length),
    p50: at(0.5),
    p95: at(0.95),
    max: at(1),
    proven,
    sound,
    expansions: Math.round(expansions / courses),
  };
}

/** Openings in the window of an average visit, the window lying around its target after the visit before it. */
function candidatesOf(problem: CourseProblem): number {
  let openings = 0;
  let visits = 0;
  for (const placement of planCourse(problem, { explain: false }).placements) {
    const track = problem.tracks.find((one) => one.id === placement.track)!;
    const visit = track.visits.find((one) => one.id === placement.visit)!;
    const reach = visit.maxGap - visit.minGap;
    const from = placement.day - Math.floor(reach / 2);
    for (let day = from; day <= from + reach; day++) openings += track.slots[day]?.length ?? 0;
    visits++;
  }
  return openings / visits;
}

export type ExplainedFigures = {
  courses: number;
  open: number;
  withoutWay: number;
  planMs: number;
  p50: number;
  p95: number;
};

/** Courses with visits left open: planned, and planned with every reason and way out. */
export function measureExplained(size: CourseSize, courses: number): ExplainedFigures {
  const planned: number[] = [];
  const explained: number[] = [];
  let open = 0;
  let withoutWay = 0;
  for (let seed = 0; explained.length < courses; seed++) {
    const problem = narrowInstance(seed, size, 60);
    const alone = timeOf(() => planCourse(problem, { explain: false }));
    if (alone.value.open.length === 0) continue;
    const times = [0, 1, 2].map(() => timeOf(() => planCourse(problem)));
    planned.push(alone.ms);
    explained.push(Math.min(...times.map(({ ms }) => ms)));
    const { value } = times[0]!;
    open += value.open.length;
    withoutWay += value.open.filter(({ reason }) => reason.relaxations.length === 0 && !reason.needed).length;
  }
  const at = (list: number[], share: number): number =>
    list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.ceil(share * list.length) - 1)]!;
  return { courses, open, withoutWay, planMs: at(planned, 0.5), p50: at(explained, 0.5), p95: at(explained, 0.95) };
}

export type Versus = { size: string; courses: number; equal: number; oursMs: number; highsMs: number; ratio: number };

/** HiGHS proves each course's cost with the same day tables, one model for each choice of primaries. */
export async function compareWithHighs(
  size: CourseSize,
  courses: number,
  log: (line: string) => void,
): Promise<Versus> {
  await loadSolver();
  let oursMs = 0;
  let highsMs = 0;
  let equal = 0;
  for (let seed = 0; seed < courses; seed++) {
    const problem = courseInstance(seed, size, 60);
    for (let round = 0; round < 20; round++) planCourse(problem);
    const ours = [0, 1, 2].map(() => timeOf(() => planCourse(problem))).sort((a, b) => a.ms - b.ms)[1]!;
    const start = performance.now();
    const cost = await milpCourseCost(problem);
    const ms = performance.now() - start;
    oursMs += ours.ms;
    highsMs += ms;
    if (cost === ours.value.cost) equal++;
    log(
      `${size.name} course ${seed}: ${ours.value.cost} points in ${ours.ms.toFixed(2)} ms, HiGHS ${cost} in ${ms.toFixed(0)} ms`,
    );
  }
  return { size: size.name, courses, equal, oursMs, highsMs, ratio: highsMs / oursMs };
}

function timeOf<T>(call: () => T): { value: T; ms: number } {
  const start = performance.now();
  const value = call();
  return { value, ms: performance.now() - start };
}

export const bench = {
  name: "course",
  about:
    "whole courses over 12 weeks, three practitioners a discipline, 60 to 200 openings a visit, proven optimal; against HiGHS",
  async run({ quick, log }: { quick: boolean; log: (line: string) => void }): Promise<Measurement[]> {
    const rows: Measurement[] = [];
    for (const size of courseSizes) {
      const figures = measureCourses(size, quick ? 20 : 100);
      log(describeCourses(figures));
      const note = `${figures.proven} of ${figures.courses} proven optimal, ${figures.candidates} openings a visit`;
      rows.push({ measure: `${size.name} visits, median`, value: figures.p50, unit: "ms", note });
      rows.push({
        measure: `${size.name} visits, p95`,
        value: figures.p95,
        unit: "ms",
        note: `goal ${size.goalMs} ms`,
      });
    }
    for (const size of courseSizes.filter(({ name }) => ["16", "8+4", "6+4+4"].includes(name))) {
      const figures = measureExplained(size, quick ? 10 : 40);
      const { courses, open, withoutWay, planMs, p50, p95 } = figures;
      const note = `${open} open visits in ${courses} courses, ${withoutWay} without a way out; planned alone ${planMs.toFixed(2)} ms`;
      rows.push({ measure: `${size.name} visits, open ones explained, median`, value: p50, unit: "ms", note });
      rows.push({ measure: `${size.name} visits, open ones explained, p95`, value: p95, unit: "ms" });
    }
    for (const size of courseSizes.slice(1, quick ? 2 : 4)) {
      const versus = await compareWithHighs(size, quick ? 2 : 5, log);
      const note = `${versus.equal} of ${versus.courses} costs equal`;
      rows.push({ measure: `${size.name} visits, HiGHS over ours`, value: versus.ratio, unit: "×", note });
    }
    return rows;
  },
};

export function describeCourses(figures: CourseFigures): string {
  const { size, courses, candidates, p50, p95, max, proven } = figures;
  return (
    `${size.name}: ${courses} courses, ${candidates} openings a visit: median ${p50.toFixed(2)} ms, ` +
    `p95 ${p95.toFixed(2)} ms (goal ${size.goalMs}), longest ${max.toFixed(2)} ms, ${proven} proven optimal`
  );
}
