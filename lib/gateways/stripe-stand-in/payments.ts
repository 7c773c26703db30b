// What a payer does on the pay page: pays, is refused, or goes past the bank first.
import type Stripe from "stripe";
import { findCheckout } from "./checkouts.ts";
import { buildCharge, buildPaymentIntent, type Payer } from "./payment-objects.ts";
import type { World } from "./world.ts";

export type PayResult =
  | { outcome: "paid"; session: Stripe.Checkout.Session }
  | { outcome: "refused"; message: string }
  | { outcome: "authenticate" }
  /** Not open any more: paid before, or expired. */
  | { outcome: "closed"; session: Stripe.Checkout.Session };

/** One attempt with one card on an open session; never charges a session twice. */
export function payCheckout(world: World, sessionId: string, payer: Payer): PayResult {
  const session = findCheckout(world, sessionId);
  if (session.status !== "open") return { outcome: "closed", session };
  const intent = intentOf(world, session);
  if (payer.card.outcome === "authenticates") {
    intent.status = "requires_action";
    const memo = world.state.memos.get(session.id);
    if (memo) memo.awaiting = payer;
    world.announce({ type: "payment_intent.requires_action", object: intent });
    world.changed();
    return { outcome: "authenticate" };
  }
  if (payer.card.outcome === "refuses")
    return refuse(world, intent, payer, {
      code: "card_declined",
      declineCode: payer.card.declineCode,
      message: payer.card.message,
    });
  return settle(world, session, intent, payer);
}

/** The payer's answer to the bank's question. */
export function answerBank(world: World, sessionId: string, approved: boolean): PayResult {
  const session = findCheckout(world, sessionId);
  if (session.status !== "open") return { outcome: "closed", session };
  const memo = world.state.memos.get(session.id);
  const payer = memo?.awaiting;
  if (!memo || !payer) return { outcome: "refused", message: "There is nothing to approve yet. Please enter a card." };
  memo.awaiting = null;
  const intent = intentOf(world, session);
  if (approved) return settle(world, session, intent, payer);
  return refuse(world, intent, payer, {
    code: "payment_intent_authentication_failure",
    message: "Your bank did not approve this payment. Nothing was charged; you can try again or use another card.",
  });
}

type Refusal = {
  declineCode?: string;
  code: "card_declined" | "payment_intent_authentication_failure";
  message: string;
};

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
  });
  world.state.paymentIntents.set(intent.id, intent);
  session.payment_intent = intent.id;
  return intent;
}

function refuse(world: World, intent: Stripe.PaymentIntent, payer: Payer, refusal: Refusal): PayResult {
  const charge = buildCharge(intent, payer, world.now(), refusal);
  world.state.charges.set(charge.id, charge);
  intent.status = "requires_payment_method";
  intent.latest_charge = charge.id;
  intent.last_payment_error = {
    type: "card_error",
    code: refusal.code,
    message: refusal.message,
    charge: charge.id,
    ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
  };
  world.announce({ type: "charge.failed", object: charge });
  world.announce({ type: "payment_intent.payment_failed", object: intent });
  world.changed();
  return { outcome: "refused", message: refusal.message };
}

function settle(world: World, session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent, payer: Payer): PayResult {
  const charge = buildCharge(intent, payer, world.now(), null);
  world.state.charges.set(charge.id, charge);
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  intent.latest_charge = charge.id;
  intent.last_payment_error = null;
  intent.payment_method = charge.payment_method;
  session.status = "complete";
  session.payment_status = "paid";
  session.url = null;
  session.customer_details = {
    address: null,
    business_name: null,
    email: payer.email,
    individual_name: null,
    name: payer.name,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
  world.announce({ type: "charge.succeeded", object: charge });
  world.announce({ type: "payment_intent.succeeded", object: intent });
  world.announce({ type: "checkout.session.completed", object: session });
  world.changed();
  return { outcome: "paid", session };
}
