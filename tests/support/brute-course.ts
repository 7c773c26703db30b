// The slow and obvious course planner: tries every way to place every visit, for tiny problems only.
import type { CourseProblem, CourseSlot } from "../../lib/plans/course-problem.ts";

type Stand = { track: number; day: number; slot: CourseSlot };

/** Points for leaving a visit open, where they differ from the problem's own. */
type OpenPoints = (track: string, visit: string) => number;

/** The least cost of any plan, by trying all of them visit by visit. */
export function bruteCourseCost(problem: CourseProblem, openPoints?: OpenPoints): number {
  let best = Infinity;
  const choices = problem.tracks.map((track) => {
    if (track.primary !== undefined) return [track.primary];
    const all = [...new Set(track.slots.flat().map((slot) => slot.practitioner))];
    return all.length > 0 ? all : [""];
  });
  const primaries: string[] = [];
  const choose = (k: number): void => {
    if (k === problem.tracks.length) {
      best = Math.min(best, costUnder(problem, primaries, best, openPoints));
      return;
    }
    for (const primary of choices[k]!) {
      primaries[k] = primary;
      choose(k + 1);
    }
  };
  choose(0);
  return best;
}

function costUnder(
  problem: CourseProblem,
  primaries: readonly string[],
  known: number,
  openPoints: OpenPoints = () => problem.points?.open ?? 100000,
): number {
  const points = { open: 100000, notPrimary: 12, together: -6, apart: 20, unfunded: 25, moved: 15, ...problem.points };
  const visits = problem.tracks.flatMap((track, k) => track.visits.map((visit, i) => ({ track, k, visit, i })));
  const stands: Stand[] = [];
  let best = known;
  // Points can fall by a pairing reward or a cheap opening, so a branch is cut only when even those cannot save it.
  const gain = visits.map((_, n) => {
    let least = 0;
    for (const { track } of visits.slice(n)) {
      const cheapest = Math.min(0, ...track.slots.flat().map((slot) => slot.cost));
      const perVisit = Math.min(0, points.together, points.apart) * (problem.tracks.length - 1);
      least += cheapest + perVisit + Math.min(0, points.open, points.notPrimary, points.unfunded, points.moved) * 3;
    }
    return least;
  });
  const go = (n: number, before: number, cost: number): void => {
    if (cost + (gain[n] ?? 0) >= best) return;
    const next = visits[n];
    if (!next) {
      best = cost;
      return;
    }
    const { track, k, visit, i } = next;
    const from = i === 0 ? (track.anchor ?? 0) : before;
    const weight = visit.weight ?? (visit.targetGap === 0 ? 10 : Math.max(1, Math.round(40 / visit.targetGap)));
    for (let day = from + visit.minGap; day <= from + visit.maxGap; day++) {
      const cadence = weight * Math.abs(day - from - visit.targetGap);
      for (const slot of track.slots[day] ?? []) {
        const pairs = pairPoints(problem, points, stands, { track: k, day, slot });
        if (pairs === null) continue;
        let here = cadence + slot.cost + pairs;
        if (slot.practitioner !== primaries[k]) here += points.notPrimary;
        if (track.fundedUntil !== undefined && day > track.fundedUntil) here += points.unfunded;
        const { keep } = visit;
        if (keep && (keep.day !== day || keep.start !== slot.start || keep.practitioner !== slot.practitioner)) {
          here += points.moved;
        }
        stands.push({ track: k, day, slot });
        go(n + 1, day, cost + here);
        stands.pop();
      }
      go(n + 1, day, cost + cadence + openPoints(track.id, visit.id));
    }
  };
  go(0, 0, 0);
  return best;
}

/** What a visit adds beside those that stand, null when it may not stand there. */
function pairPoints(
  problem: CourseProblem,
  points: { together: number; apart: number },
  stands: readonly Stand[],
  mine: Stand,
): number | null {
  const restDays = problem.restDays ?? 2;
  const isDeep = (track: number): boolean => problem.tracks[track]!.deep;
  if (isDeep(mine.track)) {
    for (const [k, other] of problem.tracks.entries()) {
      if (k === mine.track || !other.deep || other.anchor === null) continue;
      if (Math.abs(mine.day - other.anchor) < restDays) return null;
    }
  }
  let sum = 0;
  let onDay = 1;
  for (const other of stands) {
    const bothDeep = isDeep(mine.track) && isDeep(other.track) && mine.track !== other.track;
    if (other.day !== mine.day) {
      if (bothDeep && Math.abs(other.day - mine.day) < restDays) return null;
      continue;
    }
    onDay += 1;
    if (other.track === mine.track || onDay > (problem.maxPerDay ?? 2)) return null;
    const [first, second] = other.slot.start <= mine.slot.start ? [other.slot, mine.slot] : [mine.slot, other.slot];
    const wait = second.start - first.end;
    if (wait < 0) return null;
    const backToBack = wait <= problem.pairGapMin;
    if (bothDeep && !backToBack) return null;
    if (problem.pairing === "together" && backToBack) sum += points.together;
    if (problem.pairing === "apart") sum += points.apart;
  }
  return sum;
}
