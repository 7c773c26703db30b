/** How well care happens as planned: attendance, intervals, conversion, drop-out and completion as of any date. */

import { lapseAfterDays } from "./lapse.ts";
import { daysBetween } from "../time/dates.ts";
import type { LocalDate } from "../time/dates.ts";
import { knownOn } from "./adherence-facts.ts";
import type { AdherencePlan, AdherenceVisit, Pause } from "./adherence-facts.ts";
import { rateOf } from "./rate.ts";

export type { AdherencePlan, AdherenceVisit } from "./adherence-facts.ts";

/** Counts as numbers, rates to six decimals, null where the denominator is 0. */
export type AdherenceFigures = {
  due: number;
  attended: number;
  attendance: number | null;
  gapsClosed: number;
  gapsWithin: number;
  interval: number | null;
  noShowRate: number | null;
  arrivalRate: number | null;
  conversion12: number | null;
  dropOut: number | null;
  completion: number | null;
};

const attended = (visit: AdherenceVisit) => visit.outcome === "attended";

function restedThrough(pauses: readonly Pause[], from: LocalDate, to: LocalDate): boolean {
  return pauses.some((pause) => pause.from <= from && (pause.to === undefined || to <= pause.to));
}

/** Whether a visit of a known plan counts as due: its window has passed or it took place, and nothing excuses it. */
export function isDue(plan: AdherencePlan, visit: AdherenceVisit, asOf: LocalDate): boolean {
  if (visit.outcome === "clinic_cancelled") return false;
  if (restedThrough(plan.pauses, visit.windowFrom, visit.windowTo)) return false;
  if (attended(visit)) return true;
  if (visit.windowTo >= asOf) return false;
  // What was still ahead when the plan ended was never owed: an early discharge is a success.
  return plan.endedOn === undefined || visit.windowTo < plan.endedOn;
}

/** Neither ended nor resting. */
export function isActive(plan: AdherencePlan, asOf: LocalDate): boolean {
  return plan.endedOn === undefined && !restedThrough(plan.pauses, asOf, asOf);
}

function hasFutureVisit(plan: AdherencePlan, asOf: LocalDate): boolean {
  return plan.visits.some(
    (visit) =>
      visit.outcome === "open" &&
      visit.bookedOn !== undefined &&
      visit.bookedOn <= asOf &&
      (visit.onDate ?? visit.windowTo) >= asOf,
  );
}

/** An active plan with nothing ahead and nobody seen for longer than care may pause. */
export function hasDroppedOut(plan: AdherencePlan, asOf: LocalDate): boolean {
  if (hasFutureVisit(plan, asOf)) return false;
  const seen = plan.visits.filter(attended).map((visit) => visit.onDate ?? plan.startedOn);
  const resumed = plan.pauses.map((pause) => pause.to ?? plan.startedOn);
  const last = [plan.startedOn, ...seen, ...resumed].reduce((latest, date) => (date > latest ? date : latest));
  return daysBetween(last, asOf) > lapseAfterDays(plan.targetGap);
}

/** Whether a plan that reached a first visit had its second; null while there was none, or none was due yet. */
export function secondVisitOf(plan: AdherencePlan, asOf: LocalDate): "came" | "waiting" | null {
  const count = plan.visits.filter(attended).length;
  if (count !== 1) return count === 0 ? null : "came";
  const later = plan.visits.slice(plan.visits.findIndex(attended) + 1);
  return later.some((visit) => isDue(plan, visit, asOf)) ? "waiting" : null;
}

function conversionOf(plans: readonly AdherencePlan[], asOf: LocalDate): number | null {
  const seconds = plans.map((plan) => secondVisitOf(plan, asOf));
  const converted = seconds.filter((second) => second === "came").length;
  return rateOf(converted, converted + seconds.filter((second) => second === "waiting").length);
}

/** Pooled over all plans that had started by the date. Facts of later days do not exist, so an old report stays as it was. */
export function adherenceOf(asOf: LocalDate, plans: readonly AdherencePlan[]): AdherenceFigures {
  const known = knownOn(plans, asOf);
  const visits = known.flatMap((plan) => plan.visits);
  const count = (outcome: AdherenceVisit["outcome"]) => visits.filter((visit) => visit.outcome === outcome).length;

  const due = known.flatMap((plan) => plan.visits.filter((visit) => isDue(plan, visit, asOf)));
  const kept = due.filter(attended).length;
  const gaps = visits.filter(attended).flatMap((visit) => (visit.gap ? [visit.gap] : []));
  const within = gaps.filter((gap) => gap.min <= gap.days && gap.days <= gap.max).length;
  const expected = count("attended") + count("no_show") + count("late_cancel");
  const active = known.filter((plan) => isActive(plan, asOf));
  const ended = known.filter((plan) => plan.endedOn !== undefined);
  const completed = ended.filter((plan) => plan.endReason === "goals_met" || plan.endReason === "reassessment");

  return {
    due: due.length,
    attended: kept,
    attendance: rateOf(kept, due.length),
    gapsClosed: gaps.length,
    gapsWithin: within,
    interval: rateOf(within, gaps.length),
    noShowRate: rateOf(count("no_show"), expected),
    arrivalRate: rateOf(count("attended"), expected),
    conversion12: conversionOf(known, asOf),
    dropOut: rateOf(active.filter((plan) => hasDroppedOut(plan, asOf)).length, active.length),
    completion: rateOf(completed.length, ended.length),
  };
}
