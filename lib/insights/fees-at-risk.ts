// Fees of plan visits ahead that may not come: visits due soon without a booking, bookings of plans behind pace, and bookings not confirmed.
import { isActive } from "../figures/adherence.ts";
import { visitFilter, type Narrowing } from "../figures/count-figures.ts";
import { countedPlan, type KnownPlan, type KnownVisit } from "../figures/known-plan.ts";
import { isLeft } from "../figures/visits-left.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { findBehind } from "./behind-pace.ts";

/** How many days are looked ahead, the day itself included. */
export const daysAhead = 28;
/** Reminders go out two days before; who has not answered by then is asked about. */
const confirmedWithin = 2;

export const risks = ["not_booked", "behind_pace", "not_confirmed"] as const;
export type Risk = (typeof risks)[number];

export type RiskLine = {
  risk: Risk;
  plan: KnownPlan;
  visit: KnownVisit;
  /** Day it is booked for; of one without a booking, the last of its window. */
  on: LocalDate;
  minor: number;
};

export type FeesAtRisk = {
  /** The last day looked at. */
  until: LocalDate;
  /** Fees before tax of all that is booked or due until then, minor units. */
  plannedMinor: number;
  plannedVisits: number;
  /** By day; each visit once, under the first of the risks that it has. */
  lines: RiskLine[];
};

const isConfirmed = ({ history, standsOn }: KnownVisit, asOf: LocalDate): boolean =>
  history.bookings.some(
    ({ day, facts }) => day === standsOn && facts.some(({ fact, on }) => fact === "confirmed" && on <= asOf),
  );

/** Of plans that are active on the day. What was due before it and is still left counts as due. */
export function feesAtRisk(plans: readonly KnownPlan[], asOf: LocalDate, only: Narrowing = {}): FeesAtRisk {
  const until = addDays(asOf, daysAhead - 1);
  const soon = addDays(asOf, confirmedWithin);
  const wanted = visitFilter(only) ?? (() => true);
  const behind = new Set(findBehind(plans, asOf).map(({ plan }) => plan));
  const looked = plans.flatMap((plan) => {
    const counted = countedPlan(plan);
    if (!counted || !isActive(counted, asOf)) return [];
    return plan.visits.filter(wanted).flatMap((visit) => {
      const on = visit.standsOn ?? (isLeft(visit) ? visit.windowTo : undefined);
      const ahead = on !== undefined && on <= until && (visit.standsOn === undefined || on >= asOf);
      return ahead ? { plan, visit, on, minor: visit.history.priceMinor } : [];
    });
  });
  const riskOf = ({ plan, visit, on }: (typeof looked)[number]): Risk | null => {
    if (visit.standsOn === undefined) return "not_booked";
    if (behind.has(plan)) return "behind_pace";
    return on < soon && !isConfirmed(visit, asOf) ? "not_confirmed" : null;
  };
  return {
    until,
    plannedMinor: looked.reduce((sum, { minor }) => sum + minor, 0),
    plannedVisits: looked.length,
    lines: looked
      .flatMap((one) => {
        const risk = riskOf(one);
        return risk === null ? [] : { ...one, risk };
      })
      .toSorted((a, b) =>
        a.on < b.on ? -1 : a.on > b.on ? 1 : a.plan.history.planId < b.plan.history.planId ? -1 : 1,
      ),
  };
}
