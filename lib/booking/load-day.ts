// The day sheet: one column a practitioner with open time, time off and everything that happens or happened.
import { disciplineRows, offerRows, practitionerRows, serviceRows } from "../../db/queries/clinics.ts";
import { dayAppointments } from "../../db/queries/appointments.ts";
import { zoneOf } from "../../db/queries/availability.ts";
import { hoursOfDay, offBetween } from "../../db/queries/hours.ts";
import { reviewedScreens } from "../../db/queries/screens.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { standingOf } from "../intake/standing.ts";
import { addDays, isDate, weekdayOf, type LocalDate } from "../time/dates.ts";
import { instantAt, wallTime } from "../time/zone.ts";
import type { AppointmentStatus, DayAppointment, DayColumn, DayView } from "./booking-views.ts";

/** The day in the clinic's zone; a practitioner sees the whole clinic's. Holds that ran out are left out. */
export async function loadDay(ctx: Ctx, input: { date: LocalDate }): Promise<DayView> {
  mustMay(ctx, "see_day");
  const { date } = input;
  if (!isDate(date)) throw new Refusal("invalid", "Choose a day.");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const timeZone = await zoneOf(tx, clinicId);
    if (timeZone === null) throw notFound("clinic");
    const [from, to] = [instantAt(date, 0, timeZone), instantAt(addDays(date, 1), 0, timeZone)];
    const [people, disciplines, services, offers, hours, off, rows] = await Promise.all([
      practitionerRows(tx, clinicId, date),
      disciplineRows(tx, clinicId),
      serviceRows(tx, clinicId, now),
      offerRows(tx, clinicId),
      hoursOfDay(tx, clinicId, date, weekdayOf(date) % 7),
      offBetween(tx, clinicId, from, to),
      dayAppointments(tx, clinicId, from, to),
    ]);
    const changed = await changedAfterStop(tctx, rows);
    const minuteOf = (instant: Date) => minuteOfDay(instant, date, timeZone);
    const appointments = rows.flatMap((row): (DayAppointment & { practitionerId: string })[] => {
      const { appointment } = row;
      const ranOut = appointment.status === "held" && appointment.holdExpiresAt! <= now;
      if (appointment.status === "expired" || ranOut) return [];
      return [
        {
          practitionerId: appointment.practitionerId,
          appointmentId: appointment.id,
          chainId: appointment.chainId,
          start: appointment.startsAt,
          end: appointment.endsAt,
          startMin: minuteOf(appointment.startsAt),
          endMin: minuteOf(appointment.endsAt),
          status: appointment.status as AppointmentStatus,
          holdExpiresAt: appointment.holdExpiresAt,
          patientId: appointment.patientId,
          patientName: row.preferredName ?? row.patientName,
          serviceName: row.serviceName,
          serviceKind: row.serviceKind === "first" ? "first" : "follow_up",
          disciplineCode: row.disciplineCode,
          roomNames: row.roomNames,
          lane: appointment.lane,
          overbookReason: appointment.overbookReason,
          reviewRequired: appointment.reviewRequired,
          changedAfterStop: appointment.patientId !== null && changed.has(appointment.patientId),
          visitId: appointment.visitId,
          bookedVia: appointment.bookedVia,
        },
      ];
    });
    const columns = people.map((person): DayColumn => {
      const offered = new Set(offers.filter((o) => o.practitionerId === person.id).map((o) => o.serviceId));
      return {
        practitionerId: person.id,
        name: person.name,
        title: person.title,
        disciplineCodes: disciplines
          .filter((d) => services.some((service) => service.disciplineId === d.id && offered.has(service.id)))
          .map((d) => d.code),
        open: (hours.find((row) => row.practitionerId === person.id)?.open ?? []).map(({ start, end }) => ({
          startMin: start,
          endMin: end,
        })),
        timeOff: off
          .filter((row) => row.practitionerId === null || row.practitionerId === person.id)
          .map((row) => ({
            startMin: minuteOf(row.startsAt),
            endMin: minuteOf(row.endsAt),
            reason: row.reason,
          })),
        appointments: appointments
          .filter((one) => one.practitionerId === person.id)
          .map(({ practitionerId: _practitioner, ...one }) => one),
      };
    });
    return { date, timeZone, columns };
  });
}

/** Minutes after local midnight of the day shown, kept within the day. */
function minuteOfDay(instant: Date, date: LocalDate, timeZone: string): number {
  const wall = wallTime(instant, timeZone);
  if (wall.date < date) return 0;
  return wall.date > date ? 1440 : wall.minute;
}

/** Patients of the day whose health answers were changed after a stop; only appointments marked for review are asked about. */
async function changedAfterStop(
  ctx: TxCtx,
  rows: readonly { appointment: { reviewRequired: boolean; patientId: string | null } }[],
): Promise<Set<string>> {
  const ids = [
    ...new Set(rows.flatMap(({ appointment: a }) => (a.reviewRequired && a.patientId ? [a.patientId] : []))),
  ];
  const screens = await reviewedScreens(ctx.tx, ctx.clinicId, ids);
  return new Set(ids.filter((id) => standingOf(screens.filter((s) => s.patientId === id))?.changedAfterStop));
}
