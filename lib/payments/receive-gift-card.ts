// The money of a gift card has come in: it can be used from now on, and its letter goes out.
import { endWaiting, lockGiftCard } from "../../db/queries/gift-cards.ts";
import { record } from "../audit/audit.ts";
import type { TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { askRefund, receive } from "./book-money.ts";
import type { HandMethod } from "./hand-method.ts";

/** Null when this payment is booked already. Paid a second time, by another page, all of that goes back. */
export async function receiveGiftCard(
  t: TxCtx,
  of: {
    giftCardId: string;
    method: "stripe" | HandMethod;
    checkoutId?: string;
    stripePaymentIntentId?: string | null;
  },
): Promise<string | null> {
  const { giftCardId } = of;
  const row = await lockGiftCard(t.tx, t.clinicId, { id: giftCardId });
  if (!row) throw notFound("gift card");
  const { amountMinor, currency } = row;
  const paymentId = await receive(t, { patientId: null, amountMinor, currency, ...of });
  if (!paymentId) return null;
  if (row.status === "active") {
    await askRefund(t, { id: paymentId, currency }, amountMinor, "paid_twice");
    return paymentId;
  }
  await endWaiting(t.tx, t.clinicId, giftCardId, { status: "active", soldAt: t.now });
  const kinds = row.recipientEmail
    ? (["gift_card.given", "gift_card.bought"] as const)
    : (["gift_card.bought"] as const);
  await announce(
    t,
    kinds.map((kind) => ({ kind, payload: { giftCardId }, dedupeKey: `${kind}:${giftCardId}` })),
  );
  await record(t, [
    {
      deed: "gift_card.sold",
      subjectKind: "gift_card",
      subjectId: giftCardId,
      detail: { amountMinor, method: of.method },
    },
  ]);
  return paymentId;
}
