// A reckoning from the clinic's own past: how many more would have come back had everybody left with the next visit booked.
import { visitFilter, type Narrowing } from "../figures/count-figures.ts";
import type { KnownPlan } from "../figures/known-plan.ts";
import { lapseAfterDays } from "../figures/lapse.ts";
import { leavingsOf } from "../figures/leavings.ts";
import { toSixDecimals } from "../figures/rate.ts";
import { addDays, daysBetween, type LocalDate } from "../time/dates.ts";
import type { Share } from "./insights-views.ts";
import { shareOf } from "./owner-figures.ts";
import { wilson } from "./wilson.ts";

/** Visits of the last half-year, as long ago as it takes to see whether somebody came back. */
export const reckonedDays = 182;

export type RebookedReckoning = {
  from: LocalDate;
  /** Visits after which somebody came back in time, of those after which the next was booked, and was not. */
  booked: Share;
  unbooked: Share;
  /** Had those left as the others did; null where one of the groups says nothing. */
  more: {
    /** Visits after which somebody would have come back, with what 95 % of chance leaves; never more than there were. */
    visits: number;
    lower: number;
    upper: number;
    /** Of one such next visit each, at the mean fee of these, minor units. */
    minor: number;
  } | null;
};

/** Whether another visit of the plan took place within so many days. */
const cameBack = ({ visits }: KnownPlan, on: LocalDate, days: number): boolean =>
  visits.some(
    ({ outcome, onDate }) =>
      outcome === "attended" && onDate !== undefined && onDate > on && daysBetween(on, onDate) <= days,
  );

export function rebookedReckoning(
  plans: readonly KnownPlan[],
  asOf: LocalDate,
  only: Narrowing = {},
): RebookedReckoning {
  const from = addDays(asOf, -reckonedDays);
  const leavings = plans.flatMap((plan) =>
    leavingsOf(plan, visitFilter(only)).flatMap(({ visit, booked }) => {
      const days = lapseAfterDays(visit.history.targetGap);
      // What is too young to have failed is left out whether it has succeeded or not: else the quick would count more.
      if (visit.onDate === undefined || visit.onDate < from || addDays(visit.onDate, days) >= asOf) return [];
      return { booked, back: cameBack(plan, visit.onDate, days), minor: visit.history.priceMinor };
    }),
  );
  const shareIn = (wanted: boolean): Share => {
    const of = leavings.filter(({ booked }) => booked === wanted);
    return shareOf(of.filter(({ back }) => back).length, of.length);
  };
  const [booked, unbooked] = [shareIn(true), shareIn(false)];
  if (booked.rate === null || unbooked.rate === null) return { from, booked, unbooked, more: null };
  const gain = booked.rate - unbooked.rate;
  // Newcombe 1998, method 10: the difference of two shares from the score interval of each, which holds at 0 and 1.
  const [sure, other] = [wilson(booked.n, booked.of), wilson(unbooked.n, unbooked.of)];
  const lower = gain - Math.hypot(booked.rate - sure.lower, other.upper - unbooked.rate);
  const upper = gain + Math.hypot(sure.upper - booked.rate, unbooked.rate - other.lower);
  const visitsOf = (share: number) => toSixDecimals(Math.min(unbooked.of - unbooked.n, share * unbooked.of));
  const mean = leavings.reduce((sum, { minor }) => sum + minor, 0) / leavings.length;
  return {
    from,
    booked,
    unbooked,
    more: {
      visits: visitsOf(gain),
      lower: visitsOf(lower),
      upper: visitsOf(upper),
      minor: Math.round(visitsOf(gain) * mean),
    },
  };
}
