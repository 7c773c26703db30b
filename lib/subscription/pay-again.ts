// Asks the card once more for a bill that it refused.
import { subscriptionInvoicesOf, subscriptionOf } from "../../db/queries/subscription.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { statusOf } from "./facts-of.ts";
import { orUnavailable } from "./open-page.ts";
import { settleSubscription } from "./settle-subscription.ts";
import { isLive } from "./subscription-state.ts";

/** Refuses `nothing_left` when no bill is open, `payment_declined` when the card says no again, `payments_unavailable` when Stripe does not answer. */
export async function payAgain(ctx: Ctx): Promise<void> {
  mustMay(ctx, "manage_subscription");
  const { row, open } = await inTransaction(ctx, async (t) => {
    const invoices = await subscriptionInvoicesOf(t.tx, t.clinicId);
    return { row: await subscriptionOf(t.tx, t.clinicId), open: invoices.find(({ status }) => status === "open") };
  });
  const id = row?.stripeSubscriptionId;
  if (!id || !open || !isLive(statusOf(row))) throw new Refusal("nothing_left", "No bill is open.");
  await orUnavailable(async () => {
    try {
      await ctx.gateways.stripe.of("").payInvoice(open.stripeInvoiceId);
    } catch (error) {
      if (!(error instanceof GatewayError) || error.kind !== "declined") throw error;
      throw new Refusal("payment_declined", "The card said no again. Another card may do.", { cause: error });
    } finally {
      await settleSubscription(ctx, id);
    }
  });
}
