// Counts what the owner's figures are drawn from, over plans as they were known on a day. Every count is a sum over the plans.
import type { LocalDate } from "../time/dates.ts";
import { adherenceOf, hasDroppedOut, isActive, secondVisitOf } from "./adherence.ts";
import { dosesOf } from "./doses.ts";
import { countedPlan, type CountedPlan, type KnownPlan, type KnownVisit } from "./known-plan.ts";
import { leavingsOf } from "./leavings.ts";
import { isIdle, visitsLeft } from "./visits-left.ts";

/** Only visits of a discipline, or given by a person. */
export type Narrowing = { disciplineId?: string | undefined; practitionerId?: string | undefined };

export const countNames = [
  "due",
  "attended",
  "gaps",
  "within",
  "ends",
  "came",
  "noShow",
  "late",
  "seconds",
  "second",
  "active",
  "away",
  "leavings",
  "rebooked",
  "doseDue",
  "doseHad",
  "ended",
  "completed",
  "allHad",
  "visits",
] as const;
export type CountName = (typeof countNames)[number];
/** In pairs, what a share is of and what is counted in it; `allHad` are active plans that await a decision. */
export type Counts = Record<CountName, number>;

/** Which visits a narrowing leaves; undefined when it narrows nothing. */
export function visitFilter({ disciplineId, practitionerId }: Narrowing): ((visit: KnownVisit) => boolean) | undefined {
  if (disciplineId === undefined && practitionerId === undefined) return undefined;
  return (visit) =>
    (disciplineId === undefined || visit.history.disciplineId === disciplineId) &&
    (practitionerId === undefined || visit.practitionerId === practitionerId);
}

export function narrowed(plans: readonly KnownPlan[], only: Narrowing): CountedPlan[] {
  const filter = visitFilter(only);
  return plans.flatMap((plan) => countedPlan(plan, filter) ?? []);
}

/** Every booking's own end, so that a missed one stays missed when another was made for the visit. */
function bookingEnds(plans: readonly KnownPlan[], { disciplineId, practitionerId }: Narrowing) {
  const ends = plans
    .flatMap((plan) => plan.outcomes)
    .filter((one) => disciplineId === undefined || one.disciplineId === disciplineId)
    .filter((one) => practitionerId === undefined || one.practitionerId === practitionerId);
  const count = (outcome: string) => ends.filter((one) => one.outcome === outcome).length;
  const [came, noShow, late] = [count("attended"), count("no_show"), count("late_cancel")];
  return { came, noShow, late, ends: came + noShow + late };
}

/** How a plan ended well: what it was for was reached, or a reassessment said that it was enough. */
export const isCompleted = ({ endReason }: CountedPlan): boolean =>
  endReason === "goals_met" || endReason === "reassessment";

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

export function countFigures(plans: readonly KnownPlan[], asOf: LocalDate, only: Narrowing = {}): Counts {
  const counted = narrowed(plans, only);
  const { due, attended, gapsClosed, gapsWithin } = adherenceOf(asOf, counted);
  const seconds = counted.map((plan) => secondVisitOf(plan, asOf));
  const second = seconds.filter((one) => one === "came").length;
  const active = counted.filter((plan) => isActive(plan, asOf));
  const ended = counted.filter(({ endedOn }) => endedOn !== undefined);
  const leavings = plans.flatMap((plan) => leavingsOf(plan, visitFilter(only)));
  const doses = counted.flatMap((plan) => dosesOf(plan, asOf));
  return {
    due,
    attended,
    gaps: gapsClosed,
    within: gapsWithin,
    ...bookingEnds(plans, only),
    seconds: second + seconds.filter((one) => one === "waiting").length,
    second,
    active: active.length,
    away: active.filter((plan) => hasDroppedOut(plan, asOf)).length,
    leavings: leavings.length,
    rebooked: leavings.filter(({ booked }) => booked).length,
    doseDue: sum(doses.map(({ planned }) => planned)),
    doseHad: sum(doses.map(({ attended: had }) => had)),
    ended: ended.length,
    completed: ended.filter(isCompleted).length,
    allHad: active.filter(({ known }) => isIdle(known, asOf) && visitsLeft(known) === null).length,
    visits: sum(counted.map(({ visits }) => visits.length)),
  };
}
