// A patient says that they are coming; said once, it stays said for that time.
import { addFacts, hasFact, headOfChain, lockAppointments } from "../../db/queries/appointments.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustMayChange, mustOwn } from "./own-booking.ts";

/** Refuses with `not_found`, `already_done` for a visit that is not to come, and `too_late` once it has begun. */
export async function confirmComing(ctx: Ctx, input: { chainId: string }): Promise<void> {
  mustMayChange(ctx);
  if (!isId(input.chainId)) throw notFound("booking");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const head = mustOwn(ctx, await headOfChain(tx, clinicId, input.chainId));
    const [row] = await lockAppointments(tx, clinicId, [head.id]);
    if (row?.status !== "booked") throw new Refusal("already_done", "This appointment is not to come any more.");
    if (now >= row.startsAt) throw new Refusal("too_late", "The appointment has begun.");
    if (await hasFact(tx, clinicId, row.id, "confirmed")) return;
    await addFacts(tx, [
      {
        clinicId,
        id: newId(now.getTime()),
        appointmentId: row.id,
        fact: "confirmed",
        at: now,
        actorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
        reason: "",
      },
    ]);
    await record(t, [
      { deed: "appointment.confirmed", subjectKind: "appointment", subjectId: row.id, patientId: row.patientId },
    ]);
  });
}
