// Single days on which somebody works otherwise than the week says: once, or every few weeks until a day.
import { zoneOf } from "../../db/queries/availability.ts";
import { dropDayHours, putDayHours, weeklyHoursOf } from "../../db/queries/hours.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { addDays, isDate, type LocalDate } from "../time/dates.ts";
import { dateIn, instantAt } from "../time/zone.ts";
import type { HoursChange } from "./booking-views.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { comingOf, mustMayEdit, outside, touchedOf } from "./change-hours.ts";

/** Two years of every week. */
const mostDates = 104;

export type DayHours = {
  practitionerId: string;
  onDate: LocalDate;
  /** Again so many weeks later, until `untilDate`; null for this day alone. */
  everyWeeks: number | null;
  untilDate: LocalDate;
  /** Minutes after local midnight; none is a day off. */
  intervals: readonly { start: number; end: number }[];
};

/** The days it is about, the first one included. Refuses with `invalid`. */
export function datesOf({
  onDate,
  everyWeeks,
  untilDate,
}: Omit<DayHours, "practitionerId" | "intervals">): LocalDate[] {
  if (!isDate(onDate)) throw new Refusal("invalid", "Choose a day.");
  if (everyWeeks === null) return [onDate];
  if (!Number.isInteger(everyWeeks) || everyWeeks < 1 || everyWeeks > 8)
    throw new Refusal("invalid", "Choose how many weeks lie between.");
  if (!isDate(untilDate) || untilDate < onDate) throw new Refusal("invalid", "Choose a last day after the first.");
  const dates: LocalDate[] = [];
  for (let date = onDate; date <= untilDate; date = addDays(date, 7 * everyWeeks)) {
    dates.push(date);
    if (dates.length > mostDates) throw new Refusal("invalid", "Choose an earlier last day: these are too many.");
  }
  return dates;
}

/**
 * Appointments outside the new hours stay as they are: they are listed, and nothing is saved until `confirmed`. Refuses with `invalid`
 * for hours that overlap or days that are over.
 */
export async function changeDays(ctx: Ctx, input: DayHours & { confirmed: boolean }): Promise<HoursChange> {
  const { practitionerId } = input;
  await mustMayEdit(ctx, practitionerId);
  const dates = datesOf(input);
  const intervals = checked(input.intervals);
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const zone = await zoneOf(tx, clinicId);
    if (zone === null) throw notFound("clinic");
    if (dates[0]! < dateIn(now, zone)) throw new Refusal("invalid", "This day is over.");
    const last = instantAt(addDays(dates.at(-1)!, 1), 0, zone);
    const coming = await comingOf(t, practitionerId, now, last);
    const chosen = new Set(dates);
    const there = coming.filter((row) => chosen.has(dateIn(row.start, zone)));
    const weekly = (await weeklyHoursOf(tx, clinicId, practitionerId)).map(({ dow, startMin, endMin }) => ({
      dow,
      start: startMin,
      end: endMin,
    }));
    const overrides = dates.map((date) => ({ date, intervals }));
    const touched = outside({ weekly, overrides }, there, zone).map(touchedOf);
    if (touched.length && !input.confirmed) return { touched, saved: false };
    await putDayHours(
      tx,
      dates.map((onDate) => ({ clinicId, id: newId(now.getTime()), practitionerId, onDate, intervals })),
    );
    await calendarChanged(t);
    await record(t, [
      {
        deed: "hours.day_changed",
        subjectKind: "practitioner",
        subjectId: practitionerId,
        detail: { days: dates.length, touched: touched.length },
      },
    ]);
    return { touched, saved: true };
  });
}

/** The day is again as the week says. Refuses with `not_found`. */
export async function restoreDay(ctx: Ctx, input: { practitionerId: string; onDate: LocalDate }): Promise<void> {
  await mustMayEdit(ctx, input.practitionerId);
  if (!isDate(input.onDate)) throw notFound("day");
  await inTransaction(ctx, async (t) => {
    if (!(await dropDayHours(t.tx, t.clinicId, input.practitionerId, input.onDate))) throw notFound("day");
    await calendarChanged(t);
    await record(t, [{ deed: "hours.day_restored", subjectKind: "practitioner", subjectId: input.practitionerId }]);
  });
}

function checked(intervals: DayHours["intervals"]): { start: number; end: number }[] {
  const sorted = intervals.toSorted((a, b) => a.start - b.start);
  for (const [index, { start, end }] of sorted.entries()) {
    const whole = Number.isInteger(start) && Number.isInteger(end);
    if (!whole || start < 0 || end > 1440 || start >= end)
      throw new Refusal("invalid", "Each row of hours needs an end after its beginning.");
    if ((sorted[index + 1]?.start ?? 1440) < end) throw new Refusal("invalid", "Two rows overlap.");
  }
  return sorted.map(({ start, end }) => ({ start, end }));
}
