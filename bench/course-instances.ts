// Course problems of the size clinics meet: twelve weeks, three practitioners a discipline, half-booked diaries.
import type {
  CourseAlternative,
  CourseLeniency,
  CourseProblem,
  CourseSlot,
  CourseTrack,
  CourseVisit,
} from "../lib/plans/course-problem.ts";
import { seededRandom } from "../tests/support/random-course.ts";
import type { Random } from "../tests/support/random-course.ts";

export type CourseSize = { name: string; visits: number[]; goalMs: number };

/** The sizes measured, each with the time it must be proven optimal in at the 95th percentile. */
export const courseSizes: CourseSize[] = [
  { name: "16", visits: [16], goalMs: 10 },
  { name: "8+4", visits: [8, 4], goalMs: 10 },
  { name: "6+6", visits: [6, 6], goalMs: 10 },
  { name: "10+6", visits: [10, 6], goalMs: 10 },
  { name: "6+4+4", visits: [6, 4, 4], goalMs: 15 },
  { name: "5+4+4+3", visits: [5, 4, 4, 3], goalMs: 50 },
];

const days = 84;
const team = 3;

/** A tapering track: close together at first, then wider, and never beyond the horizon. */
function taperVisits(count: number): CourseVisit[] {
  const steps = [
    { minGap: 2, targetGap: 4, maxGap: 5 },
    { minGap: 5, targetGap: 7, maxGap: 9 },
    { minGap: 10, targetGap: 14, maxGap: 18 },
  ];
  const shares = [0.45, 0.8, 1];
  const visits: CourseVisit[] = [];
  let reach = 4;
  for (let i = 0; i < count; i++) {
    let step = i === 0 ? 0 : shares.findIndex((share) => (i + 0.5) / count <= share);
    while (step > 0 && reach + steps[step]!.maxGap + 5 * (count - i - 1) >= days) step--;
    const { minGap, targetGap, maxGap } = steps[step]!;
    const first = i === 0;
    visits.push(
      first ? { id: "v0", minGap: 0, targetGap: 0, maxGap: 4, weight: 10 } : { id: `v${i}`, minGap, targetGap, maxGap },
    );
    if (!first) reach += maxGap;
  }
  return visits;
}

/** One practitioner's free starts of a day: what a half-booked diary leaves on a quarter-hour grid. */
function freeStarts(random: Random, density: number): number[] {
  const starts: number[] = [];
  for (const [from, to] of [
    [9 * 60, 12 * 60],
    [13 * 60, 18 * 60],
  ] as const) {
    for (let start = from; start + 60 <= to; start += 15) if (random.chance(density)) starts.push(start);
  }
  return starts;
}

/**
 * One problem. `candidates` is how many openings a visit sees in its window, roughly: the density of the diaries is
 * set so that a window of the middle phase holds about that many.
 */
export function courseInstance(seed: number, size: CourseSize, candidates: number): CourseProblem {
  const random = seededRandom(seed * 7919 + size.visits.length);
  const preferredDays = new Set(Array.from({ length: 3 }, () => random.whole(0, 4)));
  const preferMorning = random.chance(0.5);
  const deepTracks = random.whole(1, Math.min(2, size.visits.length));
  const tracks = size.visits.map((count, k): CourseTrack => {
    const visits = taperVisits(count);
    // About five window days, five of seven of them working days, three diaries of about 26 starts each.
    const density = Math.min(0.9, candidates / (5 * (5 / 7) * team * 26 * 0.75));
    const slots = Array.from({ length: days }, (_, day): CourseSlot[] => {
      const weekday = day % 7;
      if (weekday > 4) return [];
      const open: CourseSlot[] = [];
      for (let p = 0; p < team; p++) {
        if (!random.chance(0.75)) continue;
        for (const start of freeStarts(random, density)) {
          const cost = (preferredDays.has(weekday) ? 0 : 8) + (start < 12 * 60 === preferMorning ? 0 : 8);
          open.push({ start, end: start + 60, practitioner: `k${k}p${p}`, cost });
        }
      }
      return open;
    });
    return { id: `k${k}`, deep: k < deepTracks, anchor: null, visits, slots };
  });
  return {
    startDate: "2026-11-30",
    days,
    tracks,
    restDays: 2,
    pairGapMin: 15,
    pairing: random.pick(["together", "together", "apart", "either"] as const),
    maxPerDay: 2,
  };
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

/**
 * The same for a patient with narrow wishes: nothing but two weekdays, half the day, mostly one practitioner, and a week
 * away. What the wishes shut out comes as what could be given up, so that some visits are left open and can be explained.
 */
export function narrowInstance(seed: number, size: CourseSize, candidates: number): CourseProblem {
  const problem = courseInstance(seed, size, candidates);
  const away = Array.from({ length: 7 }, (_, day) => 10 + (seed % 20) + day);
  const wanted = [weekdays[seed % 5]!, weekdays[(seed + 2) % 5]!];
  const tracks = problem.tracks.map((track): CourseTrack => {
    const same = seed % 3 !== 0 ? `${track.id}p0` : null;
    const slots: CourseSlot[][] = track.slots.map(() => []);
    const alternatives = new Map<string, CourseAlternative>();
    track.slots.forEach((here, day) => {
      const weekday = weekdays[day % 7] ?? "";
      for (const slot of here) {
        const part = slot.start < 12 * 60 ? "morning" : "afternoon";
        const [first, ...also]: CourseLeniency[] = [
          ...(away.includes(day) ? [{ kind: "absence" as const, value: "away" }] : []),
          ...(wanted.includes(weekday) ? [] : [{ kind: "weekday" as const, value: weekday }]),
          ...((part === "morning") === (seed % 2 === 0) ? [] : [{ kind: "part-of-day" as const, value: part }]),
          ...(same === null || slot.practitioner === same
            ? []
            : [{ kind: "practitioner" as const, value: slot.practitioner }]),
        ];
        if (!first) {
          slots[day]!.push(slot);
          continue;
        }
        const key = [first, ...also].map(({ value }) => value).join();
        const known = alternatives.get(key) ?? { ...first, also, slots: slots.map(() => []) };
        known.slots[day]!.push(slot);
        alternatives.set(key, known);
      }
    });
    return { ...track, slots, alternatives: [...alternatives.values()], ...(same !== null && { primary: same }) };
  });
  return { ...problem, tracks, away };
}
