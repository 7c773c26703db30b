// Writes metadata on a payment beside what is there, as Stripe does.
import type Stripe from "stripe";
import { metadata, type ShapeOf } from "./params.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export const intentUpdateShape = { metadata: "map" } satisfies ShapeOf<Stripe.PaymentIntentUpdateParams>;

export function notePayment(world: World, form: Form, intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  intent.metadata = { ...intent.metadata, ...metadata(form) };
  world.changed();
  return intent;
}
