// Card readers that stand at a clinic, driven from here: registered, handed a payment, asked how it ended.
import type Stripe from "stripe";
import { GatewayError } from "./gateway-error.ts";
import type { Checkout, CheckoutReference } from "./stripe-checkout.ts";
import { callStripe } from "./stripe-error.ts";
import { idOf, instant } from "./stripe-fields.ts";

export type ReaderPlace = {
  name: string;
  line1: string;
  city: string;
  state: string;
  country: string;
  postalCode: string;
};

export type NewReader = {
  idempotencyKey: string;
  /** As the reader shows it, for some minutes. */
  registrationCode: string;
  label: string;
  /** `tml_…`. */
  placeId: string;
};

export type NewReaderPayment = {
  idempotencyKey: string;
  amountMinor: number;
  /** ISO 4217, either case. */
  currency: string;
  /** Shown by Stripe: the clinic's name and nothing about health. */
  description: string;
  reference: CheckoutReference;
  /** Of a connected account alone: what of the amount goes to Taper. */
  applicationFeeMinor?: number;
};

/** A payment on a reader, in the words of a page to pay on; `refusal`: why the last card did not pay, while it waits. */
export type ReaderPayment = Checkout & { refusal: string | null };

export type ReaderDoor = {
  /** `invalid` for an address that Stripe does not take. */
  addReaderPlace(input: ReaderPlace & { idempotencyKey: string }): Promise<{ id: string }>;
  /** `invalid` for a code that no reader shows. */
  registerReader(input: NewReader): Promise<{ id: string; device: string; serial: string }>;
  forgetReader(id: string): Promise<void>;
  /** A payment that waits to be handed to a reader. */
  createReaderPayment(input: NewReaderPayment): Promise<{ id: string }>;
  /** `invalid` with Stripe's code: `terminal_reader_busy`, `terminal_reader_offline`, `terminal_reader_timeout`. */
  handToReader(input: { readerId: string; paymentId: string }): Promise<void>;
  retrieveReaderPayment(id: string): Promise<ReaderPayment>;
  /** Which payment the reader was handed last, and why it gave up; null for one that is gone, or has nothing to say. */
  readerRefusal(readerId: string): Promise<{ paymentId: string; refusal: string } | null>;
  /** Clears the reader, if it still shows this payment, and ends it; says `complete` when the card was faster. */
  endReaderPayment(input: { readerId: string; paymentId: string }): Promise<"expired" | "complete">;
};

export function readerDoor(stripe: Stripe): ReaderDoor {
  const retrieveReaderPayment = async (id: string) =>
    asPayment(await callStripe(() => stripe.paymentIntents.retrieve(id)));
  const lastAction = async (readerId: string): Promise<Stripe.Terminal.Reader.Action | null> => {
    const reader = await callStripe(() => stripe.terminal.readers.retrieve(readerId));
    return reader.deleted ? null : reader.action;
  };
  return {
    retrieveReaderPayment,

    async addReaderPlace({ idempotencyKey, name, line1, city, state, country, postalCode }) {
      const address = { line1, city, state, country, postal_code: postalCode };
      const params = { display_name: name, address };
      return callStripe(() => stripe.terminal.locations.create(params, { idempotencyKey }));
    },

    async registerReader({ idempotencyKey, registrationCode, label, placeId }) {
      const params = { registration_code: registrationCode, label, location: placeId };
      const reader = await callStripe(() => stripe.terminal.readers.create(params, { idempotencyKey }));
      return { id: reader.id, device: reader.device_type, serial: reader.serial_number };
    },

    async forgetReader(id) {
      await callStripe(() => stripe.terminal.readers.del(id)).catch(ifGone);
    },

    async createReaderPayment({ idempotencyKey, amountMinor, currency, description, reference, applicationFeeMinor }) {
      const params: Stripe.PaymentIntentCreateParams = {
        amount: amountMinor,
        currency: currency.toLowerCase(),
        allowed_payment_method_types: ["card_present"],
        capture_method: "automatic",
        description,
        metadata: { ...reference },
        ...(applicationFeeMinor ? { application_fee_amount: applicationFeeMinor } : {}),
      };
      return callStripe(() => stripe.paymentIntents.create(params, { idempotencyKey }));
    },

    async handToReader({ readerId, paymentId }) {
      const params = { payment_intent: paymentId, process_config: { enable_customer_cancellation: true } };
      await callStripe(() => stripe.terminal.readers.processPaymentIntent(readerId, params));
    },

    async readerRefusal(readerId) {
      const action = await lastAction(readerId).catch(ifGone);
      const paymentId = idOf(action?.process_payment_intent?.payment_intent ?? null);
      if (!action || action.status !== "failed" || !paymentId) return null;
      return { paymentId, refusal: action.failure_code ?? "failed" };
    },

    async endReaderPayment({ readerId, paymentId }) {
      const action = await lastAction(readerId).catch(ifGone);
      const shows = action?.status === "in_progress" && idOf(action.process_payment_intent?.payment_intent ?? null);
      // One that is off shows nothing any more; what counts is that the payment itself is ended.
      if (shows === paymentId) await callStripe(() => stripe.terminal.readers.cancelAction(readerId)).catch(ifGone);
      try {
        await callStripe(() => stripe.paymentIntents.cancel(paymentId));
        return "expired";
      } catch (error) {
        if (!(error instanceof GatewayError) || error.kind !== "invalid") throw error;
        const { status } = await retrieveReaderPayment(paymentId);
        if (status === "open") throw error;
        return status;
      }
    },
  };
}

function ifGone(error: unknown): null {
  if (error instanceof GatewayError && error.kind === "invalid") return null;
  throw error;
}

function asPayment(intent: Stripe.PaymentIntent): ReaderPayment {
  const paid = intent.status === "succeeded";
  const waits = intent.status === "requires_payment_method" ? intent.last_payment_error : null;
  return {
    id: intent.id,
    status: paid ? "complete" : intent.status === "canceled" ? "expired" : "open",
    paymentStatus: paid ? "paid" : "unpaid",
    amountMinor: intent.amount,
    currency: intent.currency.toUpperCase(),
    paymentIntentId: intent.id,
    kept: null,
    refusal: waits ? (waits.decline_code ?? waits.code ?? "declined") : null,
    metadata: intent.metadata,
    createdAt: instant(intent.created),
  };
}
