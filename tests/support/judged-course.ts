// A judge of the reasons and ways out that the planner gives for open visits; shares no reasoning with it.
import { findCourseFaults } from "../../lib/plans/course-check.ts";
import { planCourse } from "../../lib/plans/course.ts";
import type {
  CourseAnswer,
  CourseConcession,
  CourseNeed,
  CourseOpenVisit,
  CourseProblem,
  CourseRelaxation,
  CourseWidening,
} from "../../lib/plans/course-problem.ts";
import { bruteCourseCost } from "./brute-course.ts";
import { milpCourseCost } from "./milp-course.ts";

/** Faults of an answer's reasons: each block is looked for anew, each way out is made and planned again. */
export function findReasonFaults(problem: CourseProblem, answer: CourseAnswer): string[] {
  const faults = findCourseFaults(problem, answer);
  const shown = answer.placements.filter((at) => at.start === null);
  if (shown.length !== answer.open.length) faults.push("not every open visit is explained");
  for (const open of answer.open) {
    const { relaxations, needed } = open.reason;
    faults.push(...findBlockFaults(problem, answer, open));
    for (const way of relaxations) faults.push(...findWayFaults(problem, answer, open, way));
    if (needed && relaxations.length > 0) faults.push(`${nameOf(open)}: hours are asked for beside a relaxation`);
    if (needed) faults.push(...findNeedFaults(problem, answer, open, needed));
  }
  return faults;
}

/** Puts the visit on each opening of its window and lets the checker say what is wrong with that. */
function findBlockFaults(problem: CourseProblem, answer: CourseAnswer, open: CourseOpenVisit): string[] {
  const name = nameOf(open);
  const track = problem.tracks.find((one) => one.id === open.track)!;
  const found = new Map<string, number>();
  const days: number[] = [];
  for (let day = Math.max(0, open.window.from); day <= Math.min(open.window.to, problem.days - 1); day++) {
    days.push(day);
    for (const slot of track.slots[day] ?? []) {
      const placements = answer.placements.map((at) =>
        nameOf(at) === name ? { ...at, day, start: slot.start, end: slot.end, practitioner: slot.practitioner } : at,
      );
      const said = findCourseFaults(problem, { ...answer, placements }).join("; ");
      const kind = /lack rest|too close to the last/.test(said)
        ? "rest"
        : /too full|two visits on day/.test(said)
          ? "day-full"
          : /overlap/.test(said)
            ? "clash"
            : /not back to back/.test(said)
              ? "not-next-to"
              : /days after the visit before it/.test(said)
                ? "chain"
                : "points";
      found.set(kind, (found.get(kind) ?? 0) + 1);
    }
  }
  const faults: string[] = [];
  const counted = open.reason.blocks.reduce((sum, { openings }) => sum + openings, 0);
  const there = days.reduce((sum, day) => sum + (track.slots[day]?.length ?? 0), 0);
  if (counted !== there) faults.push(`${name}: ${there} openings, ${counted} explained`);
  for (const { kind, openings } of open.reason.blocks) {
    if (found.get(kind) !== openings) faults.push(`${name}: ${kind} blocks ${found.get(kind) ?? 0}, not ${openings}`);
  }
  const { kind } = open.reason;
  const off = (day: number): boolean => Boolean(problem.away?.includes(day) || problem.closed?.includes(day));
  const offers = (what: string): boolean =>
    (track.alternatives ?? []).some(
      (one) => one.kind === what && !one.also && days.some((day) => (one.slots[day] ?? []).length > 0),
    );
  const confirmed =
    found.size > 0
      ? found.get(kind) === Math.max(...found.values())
      : kind === "no-opening" ||
        (kind === "only-with-others" && offers("practitioner")) ||
        (kind === "closure" && days.every((day) => problem.closed?.includes(day))) ||
        (kind === "absence" && (days.every(off) || offers("absence")));
  if (!confirmed) faults.push(`${name}: ${kind} is not what blocks it`);
  return faults;
}

type Open = { track: string; visit: string };

const nameOf = ({ track, visit }: Open): string => `${track}/${visit}`;

/** Every visit that must keep its place, and this one, which must find it. */
function standing(answer: CourseAnswer, open: Open): Open[] {
  return answer.placements.filter((at) => at.start !== null || nameOf(at) === nameOf(open));
}

const givenUp = (way: CourseRelaxation): CourseConcession[] => [
  "days" in way ? { kind: way.kind, days: way.days } : { kind: way.kind, value: way.value },
  ...(way.also ?? []),
];

function findWayFaults(problem: CourseProblem, answer: CourseAnswer, open: Open, way: CourseRelaxation): string[] {
  const name = `${nameOf(open)}: ${givenUp(way)
    .map(({ kind }) => kind)
    .join(" and ")}`;
  const { faults, at } = placeAgain(relax(problem, open, givenUp(way)), answer, open, way.preferred ?? false, name);
  if (at && (at.start !== way.start || at.day !== way.day || at.practitioner !== way.practitioner))
    faults.push(`${name} does not place it where it says`);
  return faults;
}

function findNeedFaults(problem: CourseProblem, answer: CourseAnswer, open: Open, needed: CourseNeed): string[] {
  const { day, start, end, wider } = needed;
  const opened = relax(problem, open, wider === undefined ? [] : [{ kind: "wider-window", days: wider }]);
  const track = opened.tracks.find(({ id }) => id === open.track)!;
  while (track.slots.length <= day) track.slots.push([]);
  const practitioner = answer.primaries[track.id] ?? track.id;
  track.slots[day]!.push({ start, end, practitioner, cost: 0 });
  return placeAgain(opened, answer, open, true, `${nameOf(open)}: an opening on day ${day}`).faults;
}

/** Plans the changed problem and looks whether the visit has a place and all others kept theirs. */
function placeAgain(problem: CourseProblem, answer: CourseAnswer, open: Open, preferred: boolean, name: string) {
  const prefer = standing(answer, open);
  const again = planCourse(problem, { explain: false, ...(preferred && { prefer }) });
  const faults = findCourseFaults(problem, again);
  const at = again.placements.find((one) => nameOf(one) === nameOf(open))!;
  if (at.start === null) faults.push(`${name} does not place it`);
  for (const one of prefer)
    if (again.open.some((left) => nameOf(left) === nameOf(one) && nameOf(one) !== nameOf(open)))
      faults.push(`${name} costs ${nameOf(one)} its place`);
  return { faults, at };
}

/** The problem with these things given up, made without the planner's own code. */
function relax(problem: CourseProblem, open: Open, concessions: readonly CourseConcession[]): CourseProblem {
  const relaxed = structuredClone(problem);
  const changed = relaxed.tracks.find((one) => one.id === open.track)!;
  const first = changed.visits.findIndex((one) => one.id === open.visit);
  const isGiven = (part: { kind: string; value: string }): boolean =>
    concessions.some((one) => "value" in one && one.kind === part.kind && one.value === part.value);
  for (const added of changed.alternatives ?? []) {
    if (!isGiven(added) || !(added.also ?? []).every(isGiven)) continue;
    added.slots.forEach((day, at) => {
      while (changed.slots.length <= at) changed.slots.push([]);
      changed.slots[at]!.push(...day);
    });
  }
  for (const one of concessions) {
    if (!("days" in one)) continue;
    relaxed.days += 2 * one.days;
    const visit = changed.visits[first]!;
    visit.maxGap += one.days;
    if (one.kind === "more-days") continue;
    visit.minGap = Math.max(Math.min(visit.minGap, first === 0 ? 0 : 1), visit.minGap - one.days);
    const after = changed.visits[first + 1];
    if (!after) continue;
    after.maxGap += one.days;
    after.minGap = Math.max(Math.min(after.minGap, 1), after.minGap - one.days);
  }
  return relaxed;
}

function everythingOf(problem: CourseProblem, open: Open): CourseConcession[] {
  const track = problem.tracks.find((one) => one.id === open.track)!;
  const parts = (track.alternatives ?? []).flatMap(({ kind, value, also = [] }) => [{ kind, value }, ...also]);
  return [...new Map(parts.map((part) => [`${part.kind} ${part.value}`, part])).values()];
}

/** Only whether visits stand matters: no wishes, no cadence, no pairs, and one point for each visit left open. */
function countingOnly(problem: CourseProblem): CourseProblem {
  return {
    ...problem,
    pairing: "either",
    points: { open: 1, notPrimary: 0, together: 0, apart: 0, unfunded: 0, moved: 0 },
    tracks: problem.tracks.map((track) => ({
      ...track,
      primary: "anybody",
      visits: track.visits.map((visit) => ({ ...visit, weight: 0 })),
      slots: track.slots.map((day) => day.map((slot) => ({ ...slot, cost: 0 }))),
    })),
  };
}

/** The least number of visits any plan leaves open, by trying every plan. */
export function leastOpen(problem: CourseProblem): number {
  return bruteCourseCost(countingOnly(problem));
}

/** Whether some plan places the visit and keeps all others in place once these things are given up: asked of HiGHS. */
async function isPossible(
  problem: CourseProblem,
  answer: CourseAnswer,
  open: Open,
  concessions: readonly CourseConcession[],
): Promise<boolean> {
  const must = new Set(standing(answer, open).map(nameOf));
  const cost = await milpCourseCost(countingOnly(relax(problem, open, concessions)), must);
  if (cost === null) throw new Error("HiGHS ran out of time");
  return cost < Infinity;
}

/** The window as wide as it is ever made for a single relaxation or a pair. */
const wide: CourseWidening = { kind: "wider-window", days: 28 };

/**
 * What HiGHS finds wrong with the number of things an open visit's way out asks for: something smaller would do, or,
 * where there is none, everything given up in a window as wide as the calendar would.
 */
export async function findSmallerWays(
  problem: CourseProblem,
  answer: CourseAnswer,
  open: CourseOpenVisit,
): Promise<string[]> {
  const [way] = open.reason.relaxations;
  const all = everythingOf(problem, open);
  const faults: string[] = [];
  const refuse = async (concessions: CourseConcession[]): Promise<void> => {
    if (!(await isPossible(problem, answer, open, concessions))) return;
    faults.push(`${nameOf(open)}: ${concessions.map(({ kind }) => kind).join(" and ")} would do`);
  };
  if (!way) await refuse([...all, { kind: "wider-window", days: problem.days }]);
  else if (way.also || ("days" in way && way.days > wide.days)) {
    const ones = [...all, wide];
    for (const one of ones) await refuse([one]);
    if ((way.also?.length ?? 0) < 2) return faults;
    for (const [at, one] of ones.entries()) for (const two of ones.slice(at + 1)) await refuse([one, two]);
  }
  return faults;
}
