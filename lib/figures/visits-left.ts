// What is left of a plan: its visits that were not had and are not booked, and when the next of them is due.
import { addDays, type LocalDate } from "../time/dates.ts";
import type { KnownPlan, KnownVisit } from "./known-plan.ts";

export type VisitsLeft = {
  visits: readonly KnownVisit[];
  disciplineIds: string[];
  nextDueOn: LocalDate;
  lastSeenOn: LocalDate | null;
  plannedMinor: number;
};

/** Still to be had; a visit that was missed without a word has been used up. */
export const isLeft = ({ outcome, standsOn }: KnownVisit): boolean =>
  outcome !== "attended" && outcome !== "no_show" && standsOn === undefined;

/** Nothing stands in the calendar from the day on. */
export const isIdle = ({ visits }: KnownPlan, asOf: LocalDate): boolean =>
  !visits.some(({ standsOn }) => standsOn !== undefined && standsOn >= asOf);

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

/** Null when nothing is. */
export function visitsLeft(plan: KnownPlan): VisitsLeft | null {
  const visits = plan.visits.filter(isLeft);
  if (!visits.length) return null;
  const lastSeenOn = lastSeenOf(plan);
  return {
    visits,
    disciplineIds: [...new Set(visits.map(({ history }) => history.disciplineId))],
    nextDueOn: nextDueOf(visits, lastSeenOn),
    lastSeenOn,
    plannedMinor: visits.reduce((sum, { history }) => sum + history.priceMinor, 0),
  };
}
