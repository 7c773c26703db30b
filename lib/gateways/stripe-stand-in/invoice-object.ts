// Builds the bill of one month of a subscription, open and not paid yet.
import type Stripe from "stripe";
import { newId } from "./wire.ts";

export type InvoiceFacts = {
  subscription: Stripe.Subscription;
  amountMinor: number;
  period: { start: number; end: number };
  reason: "subscription_create" | "subscription_cycle";
  /** Counted within the account. */
  number: number;
  at: number;
};

export function buildInvoice(facts: InvoiceFacts): Stripe.Invoice {
  const { subscription, amountMinor, period, at } = facts;
  const id = newId("in");
  return {
    id,
    object: "invoice",
    account_country: "CA",
    account_name: null,
    account_tax_ids: null,
    amount_due: amountMinor,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: amountMinor,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: facts.reason,
    collection_method: "charge_automatically",
    created: at,
    currency: subscription.currency,
    custom_fields: null,
    customer: subscription.customer,
    customer_account: null,
    customer_address: null,
    customer_email: null,
    customer_name: null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: subscription.description,
    discounts: [],
    due_date: null,
    effective_at: at,
    ending_balance: 0,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: "list", data: [lineOf(id, facts)], has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: `TEST-${String(facts.number).padStart(4, "0")}`,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: "subscription_details",
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: period.end,
    period_start: period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "open",
    status_transitions: { finalized_at: at, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: amountMinor,
    subtotal_excluding_tax: amountMinor,
    test_clock: null,
    total: amountMinor,
    total_discount_amounts: [],
    total_excluding_tax: amountMinor,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  };
}

function lineOf(invoice: string, { subscription, amountMinor, period }: InvoiceFacts): Stripe.InvoiceLineItem {
  const item = subscription.items.data[0];
  const price = item?.price;
  return {
    id: newId("il"),
    object: "line_item",
    amount: amountMinor,
    currency: subscription.currency,
    description: subscription.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: subscription.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: item?.id ?? "",
      },
      type: "subscription_item_details",
    },
    period,
    pretax_credit_amounts: [],
    pricing: price
      ? {
          price_details: { price: price.id, product: String(price.product) },
          type: "price_details",
          unit_amount_decimal: null,
        }
      : null,
    quantity: item?.quantity ?? null,
    quantity_decimal: null,
    subscription: subscription.id,
    subtotal: amountMinor,
    taxes: [],
  };
}
