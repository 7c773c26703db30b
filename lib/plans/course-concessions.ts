// A course problem with something given up: openings added to a track, a window widened.
import type {
  CourseAlternative,
  CourseConcession,
  CourseLeniency,
  CourseProblem,
  CourseSlot,
  CourseTrack,
  CourseVisit,
  CourseWidening,
} from "./course-problem.ts";

/** Days a window is widened by, in the order they are tried: each try is a plan of its own. */
export const widenings: readonly number[] = [2, 4, 7, 14, 28];

export const widerBy = (days: number): CourseWidening => ({ kind: "wider-window", days });

const keyOf = ({ kind, value }: CourseLeniency): string => `${kind} ${value}`;

/** The single things an alternative asks to be given up. */
const leniencesIn = ({ kind, value, also = [] }: CourseAlternative): CourseLeniency[] => [{ kind, value }, ...also];

/** What a track's patient could give up, each thing once: what adds openings by itself, and everything there is. */
export function leniencesOf(track: CourseTrack): { alone: CourseLeniency[]; all: CourseLeniency[] } {
  const lists = (track.alternatives ?? []).map(leniencesIn);
  const once = (list: CourseLeniency[]) => [...new Map(list.map((one) => [keyOf(one), one])).values()];
  const alone = once(lists.filter((list) => list.length === 1).flat());
  return { alone, all: once([...alone, ...lists.flat()]) };
}

/** The problem with all these things given up for visit `i` of track `k`, and a horizon that holds its windows. */
export function withConcessions(
  problem: CourseProblem,
  k: number,
  i: number,
  concessions: readonly CourseConcession[],
): CourseProblem {
  const given = new Set<string>();
  const widenings: CourseWidening[] = [];
  for (const one of concessions) {
    if ("days" in one) widenings.push(one);
    else given.add(keyOf(one));
  }
  const track = problem.tracks[k]!;
  const added = (track.alternatives ?? []).filter((one) => leniencesIn(one).every((part) => given.has(keyOf(part))));
  return {
    ...withTrack(problem, k, {
      ...track,
      slots: joined([track.slots, ...added.map(({ slots }) => slots)]),
      visits: widenings.reduce((visits, widening) => widened(visits, i, widening), track.visits),
    }),
    days: widenings.reduce((days, widening) => days + 2 * widening.days, problem.days),
  };
}

/** The problem in which only the number of open visits counts, and who works no longer matters. */
export function withoutPoints(problem: CourseProblem): CourseProblem {
  const bare = (slots: CourseSlot[][]): CourseSlot[][] =>
    slots.map((day) => {
      const times = new Map<string, CourseSlot>();
      for (const { start, end } of day) times.set(`${start} ${end}`, { start, end, practitioner: "", cost: 0 });
      return [...times.values()];
    });
  return {
    ...problem,
    pairing: "either",
    points: { open: 1, notPrimary: 0, together: 0, apart: 0, unfunded: 0, moved: 0 },
    tracks: problem.tracks.map(({ id, deep, anchor, visits, slots, alternatives = [] }) => ({
      id,
      deep,
      anchor,
      visits: visits.map((visit) => ({ ...visit, weight: 0 })),
      slots: bare(slots),
      alternatives: alternatives.map((one) => ({ ...one, slots: bare(one.slots) })),
    })),
  };
}

/** The problem with one more opening for track `k`. */
export function withOpening(problem: CourseProblem, k: number, day: number, slot: CourseSlot): CourseProblem {
  const track = problem.tracks[k]!;
  const added = Array.from({ length: day + 1 }, (_, at) => (at === day ? [slot] : []));
  return withTrack(problem, k, { ...track, slots: joined([track.slots, added]) });
}

function withTrack(problem: CourseProblem, k: number, track: CourseTrack): CourseProblem {
  return { ...problem, tracks: problem.tracks.with(k, track) };
}

function joined(lists: readonly CourseSlot[][][]): CourseSlot[][] {
  if (lists.length === 1) return lists[0]!;
  const days = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: days }, (_, day) => lists.flatMap((list) => list[day] ?? []));
}

function widened(visits: CourseVisit[], i: number, { kind, days }: CourseWidening): CourseVisit[] {
  return visits.map((visit, at) => {
    if (kind === "more-days") return at === i ? { ...visit, maxGap: visit.maxGap + days } : visit;
    if (at !== i && at !== i + 1) return visit;
    // Never onto the day of the visit before, unless the gaps allowed that already.
    const least = Math.min(visit.minGap, at === 0 ? 0 : 1);
    return { ...visit, minGap: Math.max(least, visit.minGap - days), maxGap: visit.maxGap + days };
  });
}
