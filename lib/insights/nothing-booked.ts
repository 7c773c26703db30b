// Finds the active plans with visits left and none of them booked, and says in one sentence how many people that is.
import { isActive } from "../figures/adherence.ts";
import { visitFilter, type Narrowing } from "../figures/count-figures.ts";
import { countedPlan, type KnownPlan } from "../figures/known-plan.ts";
import { isIdle, visitsLeft, type VisitsLeft } from "../figures/visits-left.ts";
import type { LocalDate } from "../time/dates.ts";
import { sayShortDate } from "../time/say.ts";

export type UnbookedPlan = VisitsLeft & { plan: KnownPlan };

/** Longest due first. `allVisitsHad` counts the active plans that have no visit left. */
export function findUnbooked(plans: readonly KnownPlan[], asOf: LocalDate, only: Narrowing = {}) {
  const filter = visitFilter(only) ?? (() => true);
  const active = plans.filter((plan) => {
    const counted = countedPlan(plan, visitFilter(only));
    return counted !== null && isActive(counted, asOf);
  });
  const idle = active.filter((plan) => isIdle(plan, asOf));
  const unbooked = idle.flatMap((plan) => {
    const left = visitsLeft(plan);
    return left ? { plan, ...left } : [];
  });
  return {
    activePlans: active.length,
    allVisitsHad: idle.length - unbooked.length,
    unbooked: unbooked
      .filter(({ visits }) => visits.some(filter))
      .toSorted((a, b) => (a.nextDueOn < b.nextDueOn ? -1 : a.nextDueOn > b.nextDueOn ? 1 : 0)),
  };
}

/** Two digits of it, as one says an amount aloud: `$1,300`. */
export function sayAbout(minor: number, currency: string, locale: string): string {
  const shape = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const format = new Intl.NumberFormat(locale, { ...shape, maximumFractionDigits: 0, maximumSignificantDigits: 2 });
  const digits = new Intl.NumberFormat(locale, shape).resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

type Said = { people: number; plannedMinor: number; currency: string; locale: string; past: LocalDate | null };

export function sayUnbooked({ people, plannedMinor, currency, locale, past }: Said): string {
  const when = past === null ? "" : `On ${sayShortDate(past, locale)}, `;
  if (people === 0) {
    const all = past === null ? "Everybody with an active plan has" : "everybody with an active plan had";
    return `${when}${all} a visit booked.`;
  }
  const verb = past === null ? (people === 1 ? "has" : "have") : "had";
  const who = people === 1 ? (past === null ? "One patient" : "one patient") : `${people} patients`;
  return `${when}${who} ${verb} an active plan and nothing booked – about ${sayAbout(plannedMinor, currency, locale)} of planned care.`;
}
