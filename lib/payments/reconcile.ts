// Asks Stripe about everything that should have been told by now: lost webhooks, sessions and charges of unknown outcome, refunds on their way, disputes.
import { changeCheckout, waitingCheckouts, type CheckoutRow } from "../../db/queries/checkouts.ts";
import { pendingCardCharges } from "../../db/queries/cards.ts";
import { knownDisputes } from "../../db/queries/disputes.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { accountsInUse } from "../../db/queries/stripe-accounts.ts";
import type { Dispute } from "../gateways/stripe-dispute.ts";
import type { Refund } from "../gateways/stripe-refund.ts";
import { endAtStripe, isAsked, lookAtStripe } from "./asked-at-stripe.ts";
import { carryOn } from "./charge-card.ts";
import { lookAtAccount } from "./settle-account.ts";
import { lookAtMemberships } from "./look-at-memberships.ts";
import { settleCardSetup } from "./keep-card.ts";
import { oneByOne } from "./one-by-one.ts";
import { createAtStripe, type CheckoutParams } from "./open-checkout.ts";
import { settleCheckout } from "./settle-checkout.ts";
import { settleDispute } from "./settle-dispute.ts";
import { settleRefund } from "./settle-refund.ts";
import { lookAtSubscription } from "../subscription/look-at-subscription.ts";

const dayMs = 24 * 3_600_000;

/** Answers how many checkouts, kept cards' charges and refunds were looked at. One that fails stops no other; the first failure is thrown at the end. */
export async function reconcile(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  await lookAtAccount(ctx);
  const all = await inTransaction(ctx, (t) => waitingCheckouts(t.tx, t.clinicId));
  const accounts = await inTransaction(ctx, (t) => accountsInUse(t.tx, t.clinicId));
  const waiting = all.filter((row) => accounts.includes(row.stripeAccount));
  const refunds: Refund[] = [];
  const disputes: Dispute[] = [];
  for (const account of accounts) {
    const doors = ctx.gateways.stripe.of(account);
    // Stripe reckons by the real clock, also where business time stands still.
    refunds.push(...(await doors.listRefundsSince(new Date(Date.now() - 4 * dayMs))));
    disputes.push(...(await doors.listDisputesSince(new Date(Date.now() - 90 * dayMs))));
  }
  // Stripe keeps keys for a day: asked again later, a card would pay twice.
  const asked = (await inTransaction(ctx, (t) => pendingCardCharges(t.tx, t.clinicId))).filter(
    (row) => ctx.now.getTime() - row.askedAt.getTime() < dayMs - 3_600_000,
  );
  const ours = refunds.filter((refund) => refund.metadata["clinicId"] === ctx.clinicId && refund.metadata["refundId"]);
  await oneByOne(
    [
      ...waiting.map((row) => () => askAbout(ctx, row)),
      ...asked.map((row) => () => carryOn(ctx, row.id)),
      ...ours.map((refund) => () => settleRefund(ctx, refund.metadata["refundId"]!, refund)),
      () => lookAtDisputes(ctx, disputes),
      () => lookAtSubscription(ctx),
      () => lookAtMemberships(ctx),
    ],
    (look) => look(),
  );
  return waiting.length + ours.length + asked.length;
}

/** Those of our payments that are not ended here yet; a dispute carries nothing of ours itself. */
async function lookAtDisputes(ctx: Ctx, disputes: readonly Dispute[]): Promise<void> {
  const { paid, ended } = await inTransaction(ctx, (t) => knownDisputes(t.tx, t.clinicId, disputes));
  const open = disputes.filter((one) => paid.has(one.paymentIntentId ?? "") && !ended.has(one.id));
  await oneByOne(open, (dispute) => settleDispute(ctx, dispute));
}

async function askAbout(ctx: Ctx, row: CheckoutRow): Promise<unknown> {
  const doors = ctx.gateways.stripe.of(row.stripeAccount);
  if (row.stripeSessionId && row.purpose === "card")
    return settleCardSetup(ctx, row.id, await doors.retrieveCardSetup(row.stripeSessionId));
  const inTime = Date.now() < row.expiresAt.getTime();
  // Pages end by themselves there, payments on a reader do not.
  if (isAsked(row))
    return settleCheckout(ctx, row.id, await (row.readerId && !inTime ? endAtStripe : lookAtStripe)(ctx, row));
  // The same key gives the same session, when there is one.
  const { id, stripeAccount: account, readerId } = row;
  if (row.purpose !== "card" && inTime)
    return createAtStripe(ctx, { id, account, readerId, params: row.params as CheckoutParams }).catch(() => undefined);
  if (inTime) return;
  // Its page was never shown to anybody, and has ended by now.
  const ended = { status: "expired", settledAt: ctx.now };
  return inTransaction(ctx, (t) => changeCheckout(t.tx, t.clinicId, row.id, ended));
}
