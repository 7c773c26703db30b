// Takes an ended hold up again in its own slot, if the slot is still free.
import {
  insertUnits,
  rangeText,
  removeUnits,
  takenVisits,
  timesOfPatients,
  updateAppointment,
  type AppointmentRow,
} from "../../db/queries/appointments.ts";
import { Overtaken } from "../../db/errors.ts";
import type { TxCtx } from "../context/context.ts";
import { dateIn } from "../time/zone.ts";
import { readSearches } from "./read-search.ts";
import { openSeating, seat } from "./seating.ts";

/**
 * Makes an `expired` row a hold again until `until`, with rooms picked anew. False when its time, its patient or its planned visit
 * is taken meanwhile. The caller holds the locks of `lockForWriting`.
 */
export async function reviveHold(ctx: TxCtx, row: AppointmentRow, until: Date): Promise<boolean> {
  const { tx, clinicId, now } = ctx;
  const patientIds = row.patientId ? [row.patientId] : [];
  const [read, times, visits] = await Promise.all([
    readSearches(ctx, {
      serviceIds: [row.serviceId],
      fromDate: dateIn(row.startsAt, row.timeZone),
      days: 1,
    }),
    timesOfPatients(tx, clinicId, patientIds, row.startsAt, row.endsAt, now),
    takenVisits(tx, clinicId, row.visitId ? [row.visitId] : [], [row.id]),
  ]);
  const service = read.services.get(row.serviceId);
  const patientBusy = times.some(({ id, start, end }) => id !== row.id && start < row.endsAt && row.startsAt < end);
  if (!service || patientBusy || (row.visitId && visits.has(row.visitId))) return false;
  const found = seat(openSeating(read), {
    service,
    practitionerId: row.practitionerId,
    start: row.startsAt.getTime() / 60_000,
    durationMin: (row.endsAt.getTime() - row.startsAt.getTime()) / 60_000,
    overbook: false,
  });
  if (!found) return false;
  await updateAppointment(tx, clinicId, row.id, { status: "held", holdExpiresAt: until });
  await removeUnits(tx, clinicId, row.id);
  const units = found.unitIds.map((resourceId) => ({
    clinicId,
    appointmentId: row.id,
    resourceId,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    during: rangeText(row.startsAt, row.endsAt),
    live: true,
    lane: 0,
  }));
  if ((await insertUnits(tx, units)) < units.length) throw new Overtaken("a room was taken meanwhile");
  return true;
}
