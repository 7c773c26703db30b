// Over-constrained courses whose patients could give something up, and a judge of the reasons the planner gives.
import { findCourseFaults } from "../../lib/plans/course-check.ts";
import { planCourse } from "../../lib/plans/course.ts";
import type {
  CourseAlternative,
  CourseAnswer,
  CourseProblem,
  CourseSlot,
  CourseTrack,
} from "../../lib/plans/course-problem.ts";
import { seededRandom } from "./random-course.ts";

/** A course of one to three tracks in diaries so full, or wishes so narrow, that one to four visits find no place. */
export function scarceCourse(seed: number): CourseProblem {
  for (let attempt = 0; ; attempt++) {
    const problem = drawCourse(seed * 1000 + attempt);
    const open = planCourse(problem, { explain: false }).open.length;
    if (open >= 1 && open <= 4) return problem;
  }
}

function drawCourse(seed: number): CourseProblem {
  const random = seededRandom(seed);
  const count = random.whole(1, 3);
  const away: number[] = [];
  const from = random.whole(2, 20);
  for (let day = from; random.chance(0.5) || day < from + 3; day++) away.push(day);
  const absent = random.chance(0.4) ? away : [];
  const closed = random.chance(0.3) ? Array.from({ length: 5 }, (_, at) => random.whole(0, 1) * 14 + at) : [];
  const days = 75;
  const tracks = Array.from({ length: count }, (_, k): CourseTrack => {
    const visits = Array.from({ length: random.whole(2, 4) }, (_, i) => {
      const minGap = i === 0 ? 0 : random.whole(1, 4);
      const maxGap = minGap + random.whole(0, 2);
      return { id: `v${i}`, minGap, targetGap: random.whole(minGap, maxGap), maxGap };
    });
    const wanted = new Set([random.whole(0, 6), random.whole(0, 6), random.whole(0, 6)]);
    const whole = (): CourseSlot[][] => Array.from({ length: days }, () => []);
    const slots = whole();
    const saturday: CourseAlternative = { kind: "weekday", value: "any other day", slots: whole() };
    const evening: CourseAlternative = { kind: "part-of-day", value: "evening", slots: whole() };
    const other: CourseAlternative = { kind: "practitioner", value: `k${k}b`, slots: whole() };
    const absence: CourseAlternative = { kind: "absence", value: "away", slots: whole() };
    for (let day = 0; day < days; day++) {
      if (closed.includes(day) || !random.chance(0.8)) continue;
      const slot = (start: number, who: string): CourseSlot => ({ start, end: start + 60, practitioner: who, cost: 0 });
      const here = slot(random.whole(36, 44) * 15, `k${k}a`);
      if (absent.includes(day)) absence.slots[day]!.push(here);
      else if (!wanted.has(day % 7)) saturday.slots[day]!.push(here);
      else if (random.chance(0.6)) slots[day]!.push(here);
      if (absent.includes(day)) continue;
      if (random.chance(0.3)) evening.slots[day]!.push(slot(18 * 60, `k${k}a`));
      if (random.chance(0.3)) other.slots[day]!.push(slot(random.whole(36, 44) * 15, `k${k}b`));
    }
    const alternatives = [saturday, evening, other, ...(absent.length > 0 ? [absence] : [])];
    return { id: `k${k}`, deep: random.chance(0.6), anchor: null, visits, slots, alternatives };
  });
  return {
    startDate: "2026-11-30",
    days,
    tracks,
    pairGapMin: 15,
    pairing: random.pick(["together", "apart", "either"] as const),
    maxPerDay: random.whole(1, 2),
    away: absent,
    closed,
  };
}

/** Faults of an answer's reasons: each block is looked for anew, each relaxation is made and planned again. */
export function findRelaxationFaults(problem: CourseProblem, answer: CourseAnswer): string[] {
  const faults = findCourseFaults(problem, answer);
  const shown = answer.placements.filter((at) => at.start === null);
  if (shown.length !== answer.open.length) faults.push("not every open visit is explained");
  for (const open of answer.open) {
    const name = `${open.track}/${open.visit}`;
    const track = problem.tracks.find((one) => one.id === open.track)!;
    const openings: number[] = [];
    for (let day = Math.max(0, open.window.from); day <= open.window.to; day++) {
      for (const _ of track.slots[day] ?? []) openings.push(day);
    }
    const counted = open.reason.blocks.reduce((sum, block) => sum + block.openings, 0);
    if (counted !== openings.length) faults.push(`${name}: ${openings.length} openings, ${counted} explained`);
    faults.push(...findReasonFaults(problem, answer, open.track, open.visit, name));
    for (const way of open.reason.relaxations) {
      const relaxed = relax(problem, open, way);
      const again = planCourse(relaxed, {
        explain: false,
        ...(way.preferred && { prefer: { track: open.track, visit: open.visit } }),
      });
      faults.push(...findCourseFaults(relaxed, again));
      const at = again.placements.find((one) => one.track === open.track && one.visit === open.visit)!;
      if (at.start !== way.start || at.day !== way.day || at.practitioner !== way.practitioner) {
        faults.push(`${name}: ${way.kind} does not place it where it says`);
      }
      if (again.open.length >= answer.open.length) faults.push(`${name}: ${way.kind} costs another visit its place`);
    }
  }
  return faults;
}

type Way = { kind: string; value?: string; days?: number };

/** The problem with one thing given up, made without the planner's own code. */
function relax(problem: CourseProblem, open: { track: string; visit: string }, way: Way): CourseProblem {
  const relaxed = structuredClone(problem);
  const changed = relaxed.tracks.find((one) => one.id === open.track)!;
  const first = changed.visits.findIndex((one) => one.id === open.visit);
  const days = way.days ?? 0;
  if (way.kind === "more-days") {
    changed.visits[first]!.maxGap += days;
    relaxed.days += days;
  } else if (way.kind === "wider-window") {
    for (const [at, visit] of changed.visits.entries()) {
      if (at !== first && at !== first + 1) continue;
      visit.minGap = Math.max(Math.min(visit.minGap, at === 0 ? 0 : 1), visit.minGap - days);
      visit.maxGap += days;
    }
    relaxed.days += 2 * days;
  } else {
    const added = changed.alternatives!.find((one) => one.kind === way.kind && one.value === way.value)!;
    added.slots.forEach((day, at) => {
      while (changed.slots.length <= at) changed.slots.push([]);
      changed.slots[at]!.push(...day);
    });
  }
  return relaxed;
}

/** Whether anything single places the visit without costing another its place, every number of days tried. */
export function isAnyWayOut(
  problem: CourseProblem,
  answer: CourseAnswer,
  open: { track: string; visit: string },
): boolean {
  const track = problem.tracks.find((one) => one.id === open.track)!;
  const ways: Way[] = [...(track.alternatives ?? [])];
  for (let days = 1; days <= 60; days++) ways.push({ kind: "more-days", days }, { kind: "wider-window", days });
  return ways.some((way) => {
    const again = planCourse(relax(problem, open, way), {
      explain: false,
      prefer: { track: open.track, visit: open.visit },
    });
    const stands = !again.open.some((one) => one.track === open.track && one.visit === open.visit);
    return stands && again.open.length < answer.open.length;
  });
}

/** Puts the visit on each opening of its window and lets the checker say what is wrong with that. */
function findReasonFaults(
  problem: CourseProblem,
  answer: CourseAnswer,
  trackId: string,
  visitId: string,
  name: string,
): string[] {
  const open = answer.open.find((one) => one.track === trackId && one.visit === visitId)!;
  const track = problem.tracks.find((one) => one.id === trackId)!;
  const found = new Map<string, number>();
  const days: number[] = [];
  for (let day = Math.max(0, open.window.from); day <= Math.min(open.window.to, problem.days - 1); day++) {
    days.push(day);
    for (const slot of track.slots[day] ?? []) {
      const placements = answer.placements.map((at) =>
        at.track === trackId && at.visit === visitId
          ? { ...at, day, start: slot.start, end: slot.end, practitioner: slot.practitioner }
          : at,
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
  for (const { kind, openings } of open.reason.blocks) {
    if (found.get(kind) !== openings) faults.push(`${name}: ${kind} blocks ${found.get(kind) ?? 0}, not ${openings}`);
  }
  const { kind } = open.reason;
  const off = (day: number): boolean => Boolean(problem.away?.includes(day) || problem.closed?.includes(day));
  const offers = (what: string): boolean =>
    (track.alternatives ?? []).some(
      (one) => one.kind === what && days.some((day) => (one.slots[day] ?? []).length > 0),
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
