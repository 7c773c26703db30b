// Builds payment intents, charges and refunds with every field that Stripe's own types ask for.
import type Stripe from "stripe";
import type { CardRefusal, TestCard } from "./cards.ts";
import { newId } from "./wire.ts";

export type PaymentFacts = {
  amountMinor: number;
  currency: string;
  description: string | null;
  metadata: Record<string, string>;
  created: number;
  customerId: string | null;
  /** The card stays with the customer for charges without them. */
  keepsCard?: boolean;
  /** Of a connected account's payment: what goes to the key's own. */
  applicationFeeMinor?: number;
};

export function buildPaymentIntent(facts: PaymentFacts): Stripe.PaymentIntent {
  const id = newId("pi");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: facts.amountMinor,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: facts.applicationFeeMinor ?? null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: newId(`${id}_secret`),
    confirmation_method: "automatic",
    created: facts.created,
    currency: facts.currency,
    customer: facts.customerId,
    customer_account: null,
    description: facts.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: facts.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: facts.keepsCard ? "off_session" : null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_group: null,
  };
}

export type Payer = { email: string; name: string; card: TestCard; expMonth: number; expYear: number };

/** A charge that went through, or was refused with the card's code. */
export function buildCharge(
  intent: Stripe.PaymentIntent,
  payer: Payer,
  created: number,
  refusal: CardRefusal | null,
): Stripe.Charge {
  const paid = refusal === null;
  return {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: paid ? newId("txn") : null,
    billing_details: { address: null, email: payer.email, name: payer.name, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: paid,
    created,
    currency: intent.currency,
    customer: typeof intent.customer === "string" ? intent.customer : null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: refusal?.code ?? null,
    failure_message: refusal?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: paid ? "approved_by_network" : "declined_by_network",
      reason: refusal?.code ?? null,
      risk_level: "normal",
      seller_message: paid ? "Payment complete." : "The bank did not return any further details with this decline.",
      type: paid ? "authorized" : "issuer_declined",
    },
    paid,
    payment_intent: intent.id,
    payment_method: newId("pm"),
    payment_method_details: { type: "card", card: cardDetails(intent.amount, payer) },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: paid ? "succeeded" : "failed",
    transfer_data: null,
    transfer_group: null,
  };
}

function cardDetails(amount: number, payer: Payer): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand: "visa",
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    electronic_commerce_indicator: null,
    exp_month: payer.expMonth,
    exp_year: payer.expYear,
    funding: "credit",
    installments: null,
    last4: payer.card.number.slice(-4),
    mandate: null,
    network: "visa",
    network_transaction_id: null,
    regulated_status: "unregulated",
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}

export function buildRefund(
  charge: Stripe.Charge,
  facts: {
    amountMinor: number;
    reason: Stripe.Refund.Reason | null;
    metadata: Record<string, string>;
    created: number;
    paymentIntentId: string | null;
  },
): Stripe.Refund {
  return {
    id: newId("re"),
    object: "refund",
    amount: facts.amountMinor,
    balance_transaction: newId("txn"),
    charge: charge.id,
    created: facts.created,
    currency: charge.currency,
    customer: charge.customer === null ? null : String(charge.customer),
    customer_account: null,
    destination_details: {
      type: "card",
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
    },
    metadata: facts.metadata,
    payment_intent: facts.paymentIntentId,
    payment_method: charge.payment_method,
    reason: facts.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}
