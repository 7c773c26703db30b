// A patient, or the desk for them, asks to hear of an earlier time than their booking has, or takes that back.
import { headOfChain } from "../../db/queries/appointments.ts";
import { addWish, declineOffersOf, endWish, openWish } from "../../db/queries/waitlist.ts";
import { record } from "../audit/audit.ts";
import { mustMayChange, mustMaySee, mustOwn } from "../booking/own-booking.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";

async function headOf(t: TxCtx, chainId: string) {
  if (!isId(chainId)) throw notFound("booking");
  return mustOwn(t, await headOfChain(t.tx, t.clinicId, chainId));
}

/** Refuses with `not_found`, and `already_done` for a visit that is not to come. Asked twice, it is asked once. */
export async function askEarlier(ctx: Ctx, { chainId }: { chainId: string }): Promise<void> {
  mustMayChange(ctx);
  await inTransaction(ctx, async (t) => {
    const head = await headOf(t, chainId);
    if (head.status !== "booked" || head.startsAt <= t.now || head.patientId === null)
      throw new Refusal("already_done", "This appointment is not to come any more.");
    if (await openWish(t.tx, t.clinicId, head.chainId)) return;
    const { patientId } = head;
    await addWish(t.tx, { clinicId: t.clinicId, id: newId(), patientId, chainId: head.chainId, askedAt: t.now });
    await record(t, [{ deed: "waitlist.asked", subjectKind: "appointment", subjectId: head.id, patientId }]);
  });
}

/** Refuses with `not_found`. Nothing happens when nothing was asked. */
export async function dropEarlier(ctx: Ctx, { chainId }: { chainId: string }): Promise<void> {
  mustMayChange(ctx);
  await inTransaction(ctx, async (t) => {
    const head = await headOf(t, chainId);
    const wish = await openWish(t.tx, t.clinicId, head.chainId);
    if (!wish) return;
    await endWish(t.tx, t.clinicId, wish.id, t.now);
    await declineOffersOf(t.tx, t.clinicId, wish.id, t.now);
    const { patientId } = wish;
    await record(t, [{ deed: "waitlist.dropped", subjectKind: "appointment", subjectId: head.id, patientId }]);
  });
}

/** Since when an earlier time is asked for; null where none is. */
export async function asksEarlier(ctx: Ctx, { chainId }: { chainId: string }): Promise<Date | null> {
  mustMaySee(ctx);
  return inTransaction(
    ctx,
    async (t) => (await openWish(t.tx, t.clinicId, (await headOf(t, chainId)).chainId))?.askedAt ?? null,
  );
}
