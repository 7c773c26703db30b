// Makes payments without a page: of a kept card while its owner is not there, at once paid or refused with Stripe's 402; or for a reader.
import type Stripe from "stripe";
import { refuseAttempt, succeed } from "./attempts.ts";
import { declineOf, type CardRefusal, type TestCard } from "./cards.ts";
import { branch, currencyOf, flag, integer, metadata, requiredText, text, type ShapeOf } from "./params.ts";
import { applicationFee, mustCharge } from "./direct-charges.ts";
import { buildPaymentIntent } from "./payment-objects.ts";
import { keptCard, payerOf } from "./payment-methods.ts";
import { cardProblem, invalid, missingParameter } from "./problem.ts";
import { createPresentIntent, isPresent } from "./readers.ts";
import { find } from "./refunds.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export const paymentIntentCreateShape = {
  amount: true,
  currency: true,
  application_fee_amount: true,
  customer: true,
  payment_method: true,
  confirm: true,
  off_session: true,
  automatic_payment_methods: { enabled: true, allow_redirects: true },
  allowed_payment_method_types: [true],
  capture_method: true,
  return_url: true,
  description: true,
  statement_descriptor_suffix: true,
  metadata: "map",
} satisfies ShapeOf<Stripe.PaymentIntentCreateParams>;

export function createPaymentIntent(world: World, form: Form): Stripe.PaymentIntent {
  if (isPresent(form)) return createPresentIntent(world, form);
  const amountMinor = integer(form, "amount");
  if (amountMinor === undefined) throw missingParameter("amount");
  if (amountMinor < 1) throw invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
  // docs.stripe.com/currencies: the least charge is 0.50 in CAD and USD.
  if (amountMinor < 50) throw invalid("Amount must be at least 50 cents", "amount", "amount_too_small");
  const currency = currencyOf(form, "currency");
  if (!flag(form, "confirm")) throw invalid("Only confirm=true is available in these test payments", "confirm");
  if (!flag(form, "off_session")) {
    throw invalid("Only off_session=true is available in these test payments", "off_session");
  }
  mustCharge(world);
  noRedirects(form);
  const customer = find(world.state.customers, "customer", requiredText(form, "customer"), "customer");
  const method = keptCard(world, customer.id, requiredText(form, "payment_method"));
  const intent = buildPaymentIntent({
    amountMinor,
    currency,
    description: text(form, "description") ?? null,
    metadata: metadata(form),
    created: world.now(),
    customerId: customer.id,
    ...applicationFee(world, form, amountMinor, "application_fee_amount"),
  });
  world.state.paymentIntents.set(intent.id, intent);
  const payer = payerOf(method);
  const refusal = refusalOf(cardNow(world, method, payer.card));
  if (refusal === null) {
    succeed(world, intent, payer, method);
    return intent;
  }
  const charge = refuseAttempt(world, intent, payer, refusal, method);
  throw cardProblem(refusal, charge.id, intent, method);
}

/** A card as the script of its owner's e-mail address has it from now on. */
export function cardNow(world: World, method: Stripe.PaymentMethod, card: TestCard): TestCard {
  const script = world.state.cardScripts.get(method.billing_details.email ?? "");
  return script ? { ...card, chargedLater: script } : card;
}

export function refusalOf(card: TestCard): CardRefusal | null {
  if (card.chargedLater === "passes") return null;
  if (card.chargedLater === "is refused") return declineOf(card);
  return {
    code: "authentication_required",
    declineCode: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
  };
}

/** Without a place to come back to, no method may send the payer away; Stripe refuses such a request. */
function noRedirects(form: Form): void {
  const methods = branch(form, "automatic_payment_methods");
  if (methods) flag(methods, "enabled", "automatic_payment_methods[enabled]");
  if (text(methods, "allow_redirects") === "never" || text(form, "return_url")) return;
  throw invalid(
    "This PaymentIntent accepts payment methods that might redirect your customer off of your page: provide a " +
      "`return_url`, or set `automatic_payment_methods[allow_redirects]` to `never`.",
    "return_url",
  );
}
