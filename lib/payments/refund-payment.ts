// Gives back money that no charge uses: to the card through Stripe, or handed out at the desk.
import { z } from "zod";
import { paymentsWithCredit } from "../../db/queries/money.ts";
import { record } from "../audit/audit.ts";
import { onceOnly } from "../booking/once.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { askRefund, handBack, type RefundMethod } from "./book-money.ts";
import { handMethod, type HandMethod } from "./hand-method.ts";
import { mustProveRefund } from "./refund-proof.ts";

export const refundPaymentInput = z.object({
  paymentId: z.string(),
  amountMinor: z.number().int().positive().max(10_000_000),
  reason: z.string().trim().min(3, "Write a short reason.").max(200),
  /** Asked for where the money did not come by card online; what did goes back to its card or gift card whatever is chosen. */
  method: handMethod.optional(),
  idempotencyKey: z.string().min(8).max(200),
});
export type RefundPayment = z.output<typeof refundPaymentInput>;

/** Refuses `nothing_left` when the payment has less than that to give, `invalid` without a way to hand it out, and `proof_needed`. */
export async function refundPayment(ctx: Ctx, input: RefundPayment): Promise<{ refundId: string }> {
  mustMay(ctx, "refund_payment");
  if (!isId(input.paymentId)) throw notFound("payment");
  return inTransaction(ctx, (t) =>
    onceOnly(t, { verb: "refund-payment", key: input.idempotencyKey, body: input }, async () => {
      // What bought a gift card goes back by the card's own page.
      const [payment] = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [input.paymentId] });
      if (!payment || payment.patientId === null) throw notFound("payment");
      const given = await giveFrom(t, input);
      await mustProveRefund(t);
      return given;
    }),
  );
}

/** One payment's credit, or a part of it, in the caller's transaction. */
export async function giveFrom(
  t: TxCtx,
  of: { paymentId: string; amountMinor: number; reason: string; method?: HandMethod | undefined },
): Promise<{ refundId: string }> {
  const [payment] = await paymentsWithCredit(t.tx, t.clinicId, { paymentIds: [of.paymentId] });
  if (!payment) throw notFound("payment");
  if (payment.creditMinor < of.amountMinor)
    throw new Refusal("nothing_left", "Less than that is left of this payment. Open the page again to see how much.");
  const method = wayBack(payment.method, of.method);
  const refundId =
    method === "stripe"
      ? await askRefund(t, payment, of.amountMinor, of.reason)
      : await handBack(t, payment, { method, amountMinor: of.amountMinor, reason: of.reason });
  await record(t, [
    {
      deed: method === "stripe" ? "refund.asked" : "refund.made",
      subjectKind: "refund",
      subjectId: refundId,
      patientId: payment.patientId,
      detail: { amountMinor: of.amountMinor, method },
    },
  ]);
  return { refundId };
}

function wayBack(came: string, chosen: HandMethod | undefined): RefundMethod {
  if (came === "stripe" || came === "gift_card") return came;
  if (chosen) return chosen;
  throw new Refusal("invalid", "How was it given back?", {
    fields: [{ field: "method", message: "Choose how it was given back." }],
  });
}
