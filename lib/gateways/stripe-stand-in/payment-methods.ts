// Cards as Stripe keeps them: made by a payer's entry, attached to a customer, detached for good.
import type Stripe from "stripe";
import { buildPaymentMethod } from "./card-objects.ts";
import { testCardOf } from "./cards.ts";
import type { Payer } from "./payment-objects.ts";
import { forbiddenByState, invalid } from "./problem.ts";
import { find } from "./refunds.ts";
import type { World } from "./world.ts";

/** `customerId` null makes one that can be used for this payment only. */
export function makePaymentMethod(world: World, payer: Payer, customerId: string | null): Stripe.PaymentMethod {
  const method = buildPaymentMethod(payer, world.now());
  world.state.paymentMethods.set(method.id, method);
  if (customerId !== null) {
    method.customer = customerId;
    world.announce({ type: "payment_method.attached", object: method });
  }
  world.changed();
  return method;
}

export function detachPaymentMethod(world: World, id: string): Stripe.PaymentMethod {
  const method = find(world.state.paymentMethods, "PaymentMethod", id, "payment_method");
  if (method.customer === null) {
    throw forbiddenByState(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
      "payment_method_unexpected_state",
    );
  }
  method.customer = null;
  world.announce({ type: "payment_method.detached", object: method });
  world.changed();
  return method;
}

/** The kept card, when it is the customer's. */
export function keptCard(world: World, customerId: string, id: string): Stripe.PaymentMethod {
  const method = find(world.state.paymentMethods, "PaymentMethod", id, "payment_method");
  if (method.customer === customerId) return method;
  throw invalid(
    method.customer === null
      ? "The provided PaymentMethod was detached from a Customer, or was never attached to one. It may not be used again."
      : `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    "payment_method",
    method.customer === null ? "payment_method_unexpected_state" : "resource_missing",
  );
}

export function payerOf(method: Stripe.PaymentMethod): Payer {
  return {
    email: method.billing_details.email ?? "",
    name: method.billing_details.name ?? "",
    card: testCardOf(method.card?.last4),
    expMonth: method.card?.exp_month ?? 12,
    expYear: method.card?.exp_year ?? 2034,
  };
}
