// When a plan is looked at again: after visits of the lead track or days from the start, and which visits lie beyond the next look.
import { addDays, type LocalDate } from "../time/dates.ts";

export type ReassessPoint = { kind: "visit" | "day"; at: number };
export type Reassessment = { onDate: LocalDate; label: string };

/**
 * The points as days, in order: `leadDays[n]` is the day of visit n + 1 of the lead track. A point after a visit that is not there is
 * left out.
 */
export function reassessmentsOf(
  points: readonly ReassessPoint[],
  startOn: LocalDate,
  leadDays: readonly LocalDate[],
): Reassessment[] {
  return points
    .flatMap(({ kind, at }): Reassessment[] => {
      if (kind === "day") return [{ onDate: addDays(startOn, at), label: `Reassessment, day ${at}` }];
      const onDate = leadDays[at - 1];
      return onDate === undefined ? [] : [{ onDate, label: `Reassessment after visit ${at}` }];
    })
    .toSorted((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : 0));
}

/**
 * Visits after this day are provisional: the first point not yet decided. Null when all were decided, so nothing is.
 * A cap gates the check-in, never the booking.
 */
export const firmUntil = (reassessments: readonly Reassessment[], decided: number): LocalDate | null =>
  reassessments[decided]?.onDate ?? null;
