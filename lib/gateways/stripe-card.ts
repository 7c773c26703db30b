// Kept cards: whose they are, the page at Stripe that keeps one, and forgetting it. Numbers never pass through here.
import type Stripe from "stripe";
import { GatewayError } from "./gateway-error.ts";
import { cardFacts, type CardFacts } from "./stripe-card-facts.ts";
import { checkoutStatus, openPage } from "./stripe-checkout.ts";
import { callStripe } from "./stripe-error.ts";
import { idOf, instant } from "./stripe-fields.ts";

export type NewCustomer = {
  idempotencyKey: string;
  /** All that we say about the person, and nothing about health; a clinic is a customer of Taper's own. */
  metadata: { clinicId: string; patientId: string } | { clinicId: string; subscriptionId: string };
  /** Prefilled on the pages; without it Stripe keeps the one that is written there. */
  email?: string;
};

export type NewCardSetup = {
  idempotencyKey: string;
  customerId: string;
  /** Shown on the page: the clinic's name and nothing about health. */
  description: string;
  /** Ids; on the session and on its setup. */
  metadata: Record<string, string>;
  /** `{CHECKOUT_SESSION_ID}` in it is replaced by the session's id. */
  successUrl: string;
  cancelUrl: string;
  /** Epoch seconds, 30 minutes to 24 hours after the call arrives: leave a minute's room at either end. Without it a day. */
  expiresAt?: number;
};

export type CardSetup = {
  id: string;
  status: "open" | "complete" | "expired";
  customerId: string | null;
  /** To charge it later; null until the session is complete. */
  paymentMethodId: string | null;
  /** Null as long as `paymentMethodId` is, and for a method that is no card. */
  card: CardFacts | null;
  metadata: Record<string, string>;
  createdAt: Date;
};

export type CardDoor = {
  createCustomer(input: NewCustomer): Promise<{ id: string }>;
  /** A page that keeps a card and charges nothing; `expireCheckout` closes it, `checkout.session.*` events tell of it. */
  createCardSetup(input: NewCardSetup): Promise<{ id: string; url: string }>;
  /** `invalid` for a session that is there to pay. */
  retrieveCardSetup(id: string): Promise<CardSetup>;
  /** The card can never be charged again; a second time changes nothing. */
  forgetCard(paymentMethodId: string): Promise<void>;
};

export function cardDoor(stripe: Stripe): CardDoor {
  return {
    async createCustomer({ idempotencyKey, metadata, email }) {
      const params: Stripe.CustomerCreateParams = { metadata, ...(email ? { email } : {}) };
      const { id } = await callStripe(() => stripe.customers.create(params, { idempotencyKey }));
      return { id };
    },

    createCardSetup: (input) => openPage(stripe, setupParams(input), input.idempotencyKey),

    async retrieveCardSetup(id) {
      const expand = ["setup_intent.payment_method"];
      return asCardSetup(await callStripe(() => stripe.checkout.sessions.retrieve(id, { expand })));
    },

    async forgetCard(paymentMethodId) {
      try {
        await callStripe(() => stripe.paymentMethods.detach(paymentMethodId));
      } catch (error) {
        if (!(error instanceof GatewayError) || error.kind !== "invalid") throw error;
        const { customer } = await callStripe(() => stripe.paymentMethods.retrieve(paymentMethodId));
        if (customer !== null) throw error;
      }
    },
  };
}

function setupParams(input: NewCardSetup): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "setup",
    customer: input.customerId,
    // Other methods cannot be charged later in the same way.
    allowed_payment_method_types: ["card"],
    metadata: input.metadata,
    setup_intent_data: { description: input.description, metadata: input.metadata },
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    ...(input.expiresAt === undefined ? {} : { expires_at: input.expiresAt }),
  };
}

function asCardSetup(session: Stripe.Checkout.Session): CardSetup {
  if (session.mode !== "setup") throw new GatewayError("invalid", `Checkout ${session.id} keeps no card.`);
  const intent = typeof session.setup_intent === "string" ? null : session.setup_intent;
  const method = intent?.status === "succeeded" ? intent.payment_method : null;
  return {
    id: session.id,
    status: checkoutStatus(session.status),
    customerId: idOf(session.customer),
    paymentMethodId: idOf(method),
    card: cardFacts(method),
    metadata: session.metadata ?? {},
    createdAt: instant(session.created),
  };
}
