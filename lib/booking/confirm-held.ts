// Turns holds into bookings once they are paid for, and gives a hold more time while somebody pays.
import {
  addFacts,
  appointmentRows,
  lockAppointments,
  updateAppointment,
  type AppointmentRow,
} from "../../db/queries/appointments.ts";
import { record } from "../audit/audit.ts";
import { memberIdOf, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { newsOf, remindersOf } from "./booking-news.ts";
import { calendarChanged } from "./calendar-bump.ts";
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
  const booked: string[] = [];
  const lost = input.appointmentIds.filter((id) => !rows.some((row) => row.id === id));
  for (const row of rows) {
    const live = row.status === "booked" || row.status === "arrived" || row.status === "fulfilled";
    if (live) booked.push(row.id);
    else if (await bookHeld(ctx, row, input.reason ?? "")) booked.push(row.id);
    else lost.push(row.id);
  }
  return { booked, lost };
}

async function bookHeld(ctx: TxCtx, row: AppointmentRow, reason: string): Promise<boolean> {
  if (row.patientId === null || (row.status !== "held" && row.status !== "expired")) return false;
  if (row.status === "expired" && !(await reviveHold(ctx, row, ctx.now))) return false;
  await updateAppointment(ctx.tx, ctx.clinicId, row.id, { status: "booked", holdExpiresAt: null });
  await sayBooked(ctx, row, reason);
  return true;
}

/** The fact, the news, the reminders and the audit row of a hold that became a booking. */
export async function sayBooked(
  ctx: TxCtx,
  row: Pick<AppointmentRow, "id" | "chainId" | "startsAt" | "patientId" | "bookedVia">,
  reason = "",
): Promise<void> {
  await addFacts(ctx.tx, [
    {
      clinicId: ctx.clinicId,
      id: newId(ctx.now.getTime()),
      appointmentId: row.id,
      fact: "booked",
      at: ctx.now,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
      reason,
    },
  ]);
  await announce(ctx, [
    ...(row.bookedVia === "plan" ? [] : [newsOf("appointment.booked", row)]),
    ...remindersOf({ id: row.id, start: row.startsAt }, ctx.now),
  ]);
  await calendarChanged(ctx);
  await record(ctx, [
    { deed: "appointment.booked", subjectKind: "appointment", subjectId: row.id, patientId: row.patientId },
  ]);
}

/**
 * Gives a hold until `until`; one that ran out is taken up again if its time is still free. Refuses with `hold_expired` when it is
 * not, and with `already_done` when it is a hold no longer.
 */
export async function extendHold(ctx: TxCtx, input: { appointmentId: string; until: Date }): Promise<void> {
  const [row] = await lockHolds(ctx, [input.appointmentId]);
  if (!row) throw notFound("booking");
  if (row.status === "expired") {
    if (!(await reviveHold(ctx, row, input.until)))
      throw new Refusal("hold_expired", "The time was not kept any longer, and somebody else has taken it.");
  } else if (row.status === "held") {
    await updateAppointment(ctx.tx, ctx.clinicId, row.id, { holdExpiresAt: input.until });
  } else {
    throw new Refusal("already_done", "This booking is not waiting for anything any more.");
  }
  await calendarChanged(ctx);
}
