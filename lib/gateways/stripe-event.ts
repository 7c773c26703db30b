// Checks that a webhook comes from Stripe and reads the few facts of it that we trust.
import Stripe from "stripe";
import { UnverifiedEventError } from "./gateway-error.ts";

/**
 * What an event is about. Its contents are left out on purpose: events arrive late and out of order, so the object is
 * fetched by `objectId` before anything is written. The same event may come many times: store `(account, id)` first.
 */
export type StripeEvent = {
  id: string;
  /** For instance `checkout.session.completed`; new kinds may appear at any time. */
  type: string;
  /** The connected account it belongs to; null for our own. */
  account: string | null;
  objectId: string;
  created: Date;
};

/** Throws `UnverifiedEventError` on a missing, wrong or old signature and on a body that is no event. */
export function verifyStripeEvent(
  rawBody: string | Uint8Array,
  signatureHeader: string | null,
  webhookSecret: string,
): StripeEvent {
  if (!signatureHeader) throw new UnverifiedEventError("The stripe-signature header is missing.");
  const event = construct(rawBody, signatureHeader, webhookSecret);
  const object: object = event.data?.object ?? {};
  if (event.object !== "event" || !("id" in object) || typeof object.id !== "string") {
    throw new UnverifiedEventError("The body is not an event about one object.");
  }
  return {
    id: event.id,
    type: event.type,
    account: event.account ?? null,
    objectId: object.id,
    created: new Date(event.created * 1000),
  };
}

function construct(rawBody: string | Uint8Array, signatureHeader: string, webhookSecret: string): Stripe.Event {
  try {
    return Stripe.webhooks.constructEvent(rawBody, signatureHeader, webhookSecret);
  } catch (error) {
    throw new UnverifiedEventError("The signature does not match the body, or is too old.", error);
  }
}
