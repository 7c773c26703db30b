// Refunds: never more than was paid, each one a fact of its own.
import type Stripe from "stripe";
import { flag, integer, metadata, text, type ShapeOf } from "./params.ts";
import { buildRefund } from "./payment-objects.ts";
import { forbiddenByState, invalid, missingParameter, noSuch } from "./problem.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export const refundCreateShape = {
  payment_intent: true,
  charge: true,
  amount: true,
  reason: true,
  refund_application_fee: true,
  metadata: "map",
} satisfies ShapeOf<Stripe.RefundCreateParams>;

const REASONS: readonly Stripe.RefundCreateParams.Reason[] = ["duplicate", "fraudulent", "requested_by_customer"];

export function createRefund(world: World, form: Form): Stripe.Refund {
  const given = text(form, "reason");
  const reason = REASONS.find((known) => known === given) ?? null;
  if (given !== undefined && reason === null) {
    throw invalid(`Invalid reason: must be one of ${REASONS.join(", ")}`, "reason");
  }
  const amount = integer(form, "amount");
  if (amount !== undefined && amount < 1) {
    throw invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
  }
  const charge = chargeOf(world, form);
  if (flag(form, "refund_application_fee") && !charge.application_fee_amount)
    throw invalid(`Charge ${charge.id} has no application fee to refund.`, "refund_application_fee");
  const dispute = [...world.state.disputes.values()].find((known) => known.charge === charge.id);
  if (dispute && !dispute.is_charge_refundable) {
    throw forbiddenByState(`Charge ${charge.id} has been charged back; cannot issue a refund.`, "charge_disputed");
  }
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    throw forbiddenByState(`Charge ${charge.id} has already been refunded.`, "charge_already_refunded");
  }
  const amountMinor = amount ?? left;
  if (amountMinor > left) {
    throw forbiddenByState(
      `Refund amount (${amountMinor}) is greater than unrefunded amount on charge (${left}), in minor units.`,
      undefined,
      "amount",
    );
  }
  const paymentIntentId = typeof charge.payment_intent === "string" ? charge.payment_intent : null;
  const refund = buildRefund(charge, {
    amountMinor,
    reason,
    metadata: metadata(form),
    created: world.now(),
    paymentIntentId,
  });
  charge.amount_refunded += amountMinor;
  charge.refunded = charge.amount_refunded === charge.amount;
  world.state.refunds.set(refund.id, refund);
  world.announce({ type: "refund.created", object: refund });
  world.announce({ type: "charge.refunded", object: charge });
  world.changed();
  return refund;
}

function chargeOf(world: World, form: Form): Stripe.Charge {
  const intentId = text(form, "payment_intent");
  const chargeId = text(form, "charge");
  if (intentId === undefined && chargeId === undefined) throw missingParameter("payment_intent");
  if (intentId !== undefined && chargeId !== undefined) {
    throw invalid("You may only specify one of these parameters: payment_intent, charge.");
  }
  if (intentId === undefined) return paid(find(world.state.charges, "charge", chargeId ?? "", "charge"));
  return chargeOfIntent(world, intentId);
}

/** The charge that paid it; throws when none did. */
export function chargeOfIntent(world: World, intentId: string): Stripe.Charge {
  const intent = find(world.state.paymentIntents, "payment_intent", intentId, "payment_intent");
  const latest = typeof intent.latest_charge === "string" ? world.state.charges.get(intent.latest_charge) : undefined;
  if (intent.status !== "succeeded" || !latest) {
    throw forbiddenByState(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      "payment_intent_unexpected_state",
    );
  }
  return latest;
}

function paid(charge: Stripe.Charge): Stripe.Charge {
  if (!charge.paid) throw forbiddenByState(`Charge ${charge.id} did not succeed and cannot be refunded.`);
  return charge;
}

/** Throws Stripe's 404 body when there is no such object. */
export function find<T>(objects: Map<string, T>, kind: string, id: string, param = "id"): T {
  const found = objects.get(id);
  if (found === undefined) throw noSuch(kind, id, param);
  return found;
}
