// Gives what is left of a gift card back to whoever bought it: to their card through Stripe, or handed out.
import { z } from "zod";
import { isDisputed } from "../../db/queries/disputes.ts";
import { boughtBy, lockGiftCard } from "../../db/queries/gift-cards.ts";
import { paymentsWithCredit } from "../../db/queries/money.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { handMethod } from "./hand-method.ts";
import { giveFrom } from "./refund-payment.ts";
import { mustProveRefund } from "./refund-proof.ts";

export const endGiftCardInput = z.object({
  giftCardId: z.string(),
  reason: z.string().trim().min(3, "Write a short reason.").max(200),
  method: handMethod.optional(),
});

/** Answers what goes back. Refuses `nothing_left`, `in_progress` while the bank disputes what was paid for it, and `proof_needed`. */
export async function endGiftCard(ctx: Ctx, input: z.output<typeof endGiftCardInput>): Promise<{ backMinor: number }> {
  mustMay(ctx, "refund_payment");
  const { giftCardId, reason, method } = input;
  if (!isId(giftCardId)) throw notFound("gift card");
  return inTransaction(ctx, async (t) => {
    const card = await lockGiftCard(t.tx, t.clinicId, { id: giftCardId });
    if (card?.status !== "active") throw notFound("gift card");
    const ids = await boughtBy(t.tx, t.clinicId, giftCardId);
    for (const id of ids)
      if (await isDisputed(t.tx, t.clinicId, id))
        throw new Refusal(
          "in_progress",
          "The bank disputes the payment of this gift card. Give it back once that is decided; until then nothing can go back.",
        );
    let backMinor = 0;
    for (const id of ids) {
      const [payment] = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [id] });
      const amountMinor = payment?.creditMinor ?? 0;
      if (amountMinor > 0) await giveFrom(t, { paymentId: id, amountMinor, reason, method });
      backMinor += amountMinor;
    }
    if (backMinor === 0) throw new Refusal("nothing_left", "Nothing is left on this gift card.");
    await record(t, [
      { deed: "gift_card.ended", subjectKind: "gift_card", subjectId: giftCardId, detail: { backMinor } },
    ]);
    await mustProveRefund(t);
    return { backMinor };
  });
}
