// The bills of subscriptions: written, asked of the card, paid or left open.
import type Stripe from "stripe";
import { refuseAttempt, succeed } from "./attempts.ts";
import type { CardRefusal } from "./cards.ts";
import { feeOfBill } from "./direct-charges.ts";
import { buildInvoice, type InvoiceFacts } from "./invoice-object.ts";
import { cardNow, refusalOf } from "./off-session.ts";
import { keptCard, payerOf } from "./payment-methods.ts";
import { buildPaymentIntent } from "./payment-objects.ts";
import { monthMinor } from "./prices.ts";
import { cardProblem, forbiddenByState } from "./problem.ts";
import { find } from "./refunds.ts";
import { newId } from "./wire.ts";
import type { World } from "./world.ts";

export function openInvoice(
  world: World,
  subscription: Stripe.Subscription,
  about: Pick<InvoiceFacts, "period" | "reason" | "at"> & { free: boolean },
): Stripe.Invoice {
  const item = subscription.items.data[0]!;
  const amountMinor = about.free ? 0 : monthMinor(world, item.price, item.quantity ?? 1);
  const number = world.state.invoices.size + 1;
  const invoice = buildInvoice({ ...about, subscription, amountMinor, number });
  world.state.invoices.set(invoice.id, invoice);
  subscription.latest_invoice = invoice.id;
  world.announce({ type: "invoice.created", object: invoice });
  world.announce({ type: "invoice.finalized", object: invoice });
  return invoice;
}

/** The intent that pays it, made when it is first needed. */
export function intentOfInvoice(world: World, invoice: Stripe.Invoice): Stripe.PaymentIntent {
  const known = world.state.paymentIntents.get(world.state.invoiceIntents.get(invoice.id) ?? "");
  if (known) return known;
  const subscription = world.state.subscriptions.get(String(invoice.parent?.subscription_details?.subscription));
  const intent = buildPaymentIntent({
    ...feeOfBill(subscription?.application_fee_percent ?? null, invoice.amount_due),
    amountMinor: invoice.amount_due,
    currency: invoice.currency,
    description: invoice.description,
    metadata: {},
    created: world.now(),
    customerId: String(invoice.customer),
    keepsCard: true,
  });
  world.state.paymentIntents.set(intent.id, intent);
  world.state.invoiceIntents.set(invoice.id, intent.id);
  return intent;
}

export function markPaid(world: World, invoice: Stripe.Invoice): void {
  invoice.status = "paid";
  invoice.amount_paid = invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.attempted = true;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.paid_at = world.now();
  world.announce({ type: "invoice.paid", object: invoice });
  world.changed();
}

export type Refused = { refusal: CardRefusal; charge: Stripe.Charge; intent: Stripe.PaymentIntent };

/** Asks the card once while its owner is not there; null when it paid. */
export function askCard(world: World, invoice: Stripe.Invoice, method: Stripe.PaymentMethod): Refused | null {
  if (invoice.amount_due === 0) {
    markPaid(world, invoice);
    return null;
  }
  const intent = intentOfInvoice(world, invoice);
  const payer = payerOf(method);
  const refusal = refusalOf(cardNow(world, method, payer.card));
  invoice.attempt_count += 1;
  invoice.attempted = true;
  if (refusal === null) {
    succeed(world, intent, payer, method);
    markPaid(world, invoice);
    return null;
  }
  const charge = refuseAttempt(world, intent, payer, refusal, method);
  return { refusal, charge, intent };
}

export function tellRefused(world: World, invoice: Stripe.Invoice, { refusal }: Refused): void {
  if (refusal.code === "authentication_required")
    world.announce({ type: "invoice.payment_action_required", object: invoice });
  world.announce({ type: "invoice.payment_failed", object: invoice });
  world.changed();
}

/** By hand, with the subscription's card; throws Stripe's 402 when it says no. `paid` is told once it did. */
export function payInvoice(world: World, id: string, paid: (subscriptionId: string) => void): Stripe.Invoice {
  const invoice = find(world.state.invoices, "invoice", id, "invoice");
  if (invoice.status === "paid") throw forbiddenByState("Invoice is already paid", "invoice_already_paid");
  if (invoice.status !== "open") throw forbiddenByState("Invoice is not open, and cannot be paid");
  const subscriptionId = String(invoice.parent?.subscription_details?.subscription);
  const subscription = find(world.state.subscriptions, "subscription", subscriptionId);
  const method = keptCard(world, String(invoice.customer), String(subscription.default_payment_method));
  const refused = askCard(world, invoice, method);
  if (refused) {
    tellRefused(world, invoice, refused);
    throw cardProblem(refused.refusal, refused.charge.id, refused.intent, method);
  }
  paid(subscriptionId);
  return invoice;
}

/** Nobody owes it any more. What was paid, or is void already, Stripe does not void. */
export function voidInvoice(world: World, id: string): Stripe.Invoice {
  const invoice = find(world.state.invoices, "invoice", id, "invoice");
  if (invoice.status !== "open" && invoice.status !== "uncollectible")
    throw forbiddenByState("You can only pass in open or uncollectible invoices. This invoice isn't open.");
  invoice.status = "void";
  invoice.next_payment_attempt = null;
  invoice.status_transitions.voided_at = world.now();
  world.announce({ type: "invoice.voided", object: invoice });
  world.changed();
  return invoice;
}

/** Shown only when `expand` asks for it. */
export function paymentsOf(world: World, invoice: Stripe.Invoice): Stripe.ApiList<Stripe.InvoicePayment> {
  const intent = world.state.invoiceIntents.get(invoice.id);
  const data = intent === undefined ? [] : [paymentOf(invoice, intent)];
  return { object: "list", data, has_more: false, url: `/v1/invoice_payments?invoice=${invoice.id}` };
}

function paymentOf(invoice: Stripe.Invoice, intent: string): Stripe.InvoicePayment {
  const { amount_due: due, currency, created, status_transitions: times } = invoice;
  return {
    id: newId("inpay"),
    object: "invoice_payment",
    amount_paid: invoice.status === "paid" ? due : null,
    amount_requested: due,
    created,
    currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { type: "payment_intent", payment_intent: intent },
    status: invoice.status === "paid" ? "paid" : "open",
    status_transitions: { canceled_at: null, paid_at: times.paid_at },
  };
}
