// What a patient left each visit with: the next one in the calendar, or nothing though the plan went on.
import { planOn, type KnownPlan, type KnownVisit } from "./known-plan.ts";

export type Leaving = { visit: KnownVisit; booked: boolean };

/** Had, or missed without a word: nothing more can come of it. */
const isOver = ({ outcome }: KnownVisit) => outcome === "attended" || outcome === "no_show";

function leavingOf(plan: KnownPlan, visit: KnownVisit): Leaving | null {
  const { outcome, onDate, history } = visit;
  if (outcome !== "attended" || onDate === undefined) return null;
  const then = planOn(plan.history, onDate);
  if (!then || then.ended) return null;
  const left = then.visits.filter((one) => one.history.visitId !== history.visitId && !isOver(one));
  if (!left.length) return null;
  return { visit, booked: left.some(({ standsOn }) => standsOn !== undefined && standsOn > onDate) };
}

/** Each costs a look at the whole plan, and many figures are drawn from one reading. */
const found = new WeakMap<KnownPlan, Leaving[]>();

/** One a visit that took place, as the plan was known at the end of its day; none where nothing was left of the plan. */
export function leavingsOf(plan: KnownPlan, only: (visit: KnownVisit) => boolean = () => true): Leaving[] {
  const all = found.get(plan) ?? plan.visits.flatMap((visit) => leavingOf(plan, visit) ?? []);
  found.set(plan, all);
  return all.filter(({ visit }) => only(visit));
}
