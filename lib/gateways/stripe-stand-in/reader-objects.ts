// Builds card readers and the places where they stand with every field that Stripe's own types ask for.
import type Stripe from "stripe";
import { newId } from "./wire.ts";

export function buildLocation(facts: {
  displayName: string;
  address: { line1: string; city: string; state: string; country: string; postalCode: string };
  metadata: Record<string, string>;
}): Stripe.Terminal.Location {
  const { line1, city, state, country, postalCode } = facts.address;
  return {
    id: newId("tml"),
    object: "terminal.location",
    address: { line1, line2: null, city, state, country, postal_code: postalCode },
    display_name: facts.displayName,
    livemode: false,
    metadata: facts.metadata,
  };
}

/** A simulated one, which is on. */
export function buildReader(facts: {
  label: string;
  locationId: string;
  seenAt: number;
  metadata: Record<string, string>;
}): Stripe.Terminal.Reader {
  const id = newId("tmr");
  return {
    id,
    object: "terminal.reader",
    action: null,
    device_sw_version: null,
    device_type: "simulated_wisepos_e",
    ip_address: "0.0.0.0",
    label: facts.label,
    last_seen_at: facts.seenAt * 1000,
    livemode: false,
    location: facts.locationId,
    metadata: facts.metadata,
    serial_number: `simulated-${id.slice(4, 12)}`,
    status: "online",
  };
}

export function readingOf(intentId: string): Stripe.Terminal.Reader.Action {
  return {
    api_error: null,
    failure_code: null,
    failure_message: null,
    process_payment_intent: { payment_intent: intentId },
    status: "in_progress",
    type: "process_payment_intent",
  };
}
