// How a payer's step on a page ends, for payments and for kept cards alike.
import type Stripe from "stripe";
import type { Payer } from "./payment-objects.ts";
import type { World } from "./world.ts";

export type PayResult =
  | { outcome: "done"; session: Stripe.Checkout.Session }
  | { outcome: "refused"; message: string }
  | { outcome: "authenticate" }
  /** Not open any more: done before, or expired. */
  | { outcome: "closed"; session: Stripe.Checkout.Session };

/** Ends the session well, and tells its customer's e-mail address when none was known. */
export function complete(world: World, session: Stripe.Checkout.Session, payer: Payer): PayResult {
  session.status = "complete";
  session.url = null;
  session.customer_details = {
    address: null,
    business_name: null,
    email: payer.email,
    individual_name: null,
    name: payer.name,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
  const customer = typeof session.customer === "string" ? world.state.customers.get(session.customer) : undefined;
  if (customer) customer.email ??= payer.email;
  world.announce({ type: "checkout.session.completed", object: session });
  world.changed();
  return { outcome: "done", session };
}
