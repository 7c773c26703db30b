// Ends a clinic's subscription with the period that is paid, or lets it go on after all.
import { subscriptionOf } from "../../db/queries/subscription.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { statusOf } from "./facts-of.ts";
import { orUnavailable } from "./open-page.ts";
import { settleSubscription } from "./settle-subscription.ts";
import { isLive } from "./subscription-state.ts";

/** Refuses `nothing_left` when there is none that runs, and `payments_unavailable` when Stripe does not answer. */
export async function stopSubscription(ctx: Ctx, input: { stop: boolean }): Promise<void> {
  mustMay(ctx, "manage_subscription");
  const row = await inTransaction(ctx, (t) => subscriptionOf(t.tx, t.clinicId));
  const id = row?.stripeSubscriptionId;
  if (!id || !isLive(statusOf(row))) throw new Refusal("nothing_left", "There is no subscription that runs.");
  await orUnavailable(async () => {
    await ctx.gateways.stripe.of("").cancelAtPeriodEnd(id, input.stop);
    await settleSubscription(ctx, id);
  });
}
