// Finds the active plans with visits left and none of them booked, and says in one sentence how many people that is.
import { sayShortDate } from "../time/say.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { isActive } from "./adherence.ts";
import type { Narrowing } from "./insights-input.ts";
import type { KnownPlan, KnownVisit } from "./known-plan.ts";
import { countedPlan } from "./known-plan.ts";
import { visitFilter } from "./owner-figures.ts";

export type UnbookedPlan = {
  plan: KnownPlan;
  disciplineIds: string[];
  nextDueOn: LocalDate;
  lastSeenOn: LocalDate | null;
  visitsLeft: number;
  plannedMinor: number;
};

/** Still to be had; a visit that was missed without a word has been used up. */
const isLeft = ({ outcome, standsOn }: KnownVisit) =>
  outcome !== "attended" && outcome !== "no_show" && standsOn === undefined;

function lastSeenOf({ visits }: KnownPlan): LocalDate | null {
  const days = visits.flatMap(({ outcome, onDate }) => (outcome === "attended" && onDate ? onDate : []));
  return days.length ? days.reduce((last, day) => (day > last ? day : last)) : null;
}

/** The first day a visit is meant for; what was planned before the last visit is due one gap after it. */
function nextDueOf(left: readonly KnownVisit[], lastSeenOn: LocalDate | null): LocalDate {
  const days = left.map(({ targetOn, history }) =>
    lastSeenOn === null || targetOn > lastSeenOn ? targetOn : addDays(lastSeenOn, history.targetGap),
  );
  return days.reduce((first, day) => (day < first ? day : first));
}

function unbookedOf(plan: KnownPlan): UnbookedPlan | null {
  const left = plan.visits.filter(isLeft);
  if (!left.length) return null;
  const lastSeenOn = lastSeenOf(plan);
  return {
    plan,
    disciplineIds: [...new Set(left.map(({ history }) => history.disciplineId))],
    nextDueOn: nextDueOf(left, lastSeenOn),
    lastSeenOn,
    visitsLeft: left.length,
    plannedMinor: left.reduce((sum, { history }) => sum + history.priceMinor, 0),
  };
}

/** Longest due first. `allVisitsHad` counts the active plans that have no visit left. */
export function findUnbooked(plans: readonly KnownPlan[], asOf: LocalDate, only: Narrowing = {}) {
  const filter = visitFilter(only) ?? (() => true);
  const active = plans.filter((plan) => {
    const counted = countedPlan(plan, visitFilter(only));
    return counted !== null && isActive(counted, asOf);
  });
  const idle = active.filter((plan) => !plan.visits.some(({ standsOn }) => standsOn !== undefined && standsOn >= asOf));
  const unbooked = idle.flatMap((plan) => unbookedOf(plan) ?? []);
  return {
    activePlans: active.length,
    allVisitsHad: idle.length - unbooked.length,
    unbooked: unbooked
      .filter(({ plan }) => plan.visits.some((visit) => isLeft(visit) && filter(visit)))
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
