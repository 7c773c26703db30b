// What a patient left each visit with: the next one in the calendar, or nothing though the plan went on.
import { planOn, type KnownPlan, type KnownVisit } from "./known-plan.ts";
import type { PlanHistory } from "./plan-history.ts";

export type Leaving = { visit: KnownVisit; booked: boolean };

/** Had, or missed without a word: nothing more can come of it. */
const isOver = ({ outcome }: KnownVisit) => outcome === "attended" || outcome === "no_show";

function leavingOf(plan: KnownPlan, { onDate, history }: KnownVisit): boolean | null {
  if (onDate === undefined) return null;
  const then = planOn(plan.history, onDate);
  if (!then || then.ended) return null;
  const left = then.visits.filter((one) => one.history.visitId !== history.visitId && !isOver(one));
  if (!left.length) return null;
  return left.some(({ standsOn }) => standsOn !== undefined && standsOn > onDate);
}

/**
 * Each costs a look at the whole plan, and what a day left is the same on every later day. By visit and day; null where nothing was left
 * of the plan.
 */
const found = new WeakMap<PlanHistory, Map<string, boolean | null>>();

function leftBooked(plan: KnownPlan, visit: KnownVisit): boolean | null {
  let known = found.get(plan.history);
  if (!known) found.set(plan.history, (known = new Map()));
  const key = `${visit.history.visitId} ${visit.onDate}`;
  let booked = known.get(key);
  if (booked === undefined) known.set(key, (booked = leavingOf(plan, visit)));
  return booked;
}

/** One a visit that took place, as the plan was known at the end of its day; none where nothing was left of the plan. */
export function leavingsOf(plan: KnownPlan, only: (visit: KnownVisit) => boolean = () => true): Leaving[] {
  return plan.visits.filter(only).flatMap((visit) => {
    if (visit.outcome !== "attended" || visit.onDate === undefined) return [];
    const booked = leftBooked(plan, visit);
    return booked === null ? [] : { visit, booked };
  });
}
