// Whether one start may stand beside the other visits of its plan: the planner's hard rules, judged for a single visit.
import { daysBetween, type LocalDate } from "../time/dates.ts";
import { isBackToBack } from "./course-cost.ts";

/** A visit with its local day and minutes. */
export type Standing = { trackId: string; deep: boolean; date: LocalDate; start: number; end: number };

/** Minutes between two visits of one day that still count as back to back. A house default. */
export const pairGapMin = 30;
/** Days between deep work of two disciplines (soreness lasts up to 36 hours: Cambron 2007). */
export const restDays = 2;

/** At most two visits a day, of different disciplines and not at one time; deep work of two disciplines only back to back or days apart. */
export function mayStandBeside(visit: Standing, others: readonly Standing[], maxPerDay: number): boolean {
  const sameDay = others.filter(({ date }) => date === visit.date);
  if (sameDay.length >= maxPerDay) return false;
  return others.every((other) => {
    const apart = Math.abs(daysBetween(visit.date, other.date));
    const bothDeep = visit.deep && other.deep && visit.trackId !== other.trackId;
    if (apart > 0) return !bothDeep || apart >= restDays;
    if (other.trackId === visit.trackId) return false;
    if (visit.start < other.end && other.start < visit.end) return false;
    return !bothDeep || isBackToBack(visit, other, pairGapMin);
  });
}
