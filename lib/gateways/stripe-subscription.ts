// Subscriptions: a price a month, the page at Stripe that begins one, how it stands, and its bills.
import type Stripe from "stripe";
import { GatewayError } from "./gateway-error.ts";
import { cardFacts, type CardFacts } from "./stripe-card-facts.ts";
import { openPage } from "./stripe-checkout.ts";
import { callStripe } from "./stripe-error.ts";
import { idOf, instant } from "./stripe-fields.ts";

/** One amount a month for any number up to this one; the last has no end. */
export type PriceBand = { upTo: number | null; monthMinor: number };

export type NewPrice = {
  /** Names the price for good: other amounts are another price under another key. Also the key of the request. */
  lookupKey: string;
  /** Shown on Stripe's page and on bills. */
  name: string;
  /** ISO 4217, either case. */
  currency: string;
  /** Ascending. */
  bands: readonly PriceBand[];
};

export type NewSubscriptionPage = {
  idempotencyKey: string;
  customerId: string;
  priceId: string;
  quantity: number;
  /** Stripe takes one that is at least two days away. */
  trialEndsAt?: Date;
  /** Of a connected account alone: what of each bill goes to Taper, in basis points. */
  applicationFeeBp?: number;
  /** On the session and on what it begins. */
  metadata: Record<string, string>;
  successUrl: string;
  cancelUrl: string;
  /** Epoch seconds, 30 minutes to 24 hours after the call arrives: leave a minute's room at either end. Without it a day. */
  expiresAt?: number;
};

/** `unfinished`: the first bill was never paid. */
export type SubscriptionStatus = "trialing" | "active" | "past_due" | "unpaid" | "paused" | "ended" | "unfinished";

export type Subscription = {
  id: string;
  status: SubscriptionStatus;
  customerId: string;
  priceId: string;
  quantity: number;
  periodEndsAt: Date;
  /** Null without a trial; in the past once it is over. */
  trialEndsAt: Date | null;
  /** Ends with the period. */
  cancelled: boolean;
  endedAt: Date | null;
  card: CardFacts | null;
  latestInvoiceId: string | null;
  metadata: Record<string, string>;
};

export type Invoice = {
  id: string;
  number: string | null;
  status: "draft" | "open" | "paid" | "void" | "uncollectible";
  subscriptionId: string | null;
  amountMinor: number;
  /** ISO 4217, upper case. */
  currency: string;
  createdAt: Date;
  paidAt: Date | null;
  /** When Stripe asks the card again; null when it does not. */
  nextAttemptAt: Date | null;
  /** A page to look at it, and to pay it. */
  pageUrl: string | null;
  pdfUrl: string | null;
};

/** What pays a bill, and why it did not: the last attempt's answer. */
export type InvoicePaid = Invoice & {
  paymentIntentId: string | null;
  refusal: "declined" | "authentication_required" | null;
};

export type SubscriptionDoor = {
  /** The one of this key; made when there is none. */
  priceOf(input: NewPrice): Promise<{ id: string }>;
  createSubscriptionPage(input: NewSubscriptionPage): Promise<{ id: string; url: string }>;
  /** Which subscription a page began; null until it is paid. */
  subscriptionOfPage(sessionId: string): Promise<string | null>;
  retrieveSubscription(id: string): Promise<Subscription>;
  /** Of another number or price the next bill speaks; nothing is billed or given back for the month that runs. */
  changeQuantity(id: string, to: { quantity: number; priceId: string }): Promise<Subscription>;
  /** Ends with the period that runs, or goes on after all. */
  cancelAtPeriodEnd(id: string, cancelled: boolean): Promise<Subscription>;
  /** Ends at once; a bill that is open is asked for no more. `invalid` when it has ended. */
  endNow(id: string): Promise<void>;
  /** A card that the customer keeps. */
  payWithCard(id: string, paymentMethodId: string): Promise<Subscription>;
  /** Asks the subscription's card for an open bill now. `declined` when it says no, with its code. */
  payInvoice(id: string): Promise<Invoice>;
  retrieveInvoice(id: string): Promise<InvoicePaid>;
  /** Newest first. */
  listInvoices(subscriptionId: string, most: number): Promise<Invoice[]>;
};

const expand = ["default_payment_method"];

export function subscriptionDoor(stripe: Stripe): SubscriptionDoor {
  const retrieve = (id: string) => callStripe(() => stripe.subscriptions.retrieve(id, { expand }));
  const change = async (id: string, params: Stripe.SubscriptionUpdateParams) => {
    await callStripe(() => stripe.subscriptions.update(id, params));
    return asSubscription(await retrieve(id));
  };
  return {
    async priceOf(input) {
      const lookup: Stripe.PriceListParams = { lookup_keys: [input.lookupKey], active: true, limit: 1 };
      const known = await callStripe(() => stripe.prices.list(lookup));
      const [found] = known.data;
      if (found) return { id: found.id };
      const key = (what: string) => ({ idempotencyKey: `${what}:${input.lookupKey}` });
      const product = await callStripe(() => stripe.products.create({ name: input.name }, key("product")));
      const price = await callStripe(() => stripe.prices.create(priceParams(input, product.id), key("price")));
      return { id: price.id };
    },

    createSubscriptionPage: (input) => openPage(stripe, pageParams(input), input.idempotencyKey),

    async subscriptionOfPage(sessionId) {
      return idOf((await callStripe(() => stripe.checkout.sessions.retrieve(sessionId))).subscription);
    },

    retrieveSubscription: async (id) => asSubscription(await retrieve(id)),

    async changeQuantity(id, { quantity, priceId }) {
      const item = itemOf(await retrieve(id));
      return change(id, { items: [{ id: item.id, price: priceId, quantity }], proration_behavior: "none" });
    },

    cancelAtPeriodEnd: (id, cancelled) => change(id, { cancel_at_period_end: cancelled }),

    async endNow(id) {
      const bill = idOf((await callStripe(() => stripe.subscriptions.cancel(id))).latest_invoice);
      const open = bill !== null && asInvoice(await callStripe(() => stripe.invoices.retrieve(bill))).status === "open";
      if (open) await callStripe(() => stripe.invoices.voidInvoice(bill));
    },

    payWithCard: (id, paymentMethodId) => change(id, { default_payment_method: paymentMethodId }),

    async payInvoice(id) {
      try {
        return asInvoice(await callStripe(() => stripe.invoices.pay(id)));
      } catch (error) {
        // Asked twice, or paid by Stripe's own retry meanwhile: it is paid either way.
        if (!(error instanceof GatewayError) || error.kind !== "invalid") throw error;
        const invoice = asInvoice(await callStripe(() => stripe.invoices.retrieve(id)));
        if (invoice.status !== "paid") throw error;
        return invoice;
      }
    },

    async retrieveInvoice(id) {
      const deep = ["payments.data.payment.payment_intent"];
      return withPayment(await callStripe(() => stripe.invoices.retrieve(id, { expand: deep })));
    },

    async listInvoices(subscription, most) {
      const found = await callStripe(() => stripe.invoices.list({ subscription, limit: most }));
      return found.data.map(asInvoice);
    },
  };
}

function priceParams(input: NewPrice, product: string): Stripe.PriceCreateParams {
  return {
    product,
    currency: input.currency.toLowerCase(),
    lookup_key: input.lookupKey,
    recurring: { interval: "month" },
    billing_scheme: "tiered",
    // All of a number fall into its one band, and the band has one amount.
    tiers_mode: "volume",
    tiers: input.bands.map(({ upTo, monthMinor }) => ({ up_to: upTo ?? ("inf" as const), flat_amount: monthMinor })),
  };
}

function pageParams(input: NewSubscriptionPage): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "subscription",
    customer: input.customerId,
    allowed_payment_method_types: ["card"],
    line_items: [{ price: input.priceId, quantity: input.quantity }],
    // Also in a trial, so that the first bill finds one.
    payment_method_collection: "always",
    metadata: input.metadata,
    subscription_data: {
      metadata: input.metadata,
      ...(input.applicationFeeBp ? { application_fee_percent: input.applicationFeeBp / 100 } : {}),
      ...(input.trialEndsAt ? { trial_end: Math.floor(input.trialEndsAt.getTime() / 1000) } : {}),
    },
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    ...(input.expiresAt === undefined ? {} : { expires_at: input.expiresAt }),
  };
}

function itemOf(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const [item] = subscription.items.data;
  if (!item) throw new GatewayError("invalid", `Subscription ${subscription.id} has no item.`);
  return item;
}

function asSubscription(subscription: Stripe.Subscription): Subscription {
  const item = itemOf(subscription);
  return {
    id: subscription.id,
    status: subscriptionStatus(subscription.status),
    customerId: idOf(subscription.customer) ?? "",
    priceId: item.price.id,
    quantity: item.quantity ?? 1,
    periodEndsAt: instant(item.current_period_end),
    trialEndsAt: subscription.trial_end === null ? null : instant(subscription.trial_end),
    cancelled: subscription.cancel_at_period_end,
    endedAt: subscription.ended_at === null ? null : instant(subscription.ended_at),
    card: cardFacts(subscription.default_payment_method),
    latestInvoiceId: idOf(subscription.latest_invoice),
    metadata: subscription.metadata,
  };
}

// A word that Stripe may add later must neither open nor close anything by itself: it stands as past due, and somebody looks.
function subscriptionStatus(status: string): SubscriptionStatus {
  switch (status) {
    case "trialing":
    case "active":
    case "unpaid":
    case "paused":
      return status;
    case "canceled":
      return "ended";
    case "incomplete":
    case "incomplete_expired":
      return "unfinished";
    default:
      return "past_due";
  }
}

function asInvoice(invoice: Stripe.Invoice): Invoice {
  const { paid_at: paidAt } = invoice.status_transitions;
  return {
    id: invoice.id,
    number: invoice.number,
    status: invoiceStatus(invoice.status),
    subscriptionId: idOf(invoice.parent?.subscription_details?.subscription ?? null),
    amountMinor: invoice.total,
    currency: invoice.currency.toUpperCase(),
    createdAt: instant(invoice.created),
    paidAt: paidAt === null ? null : instant(paidAt),
    nextAttemptAt: invoice.next_payment_attempt === null ? null : instant(invoice.next_payment_attempt),
    pageUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
  };
}

// A word that Stripe may add later must never read as money.
function invoiceStatus(status: string | null): Invoice["status"] {
  return status === "paid" || status === "open" || status === "void" || status === "uncollectible" ? status : "draft";
}

function withPayment(invoice: Stripe.Invoice): InvoicePaid {
  const payment = invoice.payments?.data.find(({ is_default: ours }) => ours)?.payment.payment_intent;
  const intent = typeof payment === "object" ? payment : null;
  const code = intent?.last_payment_error?.code;
  const refusal =
    code === undefined
      ? null
      : code === "authentication_required"
        ? ("authentication_required" as const)
        : ("declined" as const);
  return { ...asInvoice(invoice), paymentIntentId: idOf(payment ?? null), refusal };
}
