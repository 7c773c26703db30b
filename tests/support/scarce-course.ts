// Over-constrained courses whose patients could give something up: full diaries, narrow wishes, rules in each other's way.
import { planCourse } from "../../lib/plans/course.ts";
import type {
  CourseAlternative,
  CourseLeniency,
  CourseProblem,
  CourseSlot,
  CourseTrack,
} from "../../lib/plans/course-problem.ts";
import { seededRandom, type Random } from "./random-course.ts";

/** How the course comes to be too narrow. */
type Mood = {
  /** Most disciplines, and the share of them that is deep. */
  tracks: number;
  deep: number;
  /** Weekdays wanted of seven, the share of days with hours, and the share of wanted days still free. */
  wanted: number;
  hours: number;
  free: number;
  /** Chance of an opening in the evening or with somebody else. */
  spare: number;
  /** First and last minute of a start. */
  starts: readonly [number, number];
  /** Day after which nobody has hours. */
  until: number;
};

const thin: Mood = {
  tracks: 3,
  deep: 0.6,
  wanted: 3,
  hours: 0.8,
  free: 0.6,
  spare: 0.3,
  starts: [540, 660],
  until: 75,
};
const moods: readonly Mood[] = [
  thin,
  // Everybody is free at the same hours: rest, full days, clashes and gaps between deep work.
  { ...thin, deep: 1, wanted: 7, hours: 1, free: 0.7, spare: 0.05, starts: [540, 570] },
  { ...thin, deep: 0.8, wanted: 6, free: 0.9, spare: 0.1, starts: [540, 900] },
  // Little by one step alone.
  { ...thin, wanted: 1, hours: 0.5, spare: 0.05 },
  // The calendar ends before the course does.
  { ...thin, wanted: 4, free: 0.8, until: 9 },
];

const days = 75;

/** A course of one to three tracks of which one to four visits find no place. */
export function scarceCourse(seed: number): CourseProblem {
  for (let attempt = 0; ; attempt++) {
    const random = seededRandom(seed * 1000 + attempt);
    const problem = drawCourse(random, moods[seed % moods.length]!);
    const open = planCourse(problem, { explain: false }).open.length;
    if (open >= 1 && open <= 4) return problem;
  }
}

function drawCourse(random: Random, mood: Mood): CourseProblem {
  const away: number[] = [];
  const from = random.whole(2, 20);
  for (let day = from; random.chance(0.5) || day < from + 3; day++) away.push(day);
  const absent = random.chance(0.4) ? away : [];
  const closed = random.chance(0.3) ? Array.from({ length: 5 }, (_, at) => random.whole(0, 1) * 14 + at) : [];
  const tracks = Array.from({ length: random.whole(1, mood.tracks) }, (_, k) =>
    drawTrack(random, mood, k, absent, closed),
  );
  return {
    startDate: "2026-11-30",
    days,
    tracks,
    pairGapMin: random.pick([0, 15, 15, 30]),
    pairing: random.pick(["together", "apart", "either"] as const),
    restDays: random.pick([0, 1, 2, 2, 3]),
    maxPerDay: random.whole(1, 2),
    away: absent,
    closed,
  };
}

function drawTrack(random: Random, mood: Mood, k: number, absent: number[], closed: number[]): CourseTrack {
  const visits = Array.from({ length: random.whole(2, 4) }, (_, i) => {
    const minGap = i === 0 ? 0 : random.whole(1, 4);
    const maxGap = minGap + random.whole(0, 2);
    return { id: `v${i}`, minGap, targetGap: random.whole(minGap, maxGap), maxGap };
  });
  const wanted = new Set(Array.from({ length: mood.wanted }, () => random.whole(0, 6)));
  const slots: CourseSlot[][] = Array.from({ length: days }, () => []);
  const alternatives = new Map<string, CourseAlternative>();
  const add = (day: number, obstacles: CourseLeniency[], slot: CourseSlot): void => {
    const [first, ...also] = obstacles;
    if (!first) return void slots[day]!.push(slot);
    const key = obstacles.map(({ kind }) => kind).join();
    let alternative = alternatives.get(key);
    if (!alternative) {
      alternative = { ...first, ...(also.length > 0 && { also }), slots: slots.map(() => []) };
      alternatives.set(key, alternative);
    }
    alternative.slots[day]!.push(slot);
  };
  for (let day = 0; day < mood.until; day++) {
    if (closed.includes(day) || !random.chance(mood.hours)) continue;
    const obstacles: CourseLeniency[] = [];
    if (absent.includes(day)) obstacles.push({ kind: "absence", value: "away" });
    if (!wanted.has(day % 7)) obstacles.push({ kind: "weekday", value: "any other day" });
    const [first, last] = mood.starts;
    const slot = (who: string): CourseSlot => {
      const start = random.whole(first / 15, last / 15) * 15;
      return { start, end: start + 60, practitioner: who, cost: 0 };
    };
    if (obstacles.length > 0 || random.chance(mood.free)) add(day, obstacles, slot(`k${k}a`));
    if (random.chance(mood.spare)) {
      const evening = { start: 18 * 60, end: 19 * 60, practitioner: `k${k}a`, cost: 0 };
      add(day, [...obstacles, { kind: "part-of-day", value: "evening" }], evening);
    }
    if (random.chance(mood.spare)) add(day, [...obstacles, { kind: "practitioner", value: `k${k}b` }], slot(`k${k}b`));
  }
  const anchor = random.chance(0.3) ? random.whole(-2, 0) : null;
  return {
    id: `k${k}`,
    deep: random.chance(mood.deep),
    anchor,
    visits,
    slots,
    alternatives: [...alternatives.values()],
  };
}
