// What came of an appointment: the patient arrived, was treated, or did not come; and taking a wrong tick back.
import { constraintOf, troubleOf } from "../../db/errors.ts";
import { addFacts, setUnitsLive, updateAppointment, type AppointmentRow } from "../../db/queries/appointments.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import type { AppointmentStatus } from "./booking-views.ts";
import { dateIn } from "../time/zone.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { lockHolds } from "./confirm-held.ts";
import { isLive, mayBecome } from "./status.ts";

type Which = { appointmentId: string };

/** Not before the day of the visit. Refuses with `not_found`, `invalid`, or `already_done` when the status does not allow it. */
export const markArrived = (ctx: Ctx, input: Which): Promise<void> => attend(ctx, input.appointmentId, "arrived");

/** Only once the start has come; earlier it is a cancellation. */
export const markNoShow = (ctx: Ctx, input: Which & { reason?: string }): Promise<void> =>
  attend(ctx, input.appointmentId, "noshow", input.reason);

/** Takes `arrived` or `noshow` back. Refuses with `slot_taken` when the time was given to somebody else meanwhile. */
export const undoAttendance = (ctx: Ctx, input: Which): Promise<void> =>
  attend(ctx, input.appointmentId, "booked", "taken back");

/** The visit took place, and the health answers were reviewed where they must be (`review_first`). Runs inside the caller's transaction; answers the row as it was. */
export async function fulfilAppointment(ctx: TxCtx, input: Which): Promise<AppointmentRow> {
  mustMay(ctx, "record_attendance");
  return change(ctx, input.appointmentId, "fulfilled", "");
}

async function attend(ctx: Ctx, appointmentId: string, to: AppointmentStatus, reason = ""): Promise<void> {
  mustMay(ctx, "record_attendance");
  await inTransaction(ctx, (tctx) => change(tctx, appointmentId, to, reason));
}

async function change(ctx: TxCtx, appointmentId: string, to: AppointmentStatus, reason: string) {
  const { tx, clinicId, now } = ctx;
  if (!isId(appointmentId)) throw notFound("appointment");
  const [row] = await lockHolds(ctx, [appointmentId]);
  if (!row) throw notFound("appointment");
  const from = row.status as AppointmentStatus;
  if (!mayBecome(from, to)) throw new Refusal("already_done", `This appointment is ${from} and cannot be ${to} now.`);
  if (to === "noshow" && now < row.startsAt)
    throw new Refusal("invalid", "The visit has not begun yet. Cancel it instead if the patient will not come.");
  const came = to === "arrived" || to === "fulfilled";
  if (came && dateIn(now, row.timeZone) < dateIn(row.startsAt, row.timeZone))
    throw new Refusal("invalid", "The visit is on another day. Move it to today first if the patient is here.");
  if (to === "fulfilled" && row.reviewRequired)
    throw new Refusal(
      "review_first",
      "A clinician reviews the patient's health answers before this visit is finished.",
    );
  try {
    await updateAppointment(tx, clinicId, row.id, { status: to });
    if (isLive(from) !== isLive(to)) await setUnitsLive(tx, clinicId, [row.id], isLive(to));
  } catch (error) {
    const taken = troubleOf(error) === "taken" || constraintOf(error) === "appointments_visit_live_once";
    if (!taken) throw error;
    throw new Refusal("slot_taken", "The time was given to somebody else meanwhile.", { cause: error });
  }
  await addFacts(tx, [
    {
      clinicId,
      id: newId(now.getTime()),
      appointmentId: row.id,
      fact: to,
      at: now,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
      reason,
    },
  ]);
  await calendarChanged(ctx);
  await record(ctx, [
    { deed: `appointment.${to}`, subjectKind: "appointment", subjectId: row.id, patientId: row.patientId },
  ]);
  return row;
}
