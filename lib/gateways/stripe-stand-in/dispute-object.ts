// Builds a dispute and the movements of its money with every field that Stripe's own types ask for.
import type Stripe from "stripe";
import { newId } from "./wire.ts";

const DAY = 24 * 60 * 60;

export function buildDispute(charge: Stripe.Charge, amountMinor: number, reason: string, now: number): Stripe.Dispute {
  return {
    id: newId("du"),
    object: "dispute",
    amount: amountMinor,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {
      access_activity_log: null,
      billing_address: null,
      cancellation_policy: null,
      cancellation_policy_disclosure: null,
      cancellation_rebuttal: null,
      customer_communication: null,
      customer_email_address: charge.billing_details.email,
      customer_name: charge.billing_details.name,
      customer_purchase_ip: null,
      customer_signature: null,
      duplicate_charge_documentation: null,
      duplicate_charge_explanation: null,
      duplicate_charge_id: null,
      enhanced_evidence: {},
      product_description: null,
      receipt: null,
      refund_policy: null,
      refund_policy_disclosure: null,
      refund_refusal_explanation: null,
      service_date: null,
      service_documentation: null,
      shipping_address: null,
      shipping_carrier: null,
      shipping_date: null,
      shipping_documentation: null,
      shipping_tracking_number: null,
      uncategorized_file: null,
      uncategorized_text: null,
    },
    evidence_details: {
      due_by: now + 7 * DAY,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: "10.4",
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: { brand: "visa", case_type: "chargeback", network: "visa", network_reason_code: "10.4" },
    },
    reason,
    status: "needs_response",
  };
}

/** `amountMinor` below zero takes money away. Stripe's fee for a dispute differs by country and is left out. */
export function buildMovement(dispute: Stripe.Dispute, amountMinor: number, now: number): Stripe.BalanceTransaction {
  return {
    id: newId("txn"),
    object: "balance_transaction",
    amount: amountMinor,
    available_on: now,
    balance_type: "payments",
    created: now,
    currency: dispute.currency,
    description: amountMinor < 0 ? `Chargeback withdrawal for ${dispute.id}` : `Chargeback reversal for ${dispute.id}`,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amountMinor,
    reporting_category: amountMinor < 0 ? "dispute" : "dispute_reversal",
    source: dispute.id,
    status: "available",
    type: "adjustment",
  };
}
