// The calendar of some days: a column a practitioner and day with open time, time off and everything that happens or happened.
import { readDays, type DaysRow, type DayVisitRow } from "../../db/queries/day-sheet.ts";
import { mustMay, readRows, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { standingOf } from "../intake/standing.ts";
import { addDays, isDate, weekdayOf, type LocalDate } from "../time/dates.ts";
import { wallTime } from "../time/zone.ts";
import type { AppointmentStatus, DayAppointment, DayColumn, DaysView } from "./booking-views.ts";

/** What a page can show at once. */
const mostDays = 42;

/**
 * Days in the clinic's zone from `fromDate` on, in one statement; everybody on the staff sees the whole clinic's, or one practitioner's
 * when asked. Holds that ran out are left out. Refuses with `invalid` and `not_found`.
 */
export async function loadDays(
  ctx: Ctx,
  input: { fromDate: LocalDate; days: number; practitionerId?: string | undefined },
): Promise<DaysView> {
  mustMay(ctx, "see_day");
  const { fromDate, days, practitionerId } = input;
  if (!isDate(fromDate) || days < 1 || days > mostDays) throw new Refusal("invalid", "Choose a day.");
  if (practitionerId !== undefined && !isId(practitionerId)) throw notFound("practitioner");
  const statement = readDays(ctx.clinicId, { fromDate, toDate: addDays(fromDate, days), now: ctx.now, practitionerId });
  const [read] = await readRows<DaysRow>(ctx, statement);
  if (!read?.timeZone) throw notFound("clinic");
  if (practitionerId !== undefined && !read.people.some(({ id }) => id === practitionerId))
    throw notFound("practitioner");
  const { timeZone } = read;
  const visits = read.visits.map((row) => ({ row, date: wallTime(new Date(row.startsAt), timeZone).date }));
  const changed = changedAfterStop(read);
  const dates = Array.from({ length: days }, (_, index) => addDays(fromDate, index));
  return {
    timeZone,
    people: read.people.map(({ id, name }) => ({ id, name })),
    units: read.units,
    days: dates.map((date) => {
      const ofDate = visits.filter((visit) => visit.date === date).map(({ row }) => row);
      return {
        date,
        columns: read.people
          .filter(({ id, leftOn }) => (leftOn === null || leftOn > date) && id === (practitionerId ?? id))
          .map((person): DayColumn => ({
            practitionerId: person.id,
            name: person.name,
            title: person.title,
            open: openOn(read, person.id, date),
            timeOff: offOn(read, person.id, date, timeZone),
            appointments: ofDate
              .filter((row) => row.practitionerId === person.id)
              .map((row) => appointmentOf(row, date, timeZone, changed)),
          })),
      };
    }),
  };
}

function openOn(read: DaysRow, practitionerId: string, date: LocalDate): DayColumn["open"] {
  const own = read.overrides.find((row) => row.practitionerId === practitionerId && row.onDate === date);
  if (own) return own.intervals.map(({ start, end }) => ({ startMin: start, endMin: end }));
  const dow = weekdayOf(date) % 7;
  return read.weekly
    .filter((row) => row.practitionerId === practitionerId && row.dow === dow)
    .map(({ startMin, endMin }) => ({ startMin, endMin }));
}

function offOn(read: DaysRow, practitionerId: string, date: LocalDate, timeZone: string): DayColumn["timeOff"] {
  return read.off
    .filter((row) => row.practitionerId === null || row.practitionerId === practitionerId)
    .map(({ startsAt, endsAt, reason }) => ({
      startMin: minuteOfDay(startsAt, date, timeZone),
      endMin: minuteOfDay(endsAt, date, timeZone),
      reason,
    }))
    .filter(({ startMin, endMin }) => startMin < endMin);
}

function appointmentOf(
  row: DayVisitRow,
  date: LocalDate,
  timeZone: string,
  changed: ReadonlySet<string>,
): DayAppointment {
  const { startsAt, endsAt, number, total, openMinor, serviceKind, status, practitionerId: _column, ...same } = row;
  return {
    ...same,
    start: new Date(startsAt),
    end: new Date(endsAt),
    startMin: minuteOfDay(startsAt, date, timeZone),
    endMin: minuteOfDay(endsAt, date, timeZone),
    status: status as AppointmentStatus,
    serviceKind: serviceKind === "first" ? "first" : "follow_up",
    changedAfterStop: row.patientId !== null && changed.has(row.patientId),
    place: number === null || total === null ? null : { number, total },
    owedMinor: openMinor === null || openMinor <= 0 ? null : openMinor,
  };
}

/** Minutes after local midnight of the day shown, kept within the day. */
function minuteOfDay(instant: string, date: LocalDate, timeZone: string): number {
  const wall = wallTime(new Date(instant), timeZone);
  if (wall.date < date) return 0;
  return wall.date > date ? 1440 : wall.minute;
}

/** Patients whose health answers were changed after a stop. */
function changedAfterStop({ screens }: DaysRow): Set<string> {
  const kept = screens.map((row) => ({ ...row, answeredAt: new Date(row.answeredAt) }));
  const ids = new Set(kept.map(({ patientId }) => patientId));
  return new Set(
    [...ids].filter((id) => standingOf(kept.filter((one) => one.patientId === id))?.changedAfterStop === true),
  );
}
