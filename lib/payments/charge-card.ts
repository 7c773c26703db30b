// Charges what is open of one charge to the card that its patient keeps.
import { chargesWithOpen, eventApplied } from "../../db/queries/money.ts";
import {
  addCardCharge,
  cardById,
  changeCardCharge,
  chargeOfCard,
  keptCardOf,
  lockCardCharge,
} from "../../db/queries/cards.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import type { ChargeAnswer } from "../gateways/stripe-charge.ts";
import { isId, newId } from "../ids.ts";
import { receive, settleFrom } from "./book-money.ts";
import { applicationFee, neededAccount } from "./online-account.ts";
import { settlePatient } from "./settle-patient.ts";
import type { AppliedEvent } from "./settle-checkout.ts";

/** Refuses `payment_declined` and says why, `in_progress` while one is on its way, `payments_unavailable` when nobody knows yet. */
export async function chargeKeptCard(ctx: Ctx, input: { chargeId: string }): Promise<void> {
  mustMay(ctx, "take_payment");
  if (!isId(input.chargeId)) throw notFound("charge");
  const id = await inTransaction(ctx, (t) => ask(t, input.chargeId));
  const outcome = await carryOn(ctx, id);
  if (outcome === "declined")
    throw new Refusal(
      "payment_declined",
      "The card was declined, and nothing was charged. Ask for another way to pay.",
    );
  if (outcome === "authentication_required")
    throw new Refusal(
      "payment_declined",
      "The patient’s bank wants to ask them first, and nothing was charged. Send a link to pay by card.",
    );
}

/** Kept before Stripe is asked, so that what was asked for is known whatever happens then. */
async function ask(t: TxCtx, chargeId: string): Promise<string> {
  const [owed] = await chargesWithOpen(t.tx, t.clinicId, { chargeIds: [chargeId] });
  if (!owed) throw notFound("charge");
  if (owed.openMinor <= 0 || owed.payer !== "self") throw new Refusal("invalid", "There is nothing to pay.");
  const card = await keptCardOf(t.tx, t.clinicId, owed.patientId);
  if (!card) throw notFound("card");
  const account = await neededAccount(t);
  if (card.stripeAccount !== account)
    throw new Refusal(
      "payments_unavailable",
      "The card was kept with an account that the clinic does not use any more. Send a link to pay by card.",
    );
  const id = newId();
  const added = await addCardCharge(t.tx, {
    clinicId: t.clinicId,
    id,
    chargeId,
    cardId: card.id,
    amountMinor: owed.openMinor,
    currency: owed.currency,
    applicationFeeMinor: await applicationFee(t, account, owed.openMinor),
    status: "pending",
    askedAt: t.now,
    memberId: memberIdOf(t),
  });
  if (!added) throw new Refusal("in_progress", "This is being charged to the card just now. Look again in a minute.");
  await record(t, [
    {
      deed: "card.charge_asked",
      subjectKind: "charge",
      subjectId: chargeId,
      patientId: owed.patientId,
      detail: { amountMinor: owed.openMinor },
    },
  ]);
  return id;
}

/** Asks Stripe, or asks again under the same key, and books the answer. */
export async function carryOn(ctx: Ctx, cardChargeId: string): Promise<string> {
  const { row, card, description } = await inTransaction(ctx, async (t) => {
    const row = await lockCardCharge(t.tx, t.clinicId, cardChargeId);
    const card = row && (await cardById(t.tx, t.clinicId, row.cardId));
    if (!row || !card) throw notFound("card");
    return { row, card, description: (await clinicToTell(t.tx, t.clinicId)).name };
  });
  let answer: ChargeAnswer | "gone";
  try {
    answer = await ctx.gateways.stripe.of(card.stripeAccount).chargeCard({
      idempotencyKey: `card:${row.id}`,
      customerId: card.stripeCustomerId,
      paymentMethodId: card.stripePaymentMethodId,
      amountMinor: row.amountMinor,
      currency: row.currency,
      description,
      applicationFeeMinor: row.applicationFeeMinor,
      metadata: { clinicId: ctx.clinicId, cardChargeId: row.id },
    });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    if (error.kind !== "invalid")
      throw new Refusal(
        "payments_unavailable",
        "Card payments do not answer just now. We keep asking: look again in a few minutes before you take the money otherwise.",
        { cause: error },
      );
    answer = "gone";
  }
  return settleCardCharge(ctx, row.id, answer);
}

/** Safe to call any number of times: money is received with the change to `succeeded`, which happens once. */
export async function settleCardCharge(
  ctx: Ctx,
  cardChargeId: string,
  answer: ChargeAnswer | "gone",
  event?: AppliedEvent,
): Promise<string> {
  return inTransaction(ctx, async (t) => {
    if (event) await eventApplied(t.tx, event.account, event.eventId, t.clinicId, t.now);
    const chargeId = await chargeOfCard(t.tx, t.clinicId, cardChargeId);
    if (!chargeId) return "unknown";
    // The charge is locked before what asks for it, as when it is asked for.
    const [owed] = await chargesWithOpen(t.tx, t.clinicId, { chargeIds: [chargeId] });
    const row = await lockCardCharge(t.tx, t.clinicId, cardChargeId);
    const card = row && (await cardById(t.tx, t.clinicId, row.cardId));
    if (!owed || !row || !card) throw notFound("charge");
    if (event && event.account !== card.stripeAccount) return "another account";
    if (row.status !== "pending") return row.status;
    const status = answer === "gone" ? "declined" : answer.status;
    await changeCardCharge(t.tx, t.clinicId, row.id, {
      status,
      declineCode: answer === "gone" ? "card_gone" : (answer.declineCode ?? null),
      stripePaymentIntentId: answer === "gone" ? null : answer.id,
      settledAt: t.now,
    });
    if (status === "succeeded" && answer !== "gone") {
      const paymentId = await receive(t, {
        patientId: owed.patientId,
        chainId: owed.chainId,
        planId: owed.planId,
        method: "stripe",
        amountMinor: row.amountMinor,
        currency: row.currency,
        cardChargeId: row.id,
        stripePaymentIntentId: answer.id,
      });
      // Taken off or paid otherwise meanwhile, the rest is credit.
      if (paymentId && owed.openMinor > 0)
        await settleFrom(t, [{ id: paymentId, creditMinor: row.amountMinor }], [owed]);
      await settlePatient(t, owed.patientId);
    }
    await record(t, [
      {
        deed: status === "succeeded" ? "payment.received" : "card.refused",
        subjectKind: "charge",
        subjectId: owed.id,
        patientId: owed.patientId,
        detail: { amountMinor: row.amountMinor, method: "stripe" },
      },
    ]);
    return status;
  });
}
