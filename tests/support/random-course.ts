// Random course problems over every feature of the planner, the same for the same seed.
import type {
  CourseKeep,
  CourseProblem,
  CourseSlot,
  CourseTrack,
  CourseVisit,
} from "../../lib/plans/course-problem.ts";

export type Random = {
  whole(from: number, to: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
};

/** A small fixed generator, so that a failing problem can be made again from its seed. */
export function seededRandom(seed: number): Random {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    whole: (from, to) => from + Math.floor(unit() * (to - from + 1)),
    chance: (share) => unit() < share,
    pick: (list) => list[Math.floor(unit() * list.length)]!,
  };
}

export type RandomCourseSize = {
  tracks: number;
  /** Most visits a track. */
  visits: number;
  /** Most days between a visit's smallest and largest gap. */
  width: number;
  /** Most openings a day, and the share of days that have any. */
  openings: number;
  busy: number;
};

/** Small enough for every plan to be tried. */
export const tinyCourses: readonly RandomCourseSize[] = [
  { tracks: 1, visits: 5, width: 4, openings: 4, busy: 0.6 },
  { tracks: 2, visits: 3, width: 3, openings: 3, busy: 0.6 },
  { tracks: 3, visits: 2, width: 2, openings: 3, busy: 0.6 },
  { tracks: 4, visits: 2, width: 2, openings: 2, busy: 0.6 },
];

/** Small enough for HiGHS, one model for each choice of primaries. */
export const middleCourses: readonly RandomCourseSize[] = [
  { tracks: 1, visits: 8, width: 6, openings: 6, busy: 0.6 },
  { tracks: 2, visits: 5, width: 4, openings: 5, busy: 0.6 },
  { tracks: 3, visits: 4, width: 3, openings: 4, busy: 0.6 },
  { tracks: 4, visits: 3, width: 2, openings: 2, busy: 0.6 },
];

export function randomCourse(seed: number, size: RandomCourseSize): CourseProblem {
  const random = seededRandom(seed);
  const pairing = random.pick(["together", "apart", "either"] as const);
  let days = 1;
  const lengths = [15, 30, 45];
  const zeroGaps = random.chance(0.1);
  /** All tracks begin together in empty diaries, so that visits meet on one day. */
  const meeting = random.chance(0.35);
  const tracks = Array.from({ length: size.tracks }, (_, k): CourseTrack => {
    const anchor = meeting || random.chance(0.5) ? null : random.whole(-6, 2);
    const visits = Array.from(
      { length: random.whole(random.chance(0.1) ? 0 : 1, size.visits) },
      (_, i): CourseVisit => {
        const minGap = i === 0 ? random.whole(0, meeting ? 0 : 3) : random.whole(zeroGaps ? 0 : 1, meeting ? 2 : 4);
        const maxGap = minGap + random.whole(0, size.width);
        const visit: CourseVisit = { id: `v${i}`, minGap, targetGap: random.whole(minGap, maxGap), maxGap };
        if (random.chance(0.1)) visit.targetGap = random.whole(0, maxGap + 2);
        if (random.chance(0.2)) visit.weight = random.whole(0, 12);
        return visit;
      },
    );
    days = Math.max(days, (anchor ?? 0) + visits.reduce((sum, visit) => sum + visit.maxGap, 0) + 1);
    return { id: `t${k}`, deep: random.chance(0.5), anchor, visits, slots: [] };
  });
  days += random.whole(0, 2);
  const teams = random.whole(1, meeting ? 2 : 3);
  const busy = meeting ? 1 : random.chance(0.2) ? size.busy / 3 : size.busy;
  /** Starts of a day, in quarters of an hour. */
  const quarters = meeting ? 14 : 7;
  for (const [k, track] of tracks.entries()) {
    const people = Array.from({ length: teams }, (_, p) => `p${k}${p}`);
    track.slots = Array.from({ length: days }, (): CourseSlot[] => {
      if (!random.chance(busy)) return [];
      return Array.from({ length: random.whole(1, size.openings) }, () => {
        const start = 540 + 15 * random.whole(0, quarters);
        return {
          start,
          end: start + random.pick(lengths),
          practitioner: random.pick(people),
          cost: random.pick([0, 0, 0, 8, 16, random.whole(-3, 9)]),
        };
      });
    });
    if (random.chance(0.3)) track.primary = random.pick([...people, `p${k}9`]);
    if (random.chance(0.3)) track.fundedUntil = random.whole(-1, days);
    for (const visit of track.visits) {
      if (!random.chance(0.25)) continue;
      const day = random.chance(0.5) ? random.whole(0, days - 1) : Math.min(days - 1, random.whole(0, 4));
      const slot = track.slots[day]!.length > 0 ? random.pick(track.slots[day]!) : null;
      const keep: CourseKeep = { day, start: slot?.start ?? 540, practitioner: slot?.practitioner ?? people[0]! };
      visit.keep = keep;
    }
  }
  const problem: CourseProblem = {
    startDate: "2026-11-24",
    days,
    tracks,
    pairGapMin: random.pick([0, 15, 30]),
    pairing,
  };
  if (random.chance(0.7)) problem.restDays = random.whole(0, 4);
  if (random.chance(0.7)) problem.maxPerDay = random.whole(meeting ? 2 : 1, 4);
  if (random.chance(0.3)) {
    problem.points = {
      open: random.pick([5, 30, 100, 100_000]),
      notPrimary: random.whole(0, 20),
      together: random.whole(-20, 0),
      apart: random.whole(0, 30),
      unfunded: random.whole(0, 30),
      moved: random.whole(0, 30),
    };
  }
  return problem;
}
