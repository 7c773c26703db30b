// One attempt at a payment with one card, on a page or later: it succeeds or is refused, and is announced.
import type Stripe from "stripe";
import type { CardRefusal } from "./cards.ts";
import { buildCharge, type Payer } from "./payment-objects.ts";
import type { World } from "./world.ts";

export function refuseAttempt(
  world: World,
  intent: Stripe.PaymentIntent,
  payer: Payer,
  refusal: CardRefusal,
  paymentMethod: Stripe.PaymentMethod | null = null,
): Stripe.Charge {
  const charge = buildCharge(intent, payer, world.now(), refusal);
  if (paymentMethod) charge.payment_method = paymentMethod.id;
  world.state.charges.set(charge.id, charge);
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.latest_charge = charge.id;
  intent.last_payment_error = {
    type: "card_error",
    code: refusal.code,
    message: refusal.message,
    charge: charge.id,
    ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
    ...(paymentMethod ? { payment_method: { ...paymentMethod } } : {}),
  };
  world.announce({ type: "charge.failed", object: charge });
  world.announce({ type: "payment_intent.payment_failed", object: intent });
  world.changed();
  return charge;
}

export function succeed(
  world: World,
  intent: Stripe.PaymentIntent,
  payer: Payer,
  paymentMethod: Stripe.PaymentMethod,
): Stripe.Charge {
  const charge = buildCharge(intent, payer, world.now(), null);
  charge.payment_method = paymentMethod.id;
  world.state.charges.set(charge.id, charge);
  intent.status = "succeeded";
  intent.amount_received = intent.amount;
  intent.latest_charge = charge.id;
  intent.last_payment_error = null;
  intent.payment_method = paymentMethod.id;
  world.announce({ type: "charge.succeeded", object: charge });
  world.announce({ type: "payment_intent.succeeded", object: intent });
  world.changed();
  return charge;
}
