// Taking back a booking just made: for some minutes after it nothing was sent yet, and a slip costs nothing.
import { headOfChain } from "../../db/queries/appointments.ts";
import { paymentsWithCredit } from "../../db/queries/money.ts";
import { cancelAppointment } from "../booking/cancel-appointment.ts";
import { mustMayChange, mustMaySee, mustOwn } from "../booking/own-booking.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { loadMessageRules } from "./message-rules.ts";

type Booked = { chainId: string; sequence: number; bookedVia: string; visitId: string | null; createdAt: Date };

/** Until when its word is held back; null for what was not booked online by itself, or was moved since. */
export async function undoUntil(t: TxCtx, { sequence, bookedVia, visitId, createdAt }: Booked): Promise<Date | null> {
  if (sequence > 0 || bookedVia !== "online" || visitId !== null) return null;
  const { rules } = await loadMessageRules(t);
  return rules.holdMinutes > 0 ? new Date(createdAt.getTime() + rules.holdMinutes * 60_000) : null;
}

async function whileHeldBack(t: TxCtx, chainId: string) {
  if (!isId(chainId)) throw notFound("booking");
  const head = mustOwn(t, await headOfChain(t.tx, t.clinicId, chainId));
  const until = head.status === "booked" && head.startsAt > t.now ? await undoUntil(t, head) : null;
  if (!until || until <= t.now) return null;
  // What was paid goes back by cancelling, which says so.
  return (await hasPaid(t, head.chainId)) ? null : { head, until };
}

const hasPaid = async (t: TxCtx, chainId: string) =>
  (await paymentsWithCredit(t.tx, t.clinicId, { chainId })).length > 0;

/** Until when it can be undone; null when it cannot (any more). */
export async function viewUndo(ctx: Ctx, { chainId }: { chainId: string }): Promise<Date | null> {
  mustMaySee(ctx);
  return inTransaction(ctx, async (t) => (await whileHeldBack(t, chainId))?.until ?? null);
}

/** Nothing is sent and nothing is owed. Refuses with `too_late` once it is told, and `not_found`. */
export async function undoBooking(ctx: Ctx, { chainId }: { chainId: string }): Promise<void> {
  mustMayChange(ctx);
  await inTransaction(ctx, async (t) => {
    const open = await whileHeldBack(t, chainId);
    if (!open) throw new Refusal("too_late", "This booking cannot be undone any more. You can cancel it below.");
    const { id: appointmentId } = open.head;
    await cancelAppointment(t, { appointmentId, byWhom: "patient", reason: "undone", quiet: true, undone: true });
  });
}
