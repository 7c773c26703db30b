// The only door to Stripe: hosted Checkout, kept cards, refunds, disputes and signed events, in our own words.
import { cardDoor, type CardDoor } from "./stripe-card.ts";
import { chargeDoor, type ChargeDoor } from "./stripe-charge.ts";
import { checkoutDoor, type Checkout, type CheckoutDoor, type NewCheckout } from "./stripe-checkout.ts";
import { connectStripe, type StripeConfig } from "./stripe-connection.ts";
import { disputeDoor, type DisputeDoor } from "./stripe-dispute.ts";
import { verifyStripeEvent, type StripeEvent } from "./stripe-event.ts";
import { refundDoor, type Refund, type RefundDoor } from "./stripe-refund.ts";

export type { Checkout, NewCheckout, Refund, StripeConfig, StripeEvent };

/** Every call throws `GatewayError`; after `unavailable` repeat it with the same idempotency key. */
export type StripeGateway = CheckoutDoor &
  CardDoor &
  ChargeDoor &
  RefundDoor &
  DisputeDoor & {
    /** `rawBody` is the request's body as it came. Throws `UnverifiedEventError`. */
    verifyEvent(rawBody: string | Uint8Array, signatureHeader: string | null): StripeEvent;
  };

export function stripeGateway(config: StripeConfig): StripeGateway {
  const stripe = connectStripe(config);
  return {
    ...checkoutDoor(stripe),
    ...cardDoor(stripe),
    ...chargeDoor(stripe),
    ...refundDoor(stripe),
    ...disputeDoor(stripe),
    verifyEvent: (rawBody, signatureHeader) => verifyStripeEvent(rawBody, signatureHeader, config.webhookSecret),
  };
}
