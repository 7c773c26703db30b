// Disputes: the bank takes a payment back, and gives it again when the clinic wins.
import type Stripe from "stripe";
import { TEST_CARDS } from "./cards.ts";
import { buildDispute, buildMovement } from "./dispute-object.ts";
import { forbiddenByState } from "./problem.ts";
import { chargeOfIntent, find } from "./refunds.ts";
import type { World } from "./world.ts";

export type NewDispute = {
  paymentIntentId: string;
  /** As Stripe names reasons; `fraudulent` when not given. */
  reason?: string;
  /** All that was not refunded when not given. */
  amountMinor?: number;
};

export function openDispute(world: World, input: NewDispute): Stripe.Dispute {
  const charge = chargeOfIntent(world, input.paymentIntentId);
  if (charge.disputed) throw forbiddenByState(`Charge ${charge.id} has been disputed before.`);
  const left = charge.amount - charge.amount_refunded;
  const amountMinor = input.amountMinor ?? left;
  if (amountMinor < 1 || amountMinor > left) {
    throw forbiddenByState(`A dispute of charge ${charge.id} can be about 1 to ${left} minor units.`);
  }
  const now = world.now();
  const dispute = buildDispute(charge, amountMinor, input.reason ?? "fraudulent", now);
  dispute.balance_transactions.push(buildMovement(dispute, -amountMinor, now));
  charge.disputed = true;
  world.state.disputes.set(dispute.id, dispute);
  world.announce({ type: "charge.dispute.created", object: dispute });
  world.announce({ type: "charge.dispute.funds_withdrawn", object: dispute });
  world.changed();
  return dispute;
}

export function closeDispute(world: World, id: string, outcome: "won" | "lost"): Stripe.Dispute {
  const dispute = find(world.state.disputes, "dispute", id, "dispute");
  if (dispute.status === "won" || dispute.status === "lost") {
    throw forbiddenByState(`Dispute ${id} is closed already: ${dispute.status}.`);
  }
  dispute.status = outcome;
  if (outcome === "won") {
    dispute.is_charge_refundable = true;
    dispute.balance_transactions.push(buildMovement(dispute, dispute.amount, world.now()));
    world.announce({ type: "charge.dispute.funds_reinstated", object: dispute });
  }
  world.announce({ type: "charge.dispute.closed", object: dispute });
  world.changed();
  return dispute;
}

const disputing = TEST_CARDS.find((card) => card.disputed)?.number.slice(-4);

/** Opens what the owners of the disputing test card dispute by themselves, a second after they paid. */
export function sweepDisputes(world: World): void {
  for (const charge of world.state.charges.values()) {
    if (!charge.paid || charge.disputed || charge.refunded || charge.created >= world.now()) continue;
    const last4 = charge.payment_method_details?.card?.last4;
    if (last4 !== disputing || typeof charge.payment_intent !== "string") continue;
    openDispute(world, { paymentIntentId: charge.payment_intent });
  }
}
