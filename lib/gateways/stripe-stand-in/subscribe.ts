// What a payer does on a page that begins a subscription: the card is kept, and pays the first month unless a trial comes first.
import type Stripe from "stripe";
import { refuseAttempt, succeed } from "./attempts.ts";
import { buildSetupIntent } from "./card-objects.ts";
import { buildSubscription } from "./billing-objects.ts";
import { declineOf, type CardRefusal } from "./cards.ts";
import { askBank, complete, whoAwaits, type PayResult } from "./checkout-steps.ts";
import { findCheckout } from "./checkouts.ts";
import { feeOfBill } from "./direct-charges.ts";
import { askCard, markPaid, openInvoice } from "./invoices.ts";
import { makePaymentMethod } from "./payment-methods.ts";
import { buildPaymentIntent, type Payer } from "./payment-objects.ts";
import { find } from "./refunds.ts";
import type { CheckoutMemo } from "./state.ts";
import { nextMonth } from "./subscriptions.ts";
import type { World } from "./world.ts";

export type SubscriptionMemo = {
  price: string;
  quantity: number;
  trialEnd: number | null;
  /** Of each bill, to the key's own account. */
  feePercent: number | null;
  description: string | null;
  metadata: Record<string, string>;
  /** The attempt that the bank was asked about. */
  intent?: string;
};

type Attempt = { kind: "setup"; intent: Stripe.SetupIntent } | { kind: "payment"; intent: Stripe.PaymentIntent };

/** One attempt with one card; a page begins one subscription at most. */
export function subscribe(world: World, sessionId: string, payer: Payer): PayResult {
  const session = findCheckout(world, sessionId);
  if (session.status !== "open") return { outcome: "closed", session };
  const attempt = attemptOf(world, session);
  const outcome = attempt.kind === "setup" ? payer.card.keeping : payer.card.paying;
  if (outcome === "is refused") return refuse(world, attempt, payer, declineOf(payer.card));
  if (outcome === "passes") return begin(world, session, attempt, payer);
  return attempt.kind === "setup"
    ? askBank(world, session, payer, { type: "setup_intent.requires_action", object: attempt.intent })
    : askBank(world, session, payer, { type: "payment_intent.requires_action", object: attempt.intent });
}

/** The payer's answer to the bank's question. */
export function answerBankAboutSubscription(world: World, sessionId: string, approved: boolean): PayResult {
  const session = findCheckout(world, sessionId);
  const { payer, ended } = whoAwaits(world, session);
  if (!payer) return ended;
  const attempt = attemptOf(world, session);
  if (approved) return begin(world, session, attempt, payer);
  const code =
    attempt.kind === "setup" ? "setup_intent_authentication_failure" : "payment_intent_authentication_failure";
  return refuse(world, attempt, payer, { code, message: "Your bank did not approve this." });
}

function memoOf(world: World, session: Stripe.Checkout.Session): CheckoutMemo & { subscription: SubscriptionMemo } {
  const memo = world.state.memos.get(session.id);
  if (!memo?.subscription) throw new Error(`Checkout ${session.id} begins no subscription.`);
  return { ...memo, subscription: memo.subscription };
}

function attemptOf(world: World, session: Stripe.Checkout.Session): Attempt {
  const { subscription: memo } = memoOf(world, session);
  const facts = {
    description: memo.description,
    metadata: {},
    created: world.now(),
    customerId: String(session.customer),
  };
  if (memo.trialEnd !== null) {
    const intent = world.state.setupIntents.get(memo.intent ?? "") ?? buildSetupIntent(facts);
    world.state.setupIntents.set(intent.id, intent);
    memo.intent = intent.id;
    return { kind: "setup", intent };
  }
  const amountMinor = session.amount_total ?? 0;
  const intent =
    world.state.paymentIntents.get(memo.intent ?? "") ??
    buildPaymentIntent({
      ...facts,
      ...feeOfBill(memo.feePercent, amountMinor),
      amountMinor,
      currency: session.currency ?? "",
      keepsCard: true,
    });
  world.state.paymentIntents.set(intent.id, intent);
  memo.intent = intent.id;
  return { kind: "payment", intent };
}

function refuse(world: World, attempt: Attempt, payer: Payer, refusal: CardRefusal): PayResult {
  if (attempt.kind === "payment") refuseAttempt(world, attempt.intent, payer, refusal);
  else {
    attempt.intent.status = "requires_payment_method";
    world.announce({ type: "setup_intent.setup_failed", object: attempt.intent });
  }
  return {
    outcome: "refused",
    message: `${refusal.message} Nothing was charged; you can try again or use another card.`,
  };
}

function begin(world: World, session: Stripe.Checkout.Session, attempt: Attempt, payer: Payer): PayResult {
  const { subscription: memo } = memoOf(world, session);
  const created = world.now();
  const customer = String(session.customer);
  const method = makePaymentMethod(world, payer, customer);
  const periodEnd = memo.trialEnd ?? nextMonth(created, created);
  const price = find(world.state.prices, "price", memo.price);
  const { quantity, description, metadata, trialEnd, feePercent } = memo;
  const facts = { customer, price, quantity, method: method.id, description, metadata, trialEnd, created, periodEnd };
  const subscription = buildSubscription({ ...facts, feePercent });
  world.state.subscriptions.set(subscription.id, subscription);
  const period = { start: created, end: periodEnd };
  const free = attempt.kind === "setup";
  const invoice = openInvoice(world, subscription, { period, reason: "subscription_create", at: created, free });
  world.announce({ type: "customer.subscription.created", object: subscription });
  if (attempt.kind === "setup") {
    attempt.intent.status = "succeeded";
    attempt.intent.payment_method = method.id;
    world.announce({ type: "setup_intent.succeeded", object: attempt.intent });
    askCard(world, invoice, method);
  } else {
    world.state.invoiceIntents.set(invoice.id, attempt.intent.id);
    succeed(world, attempt.intent, payer, method);
    invoice.attempt_count = 1;
    markPaid(world, invoice);
  }
  session.subscription = subscription.id;
  session.invoice = invoice.id;
  session.payment_status = free ? "no_payment_required" : "paid";
  return complete(world, session, payer);
}
