// Sends a refund that was asked for to Stripe; the worker calls it until it is through.
import { lockRefund } from "../../db/queries/money.ts";
import { sideOfPayment } from "../../db/queries/stripe-accounts.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { refuseRefund, settleRefund } from "./settle-refund.ts";

/** Stripe will not give the money back this way, now or later: somebody has to know. */
const refused = new Set(["account_invalid", "balance_insufficient", "insufficient_funds"]);

/** The key names our refund, so a repeat after an unknown outcome never pays twice. */
export async function sendRefund(ctx: Ctx, input: { refundId: string }): Promise<string> {
  mustMay(ctx, "run_jobs");
  const row = await inTransaction(ctx, (t) => lockRefund(t.tx, t.clinicId, input.refundId));
  if (!row || row.status !== "pending") return "nothing to do";
  if (!row.payment.stripePaymentIntentId) return "not paid by card";
  const { account, applicationFeeMinor } = await inTransaction(ctx, (t) =>
    sideOfPayment(t.tx, t.clinicId, row.paymentId),
  );
  try {
    const refund = await ctx.gateways.stripe.of(account).refund({
      idempotencyKey: `refund:${row.id}`,
      paymentIntentId: row.payment.stripePaymentIntentId,
      amountMinor: row.amountMinor,
      reason: "requested_by_customer",
      withApplicationFee: applicationFeeMinor > 0,
      metadata: { clinicId: ctx.clinicId, refundId: row.id },
    });
    return await settleRefund(ctx, row.id, refund);
  } catch (error) {
    if (error instanceof GatewayError && error.code && refused.has(error.code))
      return refuseRefund(ctx, row.id, error.code);
    // The bank has the money: what becomes of the refund is known when the dispute is.
    if (!(error instanceof GatewayError) || error.code !== "charge_disputed") throw error;
    return "disputed";
  }
}
