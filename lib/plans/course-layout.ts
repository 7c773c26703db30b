// From days to appointments: the exact openings of a finished plan, and the virtual days of its open visits.
import { isBackToBack, pointsOf } from "./course-cost.ts";
import type { CoursePlan } from "./course-descent.ts";
import type { CoursePlacement, CoursePoints, CourseProblem, CourseSlot } from "./course-problem.ts";
import type { CourseTables } from "./course-tracks.ts";

type Sitting = { track: number; visit: number; slots: CourseSlot[]; costs: number[] };

/** Among equally cheap openings the earliest is taken, then the first practitioner by id. */
export function layOutPlan(
  tables: CourseTables,
  plan: CoursePlan,
): { placements: CoursePlacement[]; primaries: Record<string, string> } {
  const { problem } = tables;
  const points = pointsOf(problem);
  const primaries: Record<string, string> = {};
  tables.tracks.forEach((track, k) => {
    const chosen = problem.tracks[k]!.primary ?? track.practitioners[track.primaries[plan.primaries[k]!]!];
    if (chosen !== undefined) primaries[problem.tracks[k]!.id] = chosen;
  });

  const byDay = new Map<number, Sitting[]>();
  plan.stands.forEach((stands, k) => {
    const track = problem.tracks[k]!;
    for (const { visit, day } of stands) {
      const slots = [...track.slots[day]!].sort(inOrder);
      const costs = slots.map((slot) => ownPoints(problem, points, k, visit, day, slot, primaries[track.id]));
      const sitting = { track: k, visit, slots, costs };
      const here = byDay.get(day);
      if (here) here.push(sitting);
      else byDay.set(day, [sitting]);
    }
  });
  const taken = new Map<string, CoursePlacement>();
  for (const [day, sittings] of byDay) {
    seat(problem, points, sittings).forEach((slot, at) => {
      const { track, visit } = sittings[at]!;
      const { id, visits } = problem.tracks[track]!;
      const { start, end, practitioner } = slot;
      taken.set(`${track} ${visit}`, { track: id, visit: visits[visit]!.id, day, start, end, practitioner });
    });
  }

  const placements = problem.tracks.flatMap((track, k) => {
    const days = virtualDays(tables, k, new Map(plan.stands[k]!.map((stand) => [stand.visit, stand.day])));
    return track.visits.map(
      (visit, i): CoursePlacement =>
        taken.get(`${k} ${i}`) ?? {
          track: track.id,
          visit: visit.id,
          day: days[i]!,
          start: null,
          end: null,
          practitioner: null,
        },
    );
  });
  return { placements, primaries };
}

function ownPoints(
  problem: CourseProblem,
  points: CoursePoints,
  k: number,
  visit: number,
  day: number,
  slot: CourseSlot,
  primary: string | undefined,
): number {
  const track = problem.tracks[k]!;
  const keep = track.visits[visit]!.keep;
  const stays = !keep || (keep.day === day && keep.start === slot.start && keep.practitioner === slot.practitioner);
  return slot.cost + (slot.practitioner === primary ? 0 : points.notPrimary) + (stays ? 0 : points.moved);
}

function inOrder(a: CourseSlot, b: CourseSlot): number {
  if (a.start !== b.start) return a.start - b.start;
  if (a.practitioner !== b.practitioner) return a.practitioner < b.practitioner ? -1 : 1;
  return a.end - b.end;
}

/** The cheapest compatible opening for each sitting of one day. */
function seat(problem: CourseProblem, points: CoursePoints, sittings: readonly Sitting[]): CourseSlot[] {
  let best: CourseSlot[] = [];
  let cheapest = Infinity;
  const chosen: CourseSlot[] = [];
  const reward = Math.min(0, points.together, points.apart);
  const visit = (at: number, cost: number): void => {
    if (at === sittings.length) {
      if (cost < cheapest) {
        cheapest = cost;
        best = [...chosen];
      }
      return;
    }
    const sitting = sittings[at]!;
    // Points that pairs still to be formed could give back.
    const pairsLeft = (sittings.length * (sittings.length - 1)) / 2;
    sitting.slots.forEach((slot, i) => {
      let total = cost + sitting.costs[i]!;
      for (let before = 0; before < at; before++) {
        const other = chosen[before]!;
        if (slot.start < other.end && other.start < slot.end) return;
        const near = isBackToBack(slot, other, problem.pairGapMin);
        const bothDeep = problem.tracks[sitting.track]!.deep && problem.tracks[sittings[before]!.track]!.deep;
        if (bothDeep && !near) return;
        if (problem.pairing === "apart") total += points.apart;
        if (problem.pairing === "together" && near) total += points.together;
      }
      let least = total + reward * pairsLeft;
      for (let later = at + 1; later < sittings.length; later++) least += Math.min(...sittings[later]!.costs);
      if (least >= cheapest) return;
      chosen[at] = slot;
      visit(at + 1, total);
    });
  };
  visit(0, 0);
  return best;
}

/** Days of a track's visits when its real ones are given: the open ones where cadence costs least, earliest first. */
function virtualDays(tables: CourseTables, k: number, real: ReadonlyMap<number, number>): number[] {
  const track = tables.tracks[k]!;
  type Step = { day: number; cost: number; before: Step | null };
  let frontier: Step[] = [{ day: track.base, cost: 0, before: null }];
  for (let i = 0; i < track.visits; i++) {
    const next = new Map<number, Step>();
    for (const before of frontier) {
      track.cadence[i]!.forEach((off, g) => {
        const day = before.day + track.minGap[i]! + g;
        if (real.has(i) && real.get(i) !== day) return;
        const known = next.get(day);
        if (!known || before.cost + off < known.cost) next.set(day, { day, cost: before.cost + off, before });
      });
    }
    frontier = [...next.values()].sort((a, b) => a.day - b.day);
  }
  let last: Step | null = frontier.reduce((a, b) => (b.cost < a.cost ? b : a));
  const days: number[] = [];
  for (; last?.before; last = last.before) days.unshift(last.day);
  return days;
}
