// Takes back a move of the desk's a moment later: the visit has its old time again, and nobody was told in between.
import { appointmentRow, chainRow } from "../../db/queries/appointments.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { moveAppointments } from "./move-appointments.ts";

/** A little longer than the offer to take it back stands on the screen. */
const undoMs = 20_000;

/** When the patient is told of a move that can still be taken back. */
export const toldAfterUndo = (now: Date): Date => new Date(now.getTime() + undoMs + 5_000);

/**
 * The appointments as their moves left them; all go back or none. Refuses with `too_late` after twenty seconds, `slot_taken` when
 * somebody has an old time by now, `not_found`.
 */
export async function undoMove(ctx: Ctx, input: { appointmentIds: readonly string[] }): Promise<void> {
  mustMay(ctx, "change_booking");
  const { appointmentIds } = input;
  if (appointmentIds.length === 0 || !appointmentIds.every(isId)) throw notFound("booking");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const moves = [];
    for (const appointmentId of appointmentIds) {
      const moved = await appointmentRow(tx, clinicId, appointmentId);
      const before =
        moved && moved.sequence > 0 ? await chainRow(tx, clinicId, moved.chainId, moved.sequence - 1) : null;
      if (!moved || !before) throw notFound("booking");
      if (now.getTime() - moved.createdAt.getTime() > undoMs)
        throw new Refusal("too_late", "The patient is being told by now. Move the visit back instead.");
      moves.push({
        appointmentId,
        start: before.startsAt,
        practitionerId: before.practitionerId,
        durationMin: (before.endsAt.getTime() - before.startsAt.getTime()) / 60_000,
        ...(before.overbookReason === null ? {} : { overbookReason: before.overbookReason }),
      });
    }
    await moveAppointments(t, moves, "not");
  });
}
