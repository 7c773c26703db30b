// Checkout Sessions: opened, looked up, listed and expired under Stripe's rules.
import type Stripe from "stripe";
import { branch, integer, list, metadata, requiredText, text, webAddress, type ShapeOf } from "./params.ts";
import { forbiddenByState, invalid, missingParameter, noSuch } from "./problem.ts";
import { buildSession } from "./session-object.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export const checkoutCreateShape = {
  mode: true,
  success_url: true,
  cancel_url: true,
  expires_at: true,
  client_reference_id: true,
  customer_email: true,
  submit_type: true,
  locale: true,
  ui_mode: true,
  line_items: [
    {
      quantity: true,
      price_data: { currency: true, unit_amount: true, product_data: { name: true, description: true } },
    },
  ],
  metadata: "map",
  payment_intent_data: { description: true, metadata: "map", statement_descriptor_suffix: true },
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams>;

const MINUTE = 60;

export function createCheckout(world: World, form: Form): Stripe.Checkout.Session {
  const mode = text(form, "mode") ?? "payment";
  if (mode !== "payment") throw invalid("Only mode=payment is available in these test payments", "mode");
  const created = world.now();
  const { amountMinor, currency, name } = total(form);
  const session = buildSession({
    amountMinor,
    currency,
    successUrl: webAddress(form, "success_url") ?? required("success_url"),
    cancelUrl: webAddress(form, "cancel_url") ?? null,
    clientReferenceId: text(form, "client_reference_id") ?? null,
    customerEmail: email(form),
    metadata: metadata(form),
    created,
    expiresAt: expiry(form, created),
    payBase: world.payBase,
  });
  const payment = branch(form, "payment_intent_data");
  world.state.sessions.set(session.id, session);
  world.state.memos.set(session.id, {
    itemName: name,
    paymentDescription: text(payment, "description") ?? null,
    paymentMetadata: metadata(payment),
    awaiting: null,
  });
  world.changed();
  return session;
}

function required(name: string): never {
  throw missingParameter(name);
}

function total(form: Form): { amountMinor: number; currency: string; name: string } {
  const items = list(form, "line_items");
  if (items.length === 0) throw missingParameter("line_items");
  let amountMinor = 0;
  let currency: string | undefined;
  items.forEach((item, i) => {
    const price = branch(item, "price_data");
    const at = `line_items[${i}][price_data]`;
    if (!price) throw missingParameter(at);
    const itemCurrency = requiredText(price, "currency", `${at}[currency]`).toLowerCase();
    if (!/^[a-z]{3}$/.test(itemCurrency)) throw invalid(`Invalid currency: ${itemCurrency}`, `${at}[currency]`);
    if (currency !== undefined && currency !== itemCurrency) throw invalid("All prices must use one currency", at);
    currency = itemCurrency;
    requiredText(branch(price, "product_data"), "name", `${at}[product_data][name]`);
    const unit = integer(price, "unit_amount", `${at}[unit_amount]`);
    if (unit === undefined) throw missingParameter(`${at}[unit_amount]`);
    if (unit < 0) throw invalid("Invalid non-negative integer", `${at}[unit_amount]`, "parameter_invalid_integer");
    const quantity = integer(item, "quantity", `line_items[${i}][quantity]`);
    if (quantity === undefined || quantity < 1) throw invalid("Quantity is required", `line_items[${i}][quantity]`);
    amountMinor += unit * quantity;
  });
  // docs.stripe.com/currencies: the least charge is 0.50 in CAD and USD.
  if (amountMinor < 50) {
    throw invalid(
      "The Checkout Session's total amount must convert to at least 50 cents.",
      undefined,
      "amount_too_small",
    );
  }
  const name = text(branch(branch(items[0], "price_data"), "product_data"), "name") ?? "";
  return { amountMinor, currency: currency ?? "", name };
}

function email(form: Form): string | null {
  const value = text(form, "customer_email");
  if (value !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    throw invalid(`Invalid email address: ${value}`, "customer_email", "email_invalid");
  }
  return value ?? null;
}

function expiry(form: Form, created: number): number {
  const at = integer(form, "expires_at") ?? created + 24 * 60 * MINUTE;
  if (at < created + 30 * MINUTE) {
    throw invalid(
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      "expires_at",
    );
  }
  if (at > created + 24 * 60 * MINUTE) {
    throw invalid(
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      "expires_at",
    );
  }
  return at;
}

/** The session as it is now: one past its time expires first. */
export function findCheckout(world: World, id: string): Stripe.Checkout.Session {
  const session = world.state.sessions.get(id);
  if (!session) throw noSuch("checkout.session", id, "session");
  if (session.status === "open" && session.expires_at <= world.now()) close(world, session);
  return session;
}

export function expireCheckout(world: World, id: string): Stripe.Checkout.Session {
  const session = findCheckout(world, id);
  if (session.status !== "open") {
    throw forbiddenByState(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  close(world, session);
  return session;
}

/** Expires every session whose time is over. */
export function sweepCheckouts(world: World): void {
  for (const id of world.state.sessions.keys()) findCheckout(world, id);
}

function close(world: World, session: Stripe.Checkout.Session): void {
  session.status = "expired";
  session.url = null;
  const memo = world.state.memos.get(session.id);
  if (memo) memo.awaiting = null;
  world.announce({ type: "checkout.session.expired", object: session });
  world.changed();
}
