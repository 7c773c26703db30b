// Two visits change places: each takes the other's start and practitioner, and keeps its own length.
import { appointmentRows } from "../../db/queries/appointments.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { moveAppointments } from "./move-appointments.ts";
import { toldAfterUndo } from "./undo-move.ts";

/**
 * Answers the ids that both then have, in the order asked. Refuses with `invalid` for one and the same, `slot_taken` when one does not
 * fit where the other was, `not_found` (a practitioner who does not offer the other's visit included), `already_done`, `too_late`.
 */
export async function swapAppointments(ctx: Ctx, input: { one: string; other: string }): Promise<[string, string]> {
  mustMay(ctx, "change_booking");
  const { one, other } = input;
  if (!isId(one) || !isId(other)) throw notFound("booking");
  return inTransaction(ctx, async (t) => {
    const rows = new Map((await appointmentRows(t.tx, t.clinicId, [one, other])).map((row) => [row.id, row]));
    const [first, second] = [rows.get(one), rows.get(other)];
    if (!first || !second) throw notFound("booking");
    if (one === other) throw new Refusal("invalid", "Choose two different visits.");
    const into = (id: string, place: typeof first) => ({
      appointmentId: id,
      start: place.startsAt,
      practitionerId: place.practitionerId,
    });
    const [moved, movedToo] = await moveAppointments(t, [into(one, second), into(other, first)], toldAfterUndo(t.now));
    return [moved!.id, movedToo!.id];
  });
}
