// Customers: to whom a kept card belongs.
import type Stripe from "stripe";
import { buildCustomer } from "./card-objects.ts";
import { emailAddress, metadata, text, type ShapeOf } from "./params.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export const customerCreateShape = {
  email: true,
  name: true,
  description: true,
  metadata: "map",
} satisfies ShapeOf<Stripe.CustomerCreateParams>;

export function createCustomer(world: World, form: Form): Stripe.Customer {
  const customer = buildCustomer({
    email: emailAddress(form, "email"),
    name: text(form, "name") ?? null,
    description: text(form, "description") ?? null,
    metadata: metadata(form),
    created: world.now(),
  });
  world.state.customers.set(customer.id, customer);
  world.announce({ type: "customer.created", object: customer });
  world.changed();
  return customer;
}
