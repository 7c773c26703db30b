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

/** The bank asks its customer first; who pays is kept until the answer. */
export function askBank(world: World, session: Stripe.Checkout.Session, payer: Payer, tell: Asking): PayResult {
  tell.object.status = "requires_action";
  const memo = world.state.memos.get(session.id);
  if (memo) memo.awaiting = payer;
  world.announce(tell);
  world.changed();
  return { outcome: "authenticate" };
}

type Asking =
  | { type: "payment_intent.requires_action"; object: Stripe.PaymentIntent }
  | { type: "setup_intent.requires_action"; object: Stripe.SetupIntent };

/** Who waits for the bank's answer on an open session, once; or how the page has ended already. */
export function whoAwaits(
  world: World,
  session: Stripe.Checkout.Session,
): { payer: Payer; ended?: never } | { payer?: never; ended: PayResult } {
  if (session.status !== "open") return { ended: { outcome: "closed", session } };
  const memo = world.state.memos.get(session.id);
  const payer = memo?.awaiting;
  if (!memo || !payer)
    return { ended: { outcome: "refused", message: "There is nothing to approve yet. Please enter a card." } };
  memo.awaiting = null;
  return { payer };
}

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
