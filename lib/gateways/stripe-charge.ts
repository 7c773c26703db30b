// Charges a kept card while its owner is not there, and looks payments up.
import Stripe from "stripe";
import { GatewayError } from "./gateway-error.ts";
import { cardFacts, type CardFacts } from "./stripe-card-facts.ts";
import { callStripe } from "./stripe-error.ts";
import { idOf, instant } from "./stripe-fields.ts";

export type NewCharge = {
  idempotencyKey: string;
  customerId: string;
  /** A card that the customer keeps. */
  paymentMethodId: string;
  amountMinor: number;
  /** ISO 4217, either case. */
  currency: string;
  /** Shown by Stripe: the clinic's name and nothing about health. */
  description: string;
  metadata: Record<string, string>;
  /** Of a connected account alone: what of the amount goes to Taper. */
  applicationFeeMinor?: number;
};

/**
 * Both refusals are answers, kept under the key: a repeat gives the same. `authentication_required`: the bank wants its
 * question answered by the owner, so a Checkout page has to be paid instead; the card stays kept.
 */
export type ChargeAnswer = {
  /** The payment intent. */
  id: string;
  status: "succeeded" | "declined" | "authentication_required";
  /** Stripe's, for instance `insufficient_funds`; only of a refusal. */
  declineCode?: string;
};

export type PaymentIntent = {
  id: string;
  /** Of the last attempt; `unfinished`: nothing is decided yet, or it was cancelled. */
  status: ChargeAnswer["status"] | "unfinished";
  declineCode?: string;
  amountMinor: number;
  /** ISO 4217, upper case. */
  currency: string;
  customerId: string | null;
  /** The card that paid; with `keepCardOf` it is kept, and `chargeCard` takes it. */
  paymentMethodId: string | null;
  card: CardFacts | null;
  metadata: Record<string, string>;
  createdAt: Date;
};

export type ChargeDoor = {
  /** `invalid` for a card that was forgotten or is another customer's. */
  chargeCard(input: NewCharge): Promise<ChargeAnswer>;
  retrievePaymentIntent(id: string): Promise<PaymentIntent>;
  /** Writes our ids on a payment that Stripe made by itself, beside what is there. */
  notePayment(id: string, metadata: Record<string, string>): Promise<void>;
};

export function chargeDoor(stripe: Stripe): ChargeDoor {
  return {
    async chargeCard(input) {
      const intent = await callStripe(() => tryCard(stripe, input));
      const { status, declineCode } = decided(intent);
      // Rare for cards: the event, or the same call later, tells how it ended.
      if (status === "unfinished") {
        throw new GatewayError("unavailable", `Payment ${intent.id} is not decided yet.`, { code: intent.status });
      }
      return { id: intent.id, status, ...(declineCode ? { declineCode } : {}) };
    },

    async notePayment(id, metadata) {
      await callStripe(() => stripe.paymentIntents.update(id, { metadata }));
    },

    async retrievePaymentIntent(id) {
      const expand = ["payment_method"];
      const intent = await callStripe(() => stripe.paymentIntents.retrieve(id, { expand }));
      return {
        id: intent.id,
        ...decided(intent),
        amountMinor: intent.amount,
        currency: intent.currency.toUpperCase(),
        customerId: idOf(intent.customer),
        paymentMethodId: idOf(intent.payment_method),
        card: cardFacts(intent.payment_method),
        metadata: intent.metadata,
        createdAt: instant(intent.created),
      };
    },
  };
}

async function tryCard(stripe: Stripe, input: NewCharge): Promise<Stripe.PaymentIntent> {
  const params: Stripe.PaymentIntentCreateParams = {
    amount: input.amountMinor,
    currency: input.currency.toLowerCase(),
    customer: input.customerId,
    payment_method: input.paymentMethodId,
    confirm: true,
    off_session: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    description: input.description,
    metadata: input.metadata,
    ...(input.applicationFeeMinor ? { application_fee_amount: input.applicationFeeMinor } : {}),
  };
  try {
    return await stripe.paymentIntents.create(params, { idempotencyKey: input.idempotencyKey });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError && error.payment_intent) return error.payment_intent;
    throw error;
  }
}

function decided(intent: Stripe.PaymentIntent): Pick<PaymentIntent, "status" | "declineCode"> {
  if (intent.status === "succeeded") return { status: "succeeded" };
  const refusal = intent.status === "requires_payment_method" ? intent.last_payment_error : null;
  if (!refusal) return { status: "unfinished" };
  const declineCode = refusal.decline_code ?? refusal.code;
  return {
    status: refusal.code === "authentication_required" ? "authentication_required" : "declined",
    ...(declineCode ? { declineCode } : {}),
  };
}
