// Refunds: money given back to the card that paid.
import type Stripe from "stripe";
import { callStripe } from "./stripe-error.ts";
import { idOf, instant, since } from "./stripe-fields.ts";

export type RefundReason = "requested_by_customer" | "duplicate" | "fraudulent";

export type NewRefund = {
  idempotencyKey: string;
  paymentIntentId: string;
  amountMinor: number;
  reason: RefundReason;
  metadata: Record<string, string>;
  /** Taper's part goes back as well, in proportion; only of a payment that had one. */
  withApplicationFee?: boolean;
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

export type RefundDoor = {
  /** Of a disputed payment it is `invalid` with code `charge_disputed`: the bank has the money already. */
  refund(input: NewRefund): Promise<Refund>;
  retrieveRefund(id: string): Promise<Refund>;
  /** Everything created at or after the instant, newest first. */
  listRefundsSince(since: Date): Promise<Refund[]>;
};

export function refundDoor(stripe: Stripe): RefundDoor {
  return {
    async refund(input) {
      const params = {
        payment_intent: input.paymentIntentId,
        amount: input.amountMinor,
        reason: input.reason,
        metadata: input.metadata,
        ...(input.withApplicationFee ? { refund_application_fee: true } : {}),
      } satisfies Stripe.RefundCreateParams;
      return asRefund(await callStripe(() => stripe.refunds.create(params, { idempotencyKey: input.idempotencyKey })));
    },

    async retrieveRefund(id) {
      return asRefund(await callStripe(() => stripe.refunds.retrieve(id)));
    },

    async listRefundsSince(date) {
      const found = await callStripe(() => Array.fromAsync(stripe.refunds.list(since(date))));
      return found.map(asRefund);
    },
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
    createdAt: instant(refund.created),
  };
}

// A word that Stripe may add later must never read as money or as an end.
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
