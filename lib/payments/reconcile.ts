// Asks Stripe about everything that should have been told by now: lost webhooks, sessions of unknown outcome, refunds on their way.
import { waitingCheckouts } from "../../db/queries/money.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { createAtStripe, type CheckoutParams } from "./open-checkout.ts";
import { settleCheckout } from "./settle-checkout.ts";
import { settleRefund } from "./settle-refund.ts";

const dayMs = 24 * 3_600_000;

/** Answers how many checkouts and refunds were looked at. */
export async function reconcile(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  const waiting = await inTransaction(ctx, (t) => waitingCheckouts(t.tx, t.clinicId));
  for (const row of waiting) {
    if (!row.stripeSessionId) {
      if (Date.now() - row.createdAt.getTime() < dayMs / 48)
        await createAtStripe(ctx, row.id, row.params as CheckoutParams).catch(() => undefined);
      continue;
    }
    await settleCheckout(ctx, row.id, await ctx.gateways.stripe.retrieveCheckout(row.stripeSessionId));
  }
  const refunds = await ctx.gateways.stripe.listRefundsSince(new Date(Date.now() - 4 * dayMs));
  const ours = refunds.filter((refund) => refund.metadata["clinicId"] === ctx.clinicId && refund.metadata["refundId"]);
  for (const refund of ours) await settleRefund(ctx, refund.metadata["refundId"]!, refund);
  return waiting.length + ours.length;
}
