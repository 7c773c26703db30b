// Turns holds into bookings once they are paid for, and gives a hold more time while somebody pays.
import {
  addFacts,
  appointmentRows,
  lockAppointments,
  updateAppointments,
  type AppointmentRow,
} from "../../db/queries/appointments.ts";
import { together } from "../../db/together.ts";
import { record } from "../audit/audit.ts";
import { memberIdOf, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { newsOf } from "./booking-news.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { reviveHold } from "./revive-hold.ts";
import { lockForWriting } from "./lock-for-writing.ts";

/** Locks what confirming these appointments may touch, then the appointments themselves, in order of id. */
export async function lockHolds(
  ctx: TxCtx,
  appointmentIds: readonly string[],
  morePatients: readonly string[] = [],
): Promise<AppointmentRow[]> {
  const { tx, clinicId } = ctx;
  const seen = await appointmentRows(tx, clinicId, appointmentIds);
  await lockForWriting(ctx, {
    practitionerIds: seen.map((row) => row.practitionerId),
    serviceIds: seen.map((row) => row.serviceId),
    patientIds: [...seen.flatMap((row) => (row.patientId ? [row.patientId] : [])), ...morePatients],
    visitIds: seen.flatMap((row) => (row.visitId ? [row.visitId] : [])),
  });
  return lockAppointments(tx, clinicId, appointmentIds);
}

/**
 * Books every hold of the list, even one that ran out when its time is still free. Answers which are booked now (those that were
 * already, too) and which are lost; the caller decides whether a part is enough. Runs inside the caller's transaction.
 */
export async function confirmHeld(
  ctx: TxCtx,
  input: { appointmentIds: readonly string[]; reason?: string },
): Promise<{ booked: string[]; lost: string[] }> {
  const rows = await lockHolds(ctx, input.appointmentIds);
  const lost = input.appointmentIds.filter((id) => !rows.some((row) => row.id === id));
  const booked: string[] = [];
  const held: AppointmentRow[] = [];
  for (const row of rows) {
    if (row.status === "booked" || row.status === "arrived" || row.status === "fulfilled") booked.push(row.id);
    else if (await standsAgain(ctx, row)) held.push(row);
    else lost.push(row.id);
  }
  if (!held.length) return { booked, lost };
  await together([
    updateAppointments(
      ctx.tx,
      ctx.clinicId,
      held.map(({ id }) => id),
      { status: "booked", holdExpiresAt: null },
    ),
    sayBooked(ctx, held, input.reason),
  ]);
  return { booked: [...booked, ...held.map(({ id }) => id)], lost };
}

/** Whether it is a hold that can be booked; one that ran out is taken up again when its time is still free. */
async function standsAgain(ctx: TxCtx, row: AppointmentRow): Promise<boolean> {
  if (row.patientId === null) return false;
  return row.status === "held" || (row.status === "expired" && (await reviveHold(ctx, row, ctx.now)));
}

/** The facts, the news and the audit rows of holds that became bookings. */
export async function sayBooked(
  ctx: TxCtx,
  rows: readonly Pick<AppointmentRow, "id" | "chainId" | "startsAt" | "patientId" | "bookedVia">[],
  reason = "",
): Promise<void> {
  await together([
    addFacts(
      ctx.tx,
      rows.map((row) => ({
        clinicId: ctx.clinicId,
        id: newId(ctx.now.getTime()),
        appointmentId: row.id,
        fact: "booked",
        at: ctx.now,
        actorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
        reason,
      })),
    ),
    announce(
      ctx,
      rows.flatMap((row) => (row.bookedVia === "plan" ? [] : [newsOf("appointment.booked", row)])),
    ),
    calendarChanged(ctx),
    record(
      ctx,
      rows.map((row) => ({
        deed: "appointment.booked",
        subjectKind: "appointment",
        subjectId: row.id,
        patientId: row.patientId,
      })),
    ),
  ]);
}

/**
 * Gives holds until `until`, all or none; one that ran out is taken up again if its time is still free. Refuses with `hold_expired`
 * when it is not, and with `already_done` when one is a hold no longer.
 */
export async function extendHolds(
  ctx: TxCtx,
  input: { appointmentIds: readonly string[]; until: Date },
): Promise<void> {
  const rows = await lockHolds(ctx, input.appointmentIds);
  if (rows.length < input.appointmentIds.length) throw notFound("booking");
  const held: string[] = [];
  for (const row of rows) {
    if (row.status === "held") held.push(row.id);
    else if (row.status !== "expired")
      throw new Refusal("already_done", "This booking is not waiting for anything any more.");
    else if (!(await reviveHold(ctx, row, input.until)))
      throw new Refusal("hold_expired", "The time was not kept any longer, and somebody else has taken it.");
  }
  if (held.length) await updateAppointments(ctx.tx, ctx.clinicId, held, { holdExpiresAt: input.until });
  await calendarChanged(ctx);
}
