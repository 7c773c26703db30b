// Disputes: a bank takes a payment back at its card's owner's wish, and may give it again.
import type Stripe from "stripe";
import { callStripe } from "./stripe-error.ts";
import { idOf, instant, since } from "./stripe-fields.ts";

export type Dispute = {
  id: string;
  /**
   * `needs_response`, `under_review` and `lost`: the money is gone; `won`: it came back; `inquiry`: the bank asks, and no
   * money moved; `prevented`: settled before it became a dispute, by a refund if at all.
   */
  status: "inquiry" | "needs_response" | "under_review" | "won" | "lost" | "prevented";
  /** Can differ from the payment's. */
  amountMinor: number;
  /** ISO 4217, upper case. */
  currency: string;
  /** Disputes carry no metadata of ours: this leads to the payment. */
  paymentIntentId: string | null;
  /** Stripe's word, for instance `fraudulent`; new ones may appear. */
  reason: string;
  createdAt: Date;
};

export type DisputeDoor = {
  retrieveDispute(id: string): Promise<Dispute>;
  /** Everything opened at or after the instant, newest first. */
  listDisputesSince(since: Date): Promise<Dispute[]>;
};

export function disputeDoor(stripe: Stripe): DisputeDoor {
  return {
    async retrieveDispute(id) {
      return asDispute(await callStripe(() => stripe.disputes.retrieve(id)));
    },

    async listDisputesSince(date) {
      const found = await callStripe(() => Array.fromAsync(stripe.disputes.list(since(date))));
      return found.map(asDispute);
    },
  };
}

function asDispute(dispute: Stripe.Dispute): Dispute {
  return {
    id: dispute.id,
    status: disputeStatus(dispute.status),
    amountMinor: dispute.amount,
    currency: dispute.currency.toUpperCase(),
    paymentIntentId: idOf(dispute.payment_intent),
    reason: dispute.reason,
    createdAt: instant(dispute.created),
  };
}

// A word that Stripe may add later must read neither as money that came back nor as an end.
function disputeStatus(status: string): Dispute["status"] {
  switch (status) {
    case "won":
    case "lost":
    case "prevented":
    case "needs_response":
      return status;
    case "appeal_needs_response":
      return "needs_response";
    case "warning_needs_response":
    case "warning_under_review":
    case "warning_closed":
      return "inquiry";
    default:
      return "under_review";
  }
}
