// Gives an appointment up under the policy it was booked with.
import { addFacts, lockAppointments, setUnitsLive, updateAppointment } from "../../db/queries/appointments.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { isId, newId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { newsOf } from "./booking-news.ts";
import type { Cancelled } from "./booking-views.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { mustMayChange, mustOwn } from "./own-booking.ts";
import { cancelTerms } from "./policy.ts";

/**
 * Cancels and answers whether it was late and what that costs under the stored policy. Refuses with `not_found`, `already_done`
 * when it is not to come any more, and `too_late` once it has begun. A `quiet` cancelling is told by the caller; one that
 * takes back a booking just made (`undone`) is never late and costs nothing.
 */
export async function cancelAppointment(
  ctx: Ctx,
  input: { appointmentId: string; byWhom: "patient" | "clinic"; reason: string; quiet?: boolean; undone?: boolean },
): Promise<Cancelled> {
  mustMayChange(ctx);
  if (!isId(input.appointmentId)) throw notFound("booking");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const [locked] = await lockAppointments(tx, clinicId, [input.appointmentId]);
    const row = mustOwn(ctx, locked);
    if (row.status !== "booked" && row.status !== "held")
      throw new Refusal("already_done", "This appointment is not to come any more.");
    if (now >= row.startsAt) throw new Refusal("too_late", "The appointment has begun. Please call us instead.");
    // Only the clinic's own people can say that the clinic gave the visit up.
    const byWhom = ctx.actor.kind === "guest" || ownPatientOf(ctx.actor) !== null ? "patient" : input.byWhom;
    const terms = input.undone
      ? { late: false, feeMinor: 0 }
      : cancelTerms({ start: row.startsAt, status: row.status, policy: row.policy }, byWhom, now);
    await updateAppointment(tx, clinicId, row.id, { status: "cancelled", holdExpiresAt: null });
    await setUnitsLive(tx, clinicId, [row.id], false);
    await addFacts(tx, [
      {
        clinicId,
        id: newId(now.getTime()),
        appointmentId: row.id,
        fact: "cancelled",
        at: now,
        actorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
        reason: input.reason,
        byWhom,
        late: terms.late,
      },
    ]);
    if (row.patientId && row.status === "booked" && !input.quiet)
      await announce(tctx, [newsOf("appointment.cancelled", row, { byWhom, late: terms.late })]);
    await calendarChanged(tctx);
    await record(tctx, [
      {
        deed: "appointment.cancelled",
        subjectKind: "appointment",
        subjectId: row.id,
        patientId: row.patientId,
        detail: { byWhom, late: terms.late, feeMinor: terms.feeMinor },
      },
    ]);
    return terms;
  });
}
