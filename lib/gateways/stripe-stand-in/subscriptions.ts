// Subscriptions by the clock: trials end, months are billed, refused cards are asked again after 3, 5 and 7 days, and then it ends.
import type Stripe from "stripe";
import { planOf } from "./billing-objects.ts";
import { askCard, openInvoice, tellRefused } from "./invoices.ts";
import { keptCard } from "./payment-methods.ts";
import { flag, integer, list, oneOf, text, type ShapeOf } from "./params.ts";
import { forbiddenByState, invalid } from "./problem.ts";
import { find } from "./refunds.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export const subscriptionUpdateShape = {
  cancel_at_period_end: true,
  default_payment_method: true,
  proration_behavior: true,
  items: [{ id: true, price: true, quantity: true }],
} satisfies ShapeOf<Stripe.SubscriptionUpdateParams>;

const DAY = 86_400;
const RETRY_DAYS = [3, 5, 7];

/** The same day of a later month, or its last one: the first that comes after `at`. */
export function nextMonth(anchor: number, at: number): number {
  const from = new Date(anchor * 1000);
  for (let months = 1; ; months += 1) {
    const first = new Date(from);
    first.setUTCDate(1);
    first.setUTCMonth(first.getUTCMonth() + months);
    const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    first.setUTCDate(Math.min(from.getUTCDate(), last));
    const next = Math.floor(first.getTime() / 1000);
    if (next > at) return next;
  }
}

export const isOver = ({ status }: Stripe.Subscription) => status === "canceled" || status === "incomplete_expired";

export function updateSubscription(world: World, id: string, form: Form): Stripe.Subscription {
  const subscription = find(world.state.subscriptions, "subscription", id);
  if (isOver(subscription)) throw forbiddenByState("A canceled subscription can only update its cancellation_details.");
  const method = text(form, "default_payment_method");
  if (method !== undefined)
    subscription.default_payment_method = keptCard(world, String(subscription.customer), method).id;
  const items = list(form, "items");
  // Without it Stripe would bill or credit the rest of the month.
  if (items.length > 0 && oneOf(form, "proration_behavior", ["none"]) === undefined)
    throw invalid("Only `none` is available in these test payments", "proration_behavior");
  for (const change of items) changeItem(world, subscription, change);
  if (text(form, "cancel_at_period_end") !== undefined) {
    const ends = flag(form, "cancel_at_period_end");
    subscription.cancel_at_period_end = ends;
    subscription.cancel_at = ends ? (subscription.items.data[0]?.current_period_end ?? null) : null;
    subscription.canceled_at = ends ? world.now() : null;
  }
  tellUpdated(world, subscription);
  return subscription;
}

function changeItem(world: World, subscription: Stripe.Subscription, change: Form): void {
  const item = subscription.items.data.find(({ id }) => id === text(change, "id"));
  if (!item) throw invalid("Only an item that is there can be changed in these test payments", "items[0][id]");
  const quantity = integer(change, "quantity", "items[0][quantity]");
  const price = text(change, "price");
  if (price !== undefined) item.price = find(world.state.prices, "price", price, "items[0][price]");
  if (quantity !== undefined) item.quantity = quantity;
  item.plan = planOf(item.price);
}

export function tellUpdated(world: World, subscription: Stripe.Subscription): void {
  world.announce({ type: "customer.subscription.updated", object: subscription });
  world.changed();
}

/** At once; what is open stays open and is asked for no more. */
export function endSubscription(
  world: World,
  subscription: Stripe.Subscription,
  reason: "cancellation_requested" | "payment_failed",
  at = world.now(),
): Stripe.Subscription {
  if (isOver(subscription))
    throw forbiddenByState(`No such subscription: '${subscription.id}'`, "resource_missing", "id");
  subscription.status = "canceled";
  subscription.ended_at = at;
  subscription.canceled_at ??= at;
  subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, reason };
  const invoice = world.state.invoices.get(String(subscription.latest_invoice));
  if (invoice) invoice.next_payment_attempt = null;
  world.announce({ type: "customer.subscription.deleted", object: subscription });
  world.changed();
  return subscription;
}

/** What runs of a payer's months or trials is over now, so that one clinic can be moved on without all others. */
export function endMonth(world: World, email: string): void {
  for (const subscription of world.state.subscriptions.values()) {
    const method = world.state.paymentMethods.get(String(subscription.default_payment_method));
    if (isOver(subscription) || method?.billing_details.email !== email) continue;
    subscription.items.data[0]!.current_period_end = world.now();
    if (subscription.status === "trialing") subscription.trial_end = world.now();
    // Months are counted from here on.
    subscription.billing_cycle_anchor = world.now();
  }
}

/** Does all that is due, in the order in which it falls due. */
export function sweepSubscriptions(world: World): void {
  for (const subscription of world.state.subscriptions.values()) {
    tellTrialEnds(world, subscription);
    while (!isOver(subscription) && stepDue(world, subscription)) world.changed();
  }
}

function stepDue(world: World, subscription: Stripe.Subscription): boolean {
  const now = world.now();
  const invoice = world.state.invoices.get(String(subscription.latest_invoice));
  const retry = invoice?.status === "open" ? (invoice.next_payment_attempt ?? Infinity) : Infinity;
  const end = subscription.items.data[0]!.current_period_end;
  if (Math.min(retry, end) > now) return false;
  if (retry <= end) attempt(world, subscription, invoice!, retry);
  else if (subscription.cancel_at_period_end) endSubscription(world, subscription, "cancellation_requested", end);
  else renew(world, subscription, end);
  return true;
}

function renew(world: World, subscription: Stripe.Subscription, at: number): void {
  const item = subscription.items.data[0]!;
  item.current_period_start = at;
  item.current_period_end = nextMonth(subscription.billing_cycle_anchor, at);
  if (subscription.status === "trialing") subscription.status = "active";
  const period = { start: at, end: item.current_period_end };
  const invoice = openInvoice(world, subscription, { period, reason: "subscription_cycle", at, free: false });
  tellUpdated(world, subscription);
  attempt(world, subscription, invoice, at);
}

function attempt(world: World, subscription: Stripe.Subscription, invoice: Stripe.Invoice, at: number): void {
  const method = world.state.paymentMethods.get(String(subscription.default_payment_method))!;
  const refused = askCard(world, invoice, method);
  if (!refused) return paidFor(world, subscription);
  const wait = RETRY_DAYS[invoice.attempt_count - 1];
  invoice.next_payment_attempt = wait === undefined ? null : at + wait * DAY;
  tellRefused(world, invoice, refused);
  if (wait === undefined) endSubscription(world, subscription, "payment_failed", at);
  else if (subscription.status !== "past_due") {
    subscription.status = "past_due";
    tellUpdated(world, subscription);
  }
}

export function paidFor(world: World, subscription: Stripe.Subscription): void {
  if (subscription.status !== "past_due") return;
  subscription.status = "active";
  tellUpdated(world, subscription);
}

/** Stripe says so three days before, or at once in a shorter trial. */
function tellTrialEnds(world: World, subscription: Stripe.Subscription): void {
  const { id, status, trial_end: end } = subscription;
  if (status !== "trialing" || end === null || end - 3 * DAY > world.now() || world.state.trialsTold.has(id)) return;
  world.state.trialsTold.set(id, true);
  world.announce({ type: "customer.subscription.trial_will_end", object: subscription });
}
