// What a payer does on a page that keeps a card: it is kept, refused, or the bank is asked first.
import type Stripe from "stripe";
import { askBank, complete, whoAwaits, type PayResult } from "./checkout-steps.ts";
import { declineOf, type CardRefusal } from "./cards.ts";
import { findCheckout } from "./checkouts.ts";
import type { Payer } from "./payment-objects.ts";
import { makePaymentMethod } from "./payment-methods.ts";
import { find } from "./refunds.ts";
import type { World } from "./world.ts";

/** One attempt with one card on an open session in setup mode. Nothing is charged. */
export function setUpCard(world: World, sessionId: string, payer: Payer): PayResult {
  const session = findCheckout(world, sessionId);
  if (session.status !== "open") return { outcome: "closed", session };
  const intent = intentOf(world, session);
  if (payer.card.keeping === "asks")
    return askBank(world, session, payer, { type: "setup_intent.requires_action", object: intent });
  if (payer.card.keeping === "is refused") return refuse(world, intent, declineOf(payer.card));
  return keep(world, session, intent, payer);
}

/** The payer's answer to the bank's question. */
export function answerBankAboutSetup(world: World, sessionId: string, approved: boolean): PayResult {
  const session = findCheckout(world, sessionId);
  const { payer, ended } = whoAwaits(world, session);
  if (!payer) return ended;
  const intent = intentOf(world, session);
  if (approved) return keep(world, session, intent, payer);
  return refuse(world, intent, {
    code: "setup_intent_authentication_failure",
    message: "Your bank did not approve this.",
  });
}

function intentOf(world: World, session: Stripe.Checkout.Session): Stripe.SetupIntent {
  return find(world.state.setupIntents, "setup_intent", String(session.setup_intent));
}

function refuse(world: World, intent: Stripe.SetupIntent, refusal: CardRefusal): PayResult {
  intent.status = "requires_payment_method";
  intent.last_setup_error = {
    type: "card_error",
    code: refusal.code,
    message: refusal.message,
    ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
  };
  world.announce({ type: "setup_intent.setup_failed", object: intent });
  world.changed();
  return { outcome: "refused", message: `${refusal.message} No card was saved; you can try again or use another one.` };
}

function keep(world: World, session: Stripe.Checkout.Session, intent: Stripe.SetupIntent, payer: Payer): PayResult {
  const customerId = typeof intent.customer === "string" ? intent.customer : null;
  intent.payment_method = makePaymentMethod(world, payer, customerId).id;
  intent.status = "succeeded";
  intent.last_setup_error = null;
  world.announce({ type: "setup_intent.succeeded", object: intent });
  return complete(world, session, payer);
}
