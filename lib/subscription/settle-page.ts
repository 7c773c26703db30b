// What came of Stripe's page: a subscription began, or the card was changed and pays what is open.
import { changeSubscription, lockSubscription, subscriptionOf } from "../../db/queries/subscription.ts";
import { eventApplied } from "../../db/queries/money.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { settleSubscription, type ToldBy } from "./settle-subscription.ts";

/** Does nothing for a page that is not the one opened last. Safe to call any number of times. */
export async function settlePage(ctx: Ctx, sessionId: string, event?: ToldBy): Promise<string> {
  const row = await inTransaction(ctx, (t) => subscriptionOf(t.tx, t.clinicId));
  const doors = ctx.gateways.stripe.of("");
  const { status } = await doors.retrieveCheckout(sessionId);
  if (row?.pageSessionId !== sessionId || status === "open")
    return done(status === "open" ? "waiting" : "an earlier one");
  if (status === "expired") return clear("expired");
  const began = await doors.subscriptionOfPage(sessionId);
  if (began) {
    await settleSubscription(ctx, began);
    return clear("began");
  }
  const { paymentMethodId } = await doors.retrieveCardSetup(sessionId);
  if (paymentMethodId && row.stripeSubscriptionId) await payFrom(row.stripeSubscriptionId, paymentMethodId);
  return clear("card");

  async function payFrom(subscriptionId: string, paymentMethodId: string): Promise<void> {
    // One that has ended takes no card any more; a new one begins with its own.
    if (await refused(() => doors.payWithCard(subscriptionId, paymentMethodId))) return;
    const { latestInvoiceId } = await doors.retrieveSubscription(subscriptionId);
    const latest = latestInvoiceId ? await doors.retrieveInvoice(latestInvoiceId) : null;
    if (latest?.status === "open") await refused(() => doors.payInvoice(latest.id));
    await settleSubscription(ctx, subscriptionId);
  }

  async function clear(outcome: string): Promise<string> {
    await inTransaction(ctx, async (t) => {
      const now = await lockSubscription(t.tx, t.clinicId);
      // Another page may be on its way by now, without its session.
      if (now?.pageSessionId === sessionId) await changeSubscription(t.tx, t.clinicId, { pageSessionId: null });
    });
    return done(outcome);
  }

  async function done(outcome: string): Promise<string> {
    if (event && outcome !== "waiting")
      await inTransaction(ctx, (t) => eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now));
    return outcome;
  }
}

/** Whether Stripe said no for good: the card, or what has ended. */
async function refused(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch (error) {
    if (error instanceof GatewayError && (error.kind === "declined" || error.kind === "invalid")) return true;
    throw error;
  }
}
