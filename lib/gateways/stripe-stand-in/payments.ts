// What a payer does on the pay page: pays, is refused, or goes past the bank first.
import type Stripe from "stripe";
import { refuseAttempt, succeed } from "./attempts.ts";
import { askBank, complete, whoAwaits, type PayResult } from "./checkout-steps.ts";
import { declineOf, type CardRefusal } from "./cards.ts";
import { findCheckout } from "./checkouts.ts";
import { buildPaymentIntent, type Payer } from "./payment-objects.ts";
import { makePaymentMethod } from "./payment-methods.ts";
import type { World } from "./world.ts";

/** One attempt with one card on an open session; never charges a session twice. */
export function payCheckout(world: World, sessionId: string, payer: Payer): PayResult {
  const session = findCheckout(world, sessionId);
  if (session.status !== "open") return { outcome: "closed", session };
  const intent = intentOf(world, session);
  if (payer.card.paying === "asks")
    return askBank(world, session, payer, { type: "payment_intent.requires_action", object: intent });
  if (payer.card.paying === "is refused") return refuse(world, intent, payer, declineOf(payer.card));
  return settle(world, session, intent, payer);
}

/** The payer's answer to the bank's question. */
export function answerBank(world: World, sessionId: string, approved: boolean): PayResult {
  const session = findCheckout(world, sessionId);
  const { payer, ended } = whoAwaits(world, session);
  if (!payer) return ended;
  const intent = intentOf(world, session);
  if (approved) return settle(world, session, intent, payer);
  return refuse(world, intent, payer, {
    code: "payment_intent_authentication_failure",
    message: "Your bank did not approve this payment.",
  });
}

// Stripe makes the payment only when somebody first tries to pay.
function intentOf(world: World, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const known =
    typeof session.payment_intent === "string" ? world.state.paymentIntents.get(session.payment_intent) : null;
  if (known) return known;
  const memo = world.state.memos.get(session.id);
  const intent = buildPaymentIntent({
    amountMinor: session.amount_total ?? 0,
    currency: session.currency ?? "",
    description: memo?.paymentDescription ?? null,
    metadata: memo?.paymentMetadata ?? {},
    created: world.now(),
    customerId: typeof session.customer === "string" ? session.customer : null,
    ...(memo?.applicationFeeMinor ? { applicationFeeMinor: memo.applicationFeeMinor } : {}),
    ...(memo?.keepsCard ? { keepsCard: true } : {}),
  });
  world.state.paymentIntents.set(intent.id, intent);
  session.payment_intent = intent.id;
  return intent;
}

function refuse(world: World, intent: Stripe.PaymentIntent, payer: Payer, refusal: CardRefusal): PayResult {
  refuseAttempt(world, intent, payer, refusal);
  const message = `${refusal.message} Nothing was charged; you can try again or use another card.`;
  return { outcome: "refused", message };
}

function settle(world: World, session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent, payer: Payer): PayResult {
  const keeper = intent.setup_future_usage === "off_session" ? intent.customer : null;
  const method = makePaymentMethod(world, payer, typeof keeper === "string" ? keeper : null);
  succeed(world, intent, payer, method);
  session.payment_status = "paid";
  return complete(world, session, payer);
}
