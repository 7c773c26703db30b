// Charges what is open of one charge, or an instalment, to the card that its patient keeps.
import { chargesWithOpen, eventApplied } from "../../db/queries/money.ts";
import {
  addCardCharge,
  cardById,
  changeCardCharge,
  keptCardOf,
  lockCardCharge,
  targetOfCard,
  type CardRow,
} from "../../db/queries/cards.ts";
import { clinicToTell } from "../../db/queries/messages.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import type { ChargeAnswer } from "../gateways/stripe-charge.ts";
import { isId, newId } from "../ids.ts";
import { receive, settleFrom } from "./book-money.ts";
import type { CardTarget } from "./card-target.ts";
import { instalmentTarget } from "./instalment-target.ts";
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
  const { patientId, openMinor: amountMinor, currency } = owed;
  const card = await keptCardOf(t.tx, t.clinicId, patientId);
  if (!card) throw notFound("card");
  return keepAsking(t, card, { chargeId, patientId, amountMinor, currency });
}

/** What a kept card is to pay: a charge, or an instalment. */
export type Asked = { patientId: string; amountMinor: number; currency: string } & (
  { chargeId: string } | { instalmentId: string }
);

/** Refuses `payments_unavailable` for a card that was kept with another account, and `in_progress` while it is asked already. */
export async function keepAsking(t: TxCtx, card: CardRow, { patientId, ...asked }: Asked): Promise<string> {
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
    ...asked,
    cardId: card.id,
    applicationFeeMinor: await applicationFee(t, account, asked.amountMinor),
    status: "pending",
    askedAt: t.now,
    memberId: memberIdOf(t),
  });
  if (!added) throw new Refusal("in_progress", "This is being charged to the card just now. Look again in a minute.");
  await record(t, [
    {
      deed: "card.charge_asked",
      ...("chargeId" in asked
        ? { subjectKind: "charge", subjectId: asked.chargeId }
        : { subjectKind: "instalment", subjectId: asked.instalmentId }),
      patientId,
      detail: { amountMinor: asked.amountMinor },
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
    const of = await targetOfCard(t.tx, t.clinicId, cardChargeId);
    if (!of) return "unknown";
    // What is paid is locked before what asks for it, as when it is asked for.
    const target = of.chargeId ? await chargeTarget(t, of.chargeId) : await instalmentTarget(t, of.instalmentId!);
    const row = await lockCardCharge(t.tx, t.clinicId, cardChargeId);
    const card = row && (await cardById(t.tx, t.clinicId, row.cardId));
    if (!row || !card) throw notFound("charge");
    if (event && event.account !== card.stripeAccount) return "another account";
    if (row.status !== "pending") return row.status;
    const status = answer === "gone" ? "declined" : answer.status;
    await changeCardCharge(t.tx, t.clinicId, row.id, {
      status,
      declineCode: answer === "gone" ? "card_gone" : (answer.declineCode ?? null),
      stripePaymentIntentId: answer === "gone" ? null : answer.id,
      settledAt: t.now,
    });
    const { patientId, subjectKind, subjectId } = target;
    if (status === "succeeded" && answer !== "gone") await target.pay(row, answer.id);
    else if (status !== "succeeded") await target.refuse(answer === "gone" ? "no_card" : status);
    await record(t, [
      {
        deed: status === "succeeded" ? "payment.received" : "card.refused",
        subjectKind,
        subjectId,
        patientId,
        detail: { amountMinor: row.amountMinor, method: "stripe" },
      },
    ]);
    return status;
  });
}

async function chargeTarget(t: TxCtx, chargeId: string): Promise<CardTarget> {
  const [owed] = await chargesWithOpen(t.tx, t.clinicId, { chargeIds: [chargeId] });
  if (!owed) throw notFound("charge");
  const { patientId, chainId, planId } = owed;
  return {
    subjectKind: "charge",
    subjectId: owed.id,
    patientId,
    async pay({ id: cardChargeId, amountMinor, currency }, stripePaymentIntentId) {
      const paid = { patientId, chainId, planId, amountMinor, currency, cardChargeId, stripePaymentIntentId };
      const paymentId = await receive(t, { ...paid, method: "stripe" });
      // Taken off or paid otherwise meanwhile, the rest is credit.
      if (paymentId && owed.openMinor > 0) await settleFrom(t, [{ id: paymentId, creditMinor: amountMinor }], [owed]);
      await settlePatient(t, patientId);
    },
    refuse: async () => undefined,
  };
}
