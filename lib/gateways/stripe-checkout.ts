// Hosted Checkout: a page at Stripe to pay on, which can keep the card as well.
import type Stripe from "stripe";
import { GatewayError } from "./gateway-error.ts";
import { cardFacts, type CardFacts } from "./stripe-card-facts.ts";
import { callStripe } from "./stripe-error.ts";
import { idOf, instant, since } from "./stripe-fields.ts";

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
  /** Of a connected account alone: what of the amount goes to Taper. */
  applicationFeeMinor?: number;
  /** The customer that the paying card is kept for, to be charged later; its e-mail address goes before `customerEmail`. */
  keepCardOf?: string;
};

export type Checkout = {
  id: string;
  status: "open" | "complete" | "expired";
  paymentStatus: "paid" | "unpaid" | "no_payment_required";
  amountMinor: number;
  /** ISO 4217, upper case. */
  currency: string;
  paymentIntentId: string | null;
  /** The card that paid and is kept to be charged later; null in a list, and where none is kept. */
  kept: { customerId: string; paymentMethodId: string; card: CardFacts } | null;
  metadata: Record<string, string>;
  createdAt: Date;
};

export type CheckoutDoor = {
  createCheckout(input: NewCheckout): Promise<{ id: string; url: string }>;
  retrieveCheckout(id: string): Promise<Checkout>;
  /** Closes an open session; says `complete` when the payer was faster, and then the money has come or the card is kept. */
  expireCheckout(id: string): Promise<"expired" | "complete">;
  /** Everything created at or after the instant, newest first; pages that only keep a card are among them. */
  listCheckoutsSince(since: Date): Promise<Checkout[]>;
};

const payer = "payment_intent.payment_method";

export function checkoutDoor(stripe: Stripe): CheckoutDoor {
  const retrieveCheckout = async (id: string) =>
    asCheckout(await callStripe(() => stripe.checkout.sessions.retrieve(id, { expand: [payer] })));
  return {
    retrieveCheckout,

    createCheckout: (input) => openPage(stripe, checkoutParams(input), input.idempotencyKey),

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

    async listCheckoutsSince(date) {
      const found = await callStripe(() => Array.fromAsync(stripe.checkout.sessions.list(since(date))));
      return found.map(asCheckout);
    },
  };
}

/** Opens a page of either kind. */
export async function openPage(
  stripe: Stripe,
  params: Stripe.Checkout.SessionCreateParams,
  idempotencyKey: string,
): Promise<{ id: string; url: string }> {
  const session = await callStripe(() => stripe.checkout.sessions.create(params, { idempotencyKey }));
  if (!session.url) throw new GatewayError("invalid", `Checkout ${session.id} came back without its page.`);
  return { id: session.id, url: session.url };
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
    payment_intent_data: {
      description: input.description,
      metadata,
      ...(input.applicationFeeMinor ? { application_fee_amount: input.applicationFeeMinor } : {}),
      ...(input.keepCardOf ? { setup_future_usage: "off_session" } : {}),
    },
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    expires_at: input.expiresAt,
    ...paidBy(input),
  };
}

// Stripe takes a customer or an address; only cards can be charged later without asking.
function paidBy(input: NewCheckout): Partial<Stripe.Checkout.SessionCreateParams> {
  if (input.keepCardOf) return { customer: input.keepCardOf, allowed_payment_method_types: ["card"] };
  return input.customerEmail ? { customer_email: input.customerEmail } : {};
}

function asCheckout(session: Stripe.Checkout.Session): Checkout {
  return {
    id: session.id,
    status: checkoutStatus(session.status),
    paymentStatus: paymentStatus(session.payment_status),
    amountMinor: session.amount_total ?? 0,
    currency: (session.currency ?? "").toUpperCase(),
    paymentIntentId: idOf(session.payment_intent),
    kept: keptCard(session.payment_intent),
    metadata: session.metadata ?? {},
    createdAt: instant(session.created),
  };
}

function keptCard(intent: Stripe.Checkout.Session["payment_intent"]): Checkout["kept"] {
  if (intent === null || typeof intent === "string" || intent.setup_future_usage !== "off_session") return null;
  const [customerId, paymentMethodId] = [idOf(intent.customer), idOf(intent.payment_method)];
  const card = cardFacts(intent.payment_method);
  return intent.status === "succeeded" && customerId && paymentMethodId && card
    ? { customerId, paymentMethodId, card }
    : null;
}

// Words that Stripe may add later must never read as money or as an end, hence the fallbacks.
export function checkoutStatus(status: string | null): Checkout["status"] {
  return status === "complete" || status === "expired" ? status : "open";
}

function paymentStatus(status: string): Checkout["paymentStatus"] {
  return status === "paid" || status === "no_payment_required" ? status : "unpaid";
}
