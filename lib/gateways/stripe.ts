// The only door to Stripe, account by account: hosted Checkout, kept cards, card readers, refunds, disputes, subscriptions and signed events, in our own words.
import { accountDoor, type AccountDoor } from "./stripe-account.ts";
import { cardDoor, type CardDoor } from "./stripe-card.ts";
import { chargeDoor, type ChargeDoor } from "./stripe-charge.ts";
import { checkoutDoor, type Checkout, type CheckoutDoor, type NewCheckout } from "./stripe-checkout.ts";
import { readerDoor, type ReaderDoor } from "./stripe-reader.ts";
import { connectStripe, type StripeConfig } from "./stripe-connection.ts";
import { disputeDoor, type DisputeDoor } from "./stripe-dispute.ts";
import { verifyStripeEvent, type StripeEvent } from "./stripe-event.ts";
import { subscriptionDoor, type SubscriptionDoor } from "./stripe-subscription.ts";
import { refundDoor, type Refund, type RefundDoor } from "./stripe-refund.ts";

export type { Checkout, NewCheckout, Refund, StripeConfig, StripeEvent };

/** Every call throws `GatewayError`; after `unavailable` repeat it with the same idempotency key. */
export type StripeGateway = AccountDoor & {
  /** What one account does: a connected one (`acct_…`), or the key's own by the empty name. Nothing of one is seen from another. */
  of(account: string): AccountDoors;
  /** A clinic that has no account of its own takes payments on the key's. */
  ownKeyServes: boolean;
  /** `rawBody` is the request's body as it came. Throws `UnverifiedEventError`. */
  verifyEvent(rawBody: string | Uint8Array, signatureHeader: string | null): StripeEvent;
};

/** All that happens on an account. */
export type AccountDoors = CheckoutDoor &
  CardDoor &
  ChargeDoor &
  ReaderDoor &
  RefundDoor &
  DisputeDoor &
  SubscriptionDoor;

export function stripeGateway(config: StripeConfig): StripeGateway {
  const opened = new Map<string, AccountDoors>();
  const open = (account: string): AccountDoors => {
    const stripe = connectStripe(config, account);
    const doors = {
      ...checkoutDoor(stripe),
      ...cardDoor(stripe),
      ...chargeDoor(stripe),
      ...readerDoor(stripe),
      ...refundDoor(stripe),
      ...disputeDoor(stripe),
      ...subscriptionDoor(stripe),
    };
    opened.set(account, doors);
    return doors;
  };
  const platform = connectStripe(config);
  return {
    ...accountDoor(platform),
    of: (account) => opened.get(account) ?? open(account),
    ownKeyServes: config.connect !== true,
    verifyEvent: (rawBody, signatureHeader) => verifyStripeEvent(rawBody, signatureHeader, config.webhookSecret),
  };
}
