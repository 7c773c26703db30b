// A card that Stripe keeps becomes the one that its patient has on file, in place of the one before.
import { addCard, forgetCardRow, keptCardOf, type CardRow } from "../../db/queries/cards.ts";
import { record } from "../audit/audit.ts";
import type { Ctx, TxCtx } from "../context/context.ts";
import type { CardFacts } from "../gateways/stripe-card-facts.ts";
import { newId } from "../ids.ts";

export type KeptCard = {
  patientId: string;
  account: string;
  customerId: string;
  paymentMethodId: string;
  card: CardFacts;
  consentVersion: string;
};

/** Answers the card before, for Stripe to forget once this is committed; null when there was none, or this one is kept already. */
export async function keepCardRow(t: TxCtx, of: KeptCard): Promise<CardRow | null> {
  const before = await keptCardOf(t.tx, t.clinicId, of.patientId);
  if (before?.stripePaymentMethodId === of.paymentMethodId) return null;
  if (before) await forgetCardRow(t.tx, t.clinicId, before.id, t.now);
  const id = newId();
  await addCard(t.tx, {
    clinicId: t.clinicId,
    id,
    patientId: of.patientId,
    stripeAccount: of.account,
    stripeCustomerId: of.customerId,
    stripePaymentMethodId: of.paymentMethodId,
    ...of.card,
    consentVersion: of.consentVersion,
    keptAt: t.now,
  });
  await record(t, [{ deed: "card.kept", subjectKind: "card", subjectId: id, patientId: of.patientId }]);
  return before;
}

/** A card that pays nothing any more here; nothing hangs on whether Stripe heard. */
export async function forgetAtStripe(ctx: Ctx, card: CardRow): Promise<void> {
  await ctx.gateways.stripe
    .of(card.stripeAccount)
    .forgetCard(card.stripePaymentMethodId)
    .catch(() => undefined);
}
