// The only door to Stripe: hosted Checkout, refunds and signed events, in our own words.
import Stripe from "stripe";
import { GatewayError } from "./gateway-error.ts";
import { connectStripe, type StripeConfig } from "./stripe-connection.ts";
import { callStripe } from "./stripe-error.ts";
import { verifyStripeEvent, type StripeEvent } from "./stripe-event.ts";

export type { StripeConfig, StripeEvent };

/** `clinicId` and `checkoutId` travel as metadata on the session and on its payment. */
export type CheckoutReference = { clinicId: string; checkoutId: string };

export type NewCheckout = {
  idempotencyKey: string;
  amountMinor: number;
  /** ISO 4217, either case. */
  currency: string;
  /** Shown by Stripe and on card statements: the clinic's name and nothing about health. */
  description: string;
  reference: CheckoutReference;
  /** `{CHECKOUT_SESSION_ID}` in it is replaced by the session's id. */
  successUrl: string;
  cancelUrl: string;
  /** Epoch seconds, 30 minutes to 24 hours after the call arrives: leave a minute's room at either end. */
  expiresAt: number;
  customerEmail?: string;
};

export type Checkout = {
  id: string;
  status: "open" | "complete" | "expired";
  paymentStatus: "paid" | "unpaid" | "no_payment_required";
  amountMinor: number;
  /** ISO 4217, upper case. */
  currency: string;
  paymentIntentId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
};

export type RefundReason = "requested_by_customer" | "duplicate" | "fraudulent";

export type NewRefund = {
  idempotencyKey: string;
  paymentIntentId: string;
  amountMinor: number;
  reason: RefundReason;
  metadata: Record<string, string>;
};

export type Refund = {
  id: string;
  status: "pending" | "requires_action" | "succeeded" | "failed" | "canceled";
  amountMinor: number;
  currency: string;
  paymentIntentId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
};

/** Every call throws `GatewayError`; after `unavailable` repeat it with the same idempotency key. */
export type StripeGateway = {
  createCheckout(input: NewCheckout): Promise<{ id: string; url: string }>;
  retrieveCheckout(id: string): Promise<Checkout>;
  /** Closes an open session; says `complete` when the payer was faster, and then the money has come. */
  expireCheckout(id: string): Promise<"expired" | "complete">;
  refund(input: NewRefund): Promise<Refund>;
  retrieveRefund(id: string): Promise<Refund>;
  /** Everything created at or after the instant, newest first. */
  listCheckoutsSince(since: Date): Promise<Checkout[]>;
  listRefundsSince(since: Date): Promise<Refund[]>;
  /** `rawBody` is the request's body as it came. Throws `UnverifiedEventError`. */
  verifyEvent(rawBody: string | Uint8Array, signatureHeader: string | null): StripeEvent;
};

export function stripeGateway(config: StripeConfig): StripeGateway {
  const stripe = connectStripe(config);
  const retrieveCheckout = async (id: string) =>
    asCheckout(await callStripe(() => stripe.checkout.sessions.retrieve(id)));

  return {
    retrieveCheckout,

    async createCheckout(input) {
      const session = await callStripe(() =>
        stripe.checkout.sessions.create(checkoutParams(input), { idempotencyKey: input.idempotencyKey }),
      );
      if (!session.url) throw new GatewayError("invalid", `Checkout ${session.id} came back without a page to pay on.`);
      return { id: session.id, url: session.url };
    },

    async expireCheckout(id) {
      try {
        await callStripe(() => stripe.checkout.sessions.expire(id));
        return "expired";
      } catch (error) {
        if (!(error instanceof GatewayError) || error.kind !== "invalid") throw error;
        const { status } = await retrieveCheckout(id);
        if (status === "open") throw error;
        return status;
      }
    },

    async refund(input) {
      const params = {
        payment_intent: input.paymentIntentId,
        amount: input.amountMinor,
        reason: input.reason,
        metadata: input.metadata,
      };
      return asRefund(await callStripe(() => stripe.refunds.create(params, { idempotencyKey: input.idempotencyKey })));
    },

    async retrieveRefund(id) {
      return asRefund(await callStripe(() => stripe.refunds.retrieve(id)));
    },

    async listCheckoutsSince(since) {
      const created = { gte: Math.floor(since.getTime() / 1000) };
      const found = await callStripe(() => Array.fromAsync(stripe.checkout.sessions.list({ created, limit: 100 })));
      return found.map(asCheckout);
    },

    async listRefundsSince(since) {
      const created = { gte: Math.floor(since.getTime() / 1000) };
      const found = await callStripe(() => Array.fromAsync(stripe.refunds.list({ created, limit: 100 })));
      return found.map(asRefund);
    },

    verifyEvent: (rawBody, signatureHeader) => verifyStripeEvent(rawBody, signatureHeader, config.webhookSecret),
  };
}

function checkoutParams(input: NewCheckout): Stripe.Checkout.SessionCreateParams {
  const currency = input.currency.toLowerCase();
  const metadata = { ...input.reference };
  return {
    mode: "payment",
    client_reference_id: input.reference.checkoutId,
    line_items: [
      {
        quantity: 1,
        price_data: { currency, unit_amount: input.amountMinor, product_data: { name: input.description } },
      },
    ],
    metadata,
    payment_intent_data: { description: input.description, metadata },
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    expires_at: input.expiresAt,
    ...(input.customerEmail ? { customer_email: input.customerEmail } : {}),
  };
}

function asCheckout(session: Stripe.Checkout.Session): Checkout {
  return {
    id: session.id,
    status: checkoutStatus(session.status),
    paymentStatus: paymentStatus(session.payment_status),
    amountMinor: session.amount_total ?? 0,
    currency: (session.currency ?? "").toUpperCase(),
    paymentIntentId: idOf(session.payment_intent),
    metadata: session.metadata ?? {},
    createdAt: new Date(session.created * 1000),
  };
}

function asRefund(refund: Stripe.Refund): Refund {
  return {
    id: refund.id,
    status: refundStatus(refund.status),
    amountMinor: refund.amount,
    currency: refund.currency.toUpperCase(),
    paymentIntentId: idOf(refund.payment_intent),
    metadata: refund.metadata ?? {},
    createdAt: new Date(refund.created * 1000),
  };
}

// Words that Stripe may add later must never read as money or as an end, hence the fallbacks.
function checkoutStatus(status: string | null): Checkout["status"] {
  return status === "complete" || status === "expired" ? status : "open";
}

function paymentStatus(status: string): Checkout["paymentStatus"] {
  return status === "paid" || status === "no_payment_required" ? status : "unpaid";
}

function refundStatus(status: string | null): Refund["status"] {
  switch (status) {
    case "requires_action":
    case "succeeded":
    case "failed":
    case "canceled":
      return status;
    default:
      return "pending";
  }
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}
