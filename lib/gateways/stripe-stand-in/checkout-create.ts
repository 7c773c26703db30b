// Opens Checkout Sessions under Stripe's rules: to pay, or to keep a card.
import type Stripe from "stripe";
import { buildSetupIntent } from "./card-objects.ts";
import {
  branch,
  currencyOf,
  emailAddress,
  integer,
  metadata,
  oneOf,
  text,
  webAddress,
  type ShapeOf,
} from "./params.ts";
import { applicationFee, mustCharge } from "./direct-charges.ts";
import { totalOf } from "./line-items.ts";
import { invalid, missingParameter } from "./problem.ts";
import { find } from "./refunds.ts";
import { readSubscription } from "./subscription-page.ts";
import { buildSession, type SessionFacts } from "./session-object.ts";
import type { CheckoutMemo } from "./state.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export const checkoutCreateShape = {
  mode: true,
  success_url: true,
  cancel_url: true,
  expires_at: true,
  client_reference_id: true,
  customer: true,
  customer_email: true,
  currency: true,
  allowed_payment_method_types: [true],
  submit_type: true,
  locale: true,
  ui_mode: true,
  line_items: [
    {
      quantity: true,
      price: true,
      price_data: { currency: true, unit_amount: true, product_data: { name: true, description: true } },
    },
  ],
  metadata: "map",
  payment_intent_data: {
    description: true,
    metadata: "map",
    application_fee_amount: true,
    setup_future_usage: true,
    statement_descriptor_suffix: true,
  },
  setup_intent_data: { description: true, metadata: "map" },
  subscription_data: { description: true, metadata: "map", trial_end: true, application_fee_percent: true },
  payment_method_collection: true,
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams>;

const MINUTE = 60;

export function createCheckout(world: World, form: Form): Stripe.Checkout.Session {
  const mode = oneOf(form, "mode", ["payment", "setup", "subscription"]) ?? "payment";
  refuseOtherMode(form, mode);
  mustCharge(world);
  onlyCards(form, mode);
  const created = world.now();
  const customerId = customerOf(world, form);
  const common = {
    mode,
    customerId,
    successUrl: webAddress(form, "success_url") ?? required("success_url"),
    cancelUrl: webAddress(form, "cancel_url") ?? null,
    clientReferenceId: text(form, "client_reference_id") ?? null,
    customerEmail: emailAddress(form, "customer_email"),
    metadata: metadata(form),
    created,
    expiresAt: expiry(form, created),
    payBase: world.payBase,
  };
  if (mode === "setup") return openSetup(world, form, common);
  if (mode === "subscription") return openSubscription(world, form, common);
  const { amountMinor, currency, name } = totalOf(form);
  const payment = branch(form, "payment_intent_data");
  const usage = "payment_intent_data[setup_future_usage]";
  const keeps = oneOf(payment, "setup_future_usage", ["off_session"], usage);
  if (keeps && customerId === null) throw invalid("Only together with a customer in these test payments", usage);
  return open(world, buildSession({ ...common, amountMinor, currency, setupIntentId: null }), {
    itemName: name,
    paymentDescription: text(payment, "description") ?? null,
    paymentMetadata: metadata(payment),
    ...applicationFee(world, payment, amountMinor, "payment_intent_data[application_fee_amount]"),
    keepsCard: keeps !== undefined,
    awaiting: null,
  });
}

type Common = Omit<SessionFacts, "amountMinor" | "currency" | "setupIntentId">;

// Stripe makes the setup together with its page.
function openSetup(world: World, form: Form, common: Common): Stripe.Checkout.Session {
  const setup = branch(form, "setup_intent_data");
  const { customerId, created } = common;
  const description = text(setup, "description") ?? null;
  const currency = text(form, "currency") === undefined ? null : currencyOf(form, "currency");
  const intent = buildSetupIntent({ customerId, description, metadata: metadata(setup), created });
  world.state.setupIntents.set(intent.id, intent);
  return open(world, buildSession({ ...common, amountMinor: null, currency, setupIntentId: intent.id }), {
    itemName: description ?? "Your card",
    paymentDescription: null,
    paymentMetadata: {},
    awaiting: null,
  });
}

function openSubscription(world: World, form: Form, common: Common): Stripe.Checkout.Session {
  if (common.customerId === null) throw invalid("Only together with a customer in these test payments", "customer");
  const { amountMinor, month, currency, price, memo } = readSubscription(world, form);
  const product = find(world.state.products, "product", String(price.product));
  const until = memo.trialEnd === null ? "" : `, from ${new Date(memo.trialEnd * 1000).toISOString().slice(0, 10)} on`;
  return open(world, buildSession({ ...common, amountMinor, currency, setupIntentId: null }), {
    itemName: product.name,
    recurs: `${(month / 100).toFixed(2)} ${currency.toUpperCase()} a month${until}.`,
    paymentDescription: null,
    paymentMetadata: {},
    subscription: memo,
    awaiting: null,
  });
}

function open(world: World, session: Stripe.Checkout.Session, memo: CheckoutMemo): Stripe.Checkout.Session {
  world.state.sessions.set(session.id, session);
  world.state.memos.set(session.id, memo);
  world.changed();
  return session;
}

type Mode = "payment" | "setup" | "subscription";

const ofMode: Record<Mode, readonly string[]> = {
  payment: ["line_items", "payment_intent_data"],
  setup: ["setup_intent_data"],
  subscription: ["line_items", "subscription_data", "payment_method_collection"],
};

function refuseOtherMode(form: Form, mode: Mode): void {
  for (const name of new Set(Object.values(ofMode).flat())) {
    if (form[name] !== undefined && !ofMode[mode].includes(name))
      throw invalid(`You can not pass \`${name}\` in \`${mode}\` mode.`, name);
  }
}

function onlyCards(form: Form, mode: Mode): void {
  const types = Object.values(branch(form, "allowed_payment_method_types") ?? {});
  const other = types.find((type) => type !== "card");
  if (other !== undefined)
    throw invalid("Only cards are available in these test payments", "allowed_payment_method_types");
  if (mode === "setup" && types.length === 0 && !text(form, "currency")) throw missingParameter("currency");
}

function customerOf(world: World, form: Form): string | null {
  const id = text(form, "customer");
  if (id === undefined) return null;
  if (text(form, "customer_email") !== undefined) {
    throw invalid("You may only specify one of these parameters: customer, customer_email.");
  }
  return find(world.state.customers, "customer", id, "customer").id;
}

function required(name: string): never {
  throw missingParameter(name);
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
