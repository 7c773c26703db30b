// Puts a person's details into a hold, and books it unless a payment is still to come.
import { timesOfPatients, updateAppointment, type AppointmentRow } from "../../db/queries/appointments.ts";
import { record } from "../audit/audit.ts";
import type { TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { lockHolds, sayBooked } from "./confirm-held.ts";
import { holdEnd } from "./hold-slot.ts";
import { reviveHold } from "./revive-hold.ts";
import type { WrittenAppointment } from "./write-rows.ts";

export type HoldDetails = {
  patientId: string;
  screenId: string;
  reviewRequired: boolean;
  via: "online" | "api";
  status: "held" | "booked";
};

/**
 * A hold that ran out is taken up again while its time is free. Refuses with `not_found`, `already_done`, `slot_taken` or
 * `patient_busy`.
 */
export async function fillHold(ctx: TxCtx, holdId: string, details: HoldDetails): Promise<WrittenAppointment> {
  const { tx, clinicId } = ctx;
  const [row] = await lockHolds(ctx, [holdId], [details.patientId]);
  if (!row || (row.patientId !== null && row.patientId !== details.patientId)) throw notFound("hold");
  if (row.status !== "held" && row.status !== "expired")
    throw new Refusal("already_done", "This time was booked already.");
  await mustBeFree(ctx, row, details.patientId);
  const until = row.holdExpiresAt && row.holdExpiresAt > ctx.now ? row.holdExpiresAt : holdEnd(ctx.now);
  if (row.status === "expired" && !(await reviveHold(ctx, row, until)))
    throw new Refusal(
      "slot_taken",
      "The time was kept for ten minutes and has been taken since. Please choose another one.",
    );
  const holdExpiresAt = details.status === "held" ? until : null;
  await updateAppointment(tx, clinicId, row.id, {
    patientId: details.patientId,
    screenId: details.screenId,
    reviewRequired: details.reviewRequired,
    bookedVia: details.via,
    status: details.status,
    holdExpiresAt,
  });
  if (details.status === "booked")
    await sayBooked(ctx, [{ ...row, patientId: details.patientId, bookedVia: details.via }]);
  else
    await record(ctx, [
      {
        deed: "appointment.details",
        subjectKind: "appointment",
        subjectId: row.id,
        patientId: details.patientId,
      },
    ]);
  return {
    id: row.id,
    chainId: row.chainId,
    sequence: row.sequence,
    practitionerId: row.practitionerId,
    serviceId: row.serviceId,
    locationId: row.locationId,
    patientId: details.patientId,
    visitId: row.visitId,
    status: details.status,
    start: row.startsAt,
    end: row.endsAt,
    holdExpiresAt,
    terms: {
      priceMinor: row.priceMinor,
      taxMinor: row.taxMinor,
      taxCode: row.taxCode,
      currency: row.currency,
      patientMinor: row.patientMinor,
      payer: row.payer,
      policy: row.policy,
    },
  };
}

async function mustBeFree(ctx: TxCtx, row: AppointmentRow, patientId: string): Promise<void> {
  const times = await timesOfPatients(ctx.tx, ctx.clinicId, [patientId], row.startsAt, row.endsAt, ctx.now);
  if (times.some(({ id, start, end }) => id !== row.id && start < row.endsAt && row.startsAt < end))
    throw new Refusal("patient_busy", "You already have an appointment at this time.");
}
