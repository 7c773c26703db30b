// Card readers at a clinic: registered, handed a payment, and what the card holder then does on them.
import type Stripe from "stripe";
import { refuseAttempt, succeed } from "./attempts.ts";
import { declineOf, TEST_CARDS } from "./cards.ts";
import { mustCharge, applicationFee } from "./direct-charges.ts";
import { branch, currencyOf, integer, metadata, oneOf, requiredText, text, type ShapeOf } from "./params.ts";
import { makePaymentMethod } from "./payment-methods.ts";
import { buildPaymentIntent } from "./payment-objects.ts";
import { forbiddenByState, invalid, missingParameter, noSuch } from "./problem.ts";
import { buildLocation, buildReader, readingOf } from "./reader-objects.ts";
import { find } from "./refunds.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

type Reader = Stripe.Terminal.Reader;

export const locationCreateShape = {
  display_name: true,
  address: { line1: true, city: true, state: true, country: true, postal_code: true },
  metadata: "map",
} satisfies ShapeOf<Stripe.Terminal.LocationCreateParams>;

export function createLocation(world: World, form: Form): Stripe.Terminal.Location {
  const address = branch(form, "address");
  const part = (name: string) => requiredText(address, name, `address[${name}]`);
  const location = buildLocation({
    displayName: requiredText(form, "display_name"),
    address: {
      line1: part("line1"),
      city: part("city"),
      state: part("state"),
      country: part("country"),
      postalCode: part("postal_code"),
    },
    metadata: metadata(form),
  });
  world.state.terminalLocations.set(location.id, location);
  world.changed();
  return location;
}

export const readerCreateShape = {
  registration_code: true,
  label: true,
  location: true,
  metadata: "map",
} satisfies ShapeOf<Stripe.Terminal.ReaderCreateParams>;

/** docs.stripe.com/terminal/references/testing: the codes of simulated readers begin so. */
const SIMULATED = /^simulated-\w+$/;

export function createReader(world: World, form: Form): Reader {
  const code = requiredText(form, "registration_code");
  if (!SIMULATED.test(code)) {
    throw invalid(
      "There is no reader waiting under this registration code; the simulated ones begin with `simulated-`.",
      "registration_code",
    );
  }
  const location = find(world.state.terminalLocations, "location", requiredText(form, "location"), "location");
  const reader = buildReader({
    label: text(form, "label") ?? "Reader",
    locationId: location.id,
    seenAt: world.now(),
    metadata: metadata(form),
  });
  world.state.readers.set(reader.id, reader);
  world.changed();
  return reader;
}

export function deleteReader(world: World, id: string): Stripe.Terminal.DeletedReader {
  const { device_type, serial_number } = findReader(world, id);
  world.state.readers.delete(id);
  world.changed();
  return { id, object: "terminal.reader", deleted: true, device_type, serial_number };
}

export const findReader = (world: World, id: string): Reader => {
  const reader = world.state.readers.get(id);
  if (!reader) throw noSuch("reader", id, "reader");
  return reader;
};

/** A payment that a card will be held to a reader for. */
export function createPresentIntent(world: World, form: Form): Stripe.PaymentIntent {
  const amountMinor = integer(form, "amount");
  if (amountMinor === undefined) throw missingParameter("amount");
  if (amountMinor < 50) throw invalid("Amount must be at least 50 cents", "amount", "amount_too_small");
  if (text(form, "confirm") !== undefined)
    throw invalid("A payment for a reader is confirmed by the reader", "confirm");
  oneOf(form, "capture_method", ["automatic"]);
  mustCharge(world);
  const intent = buildPaymentIntent({
    amountMinor,
    currency: currencyOf(form, "currency"),
    description: text(form, "description") ?? null,
    metadata: metadata(form),
    created: world.now(),
    customerId: null,
    ...applicationFee(world, form, amountMinor, "application_fee_amount"),
  });
  intent.capture_method = "automatic";
  intent.allowed_payment_method_types = ["card_present"];
  intent.payment_method_types = ["card_present"];
  world.state.paymentIntents.set(intent.id, intent);
  world.changed();
  return intent;
}

export const isPresent = (form: Form): boolean =>
  Object.values(branch(form, "allowed_payment_method_types") ?? {})[0] === "card_present";

export const paymentIntentCancelShape = {
  cancellation_reason: true,
} satisfies ShapeOf<Stripe.PaymentIntentCancelParams>;

export function cancelPaymentIntent(world: World, id: string): Stripe.PaymentIntent {
  const intent = find(world.state.paymentIntents, "payment_intent", id, "intent");
  if (intent.status === "succeeded" || intent.status === "canceled") {
    throw forbiddenByState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
      "payment_intent_unexpected_state",
    );
  }
  intent.status = "canceled";
  intent.canceled_at = world.now();
  world.announce({ type: "payment_intent.canceled", object: intent });
  world.changed();
  return intent;
}

export const processShape = {
  payment_intent: true,
  process_config: { enable_customer_cancellation: true },
} satisfies ShapeOf<Stripe.Terminal.ReaderProcessPaymentIntentParams>;

export function processPaymentIntent(world: World, form: Form, id: string): Reader {
  const reader = mustBeOn(findReader(world, id));
  if (reader.action?.status === "in_progress") {
    throw forbiddenByState("Reader is currently processing another request.", "terminal_reader_busy");
  }
  const intent = find(world.state.paymentIntents, "payment_intent", requiredText(form, "payment_intent"), "intent");
  if (intent.status !== "requires_payment_method" || !intent.payment_method_types.includes("card_present")) {
    throw forbiddenByState("The PaymentIntent cannot be processed by a reader as it is.", "intent_invalid_state");
  }
  reader.action = readingOf(intent.id);
  world.changed();
  return reader;
}

/** What the reader shows ends; its payment stays as it is. */
export function cancelAction(world: World, id: string): Reader {
  const reader = mustBeOn(findReader(world, id));
  reader.action = null;
  world.changed();
  return reader;
}

function mustBeOn(reader: Reader): Reader {
  if (reader.status === "online") return reader;
  throw forbiddenByState("Reader is offline, please ensure it is powered on and connected.", "terminal_reader_offline");
}

// The SDK names this type nowhere that can be reached.
type Present = NonNullable<Parameters<Stripe["testHelpers"]["terminal"]["readers"]["presentPaymentMethod"]>[1]>;

export const presentShape = {
  type: true,
  card_present: { number: true },
} satisfies ShapeOf<Present>;

export const presentCard = (world: World, form: Form, id: string): Reader =>
  holdCard(world, id, text(branch(form, "card_present"), "number") ?? "4242424242424242");

/** Who holds a card to the reader; whoever asks the bank elsewhere types their secret number here. */
export function holdCard(world: World, id: string, number: string): Reader {
  const { reader, intent } = reading(world, id);
  const card = TEST_CARDS.find((known) => known.number === number.replaceAll(" ", ""));
  if (!card) throw invalid("Only the test card numbers can be held to a simulated reader", "card_present[number]");
  const payer = { email: "", name: "", card, expMonth: 12, expYear: 2034 };
  if (card.paying === "is refused") {
    const refusal = declineOf(card);
    refuseAttempt(world, intent, payer, refusal);
    return failed(world, reader, refusal.code, refusal.message);
  }
  succeed(world, intent, payer, makePaymentMethod(world, payer, null));
  reader.action!.status = "succeeded";
  world.announce({ type: "terminal.reader.action_succeeded", object: reader });
  world.changed();
  return reader;
}

/** The card holder presses the red key. */
export function leaveReader(world: World, id: string): Reader {
  const { reader } = reading(world, id);
  return failed(world, reader, "customer_canceled", "The customer canceled the payment on the reader.");
}

function failed(world: World, reader: Reader, code: string, message: string): Reader {
  Object.assign(reader.action!, { status: "failed", failure_code: code, failure_message: message });
  world.announce({ type: "terminal.reader.action_failed", object: reader });
  world.changed();
  return reader;
}

function reading(world: World, id: string): { reader: Reader; intent: Stripe.PaymentIntent } {
  const reader = findReader(world, id);
  const asked = reader.action?.status === "in_progress" ? reader.action.process_payment_intent?.payment_intent : null;
  const intent = typeof asked === "string" ? world.state.paymentIntents.get(asked) : null;
  if (!intent || intent.status !== "requires_payment_method")
    throw forbiddenByState("The reader waits for no card.", "intent_invalid_state");
  return { reader, intent };
}

/** Pulls its plug, or puts it in again. */
export function switchReader(world: World, id: string): void {
  const reader = findReader(world, id);
  reader.status = reader.status === "online" ? "offline" : "online";
  if (reader.status === "offline") reader.action = null;
  world.changed();
}
