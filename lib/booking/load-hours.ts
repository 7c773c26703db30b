// When one practitioner works: weekly hours, and time off and closures to come.
import { dayHoursFrom, practitionerName, offBetween, weeklyHoursOf } from "../../db/queries/hours.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";

export type HoursView = {
  name: string;
  /** `dow` 0 = Sunday; minutes after local midnight. */
  weekly: { dow: number; startMin: number; endMin: number; locationId: string }[];
  /** Days from today on that are otherwise, by date; no interval is a day off. */
  days: { onDate: string; intervals: { start: number; end: number }[] }[];
  /** From now on, by start; closures of the whole clinic carry no id. */
  off: { timeOffId: string | null; from: Date; to: Date; reason: string }[];
};

const YEAR_MS = 366 * 86_400_000;

/** Refuses with `not_found`. */
export async function loadHours(ctx: Ctx, input: { practitionerId: string }): Promise<HoursView> {
  mustMay(ctx, "see_hours");
  const { practitionerId } = input;
  if (!isId(practitionerId)) throw notFound("practitioner");
  return inTransaction(ctx, async ({ tx, clinicId, now }) => {
    const name = await practitionerName(tx, clinicId, practitionerId);
    if (name === null) throw notFound("practitioner");
    // A day in UTC before today holds today in any zone.
    const yesterday = addDays(dateIn(now, "UTC"), -1);
    const [weekly, days, off] = await Promise.all([
      weeklyHoursOf(tx, clinicId, practitionerId),
      dayHoursFrom(tx, clinicId, practitionerId, yesterday),
      offBetween(tx, clinicId, now, new Date(now.getTime() + YEAR_MS)),
    ]);
    return {
      name,
      weekly: weekly.map(({ dow, startMin, endMin, locationId }) => ({ dow, startMin, endMin, locationId })),
      days,
      off: off
        .filter((row) => row.practitionerId === null || row.practitionerId === practitionerId)
        .map((row) => ({
          timeOffId: row.practitionerId === null ? null : row.id,
          from: row.startsAt,
          to: row.endsAt,
          reason: row.reason,
        }))
        .toSorted((a, b) => a.from.getTime() - b.from.getTime()),
    };
  });
}
