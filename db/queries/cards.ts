// Rows of kept cards and of what they were asked to pay.
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { cardCharges, keptCards } from "../schema/index.ts";

export type CardRow = typeof keptCards.$inferSelect;
export type CardChargeRow = typeof cardCharges.$inferSelect;

/** The card that a patient keeps now; locked, so that it is not forgotten while it pays. */
export async function keptCardOf(tx: Tx, clinicId: string, patientId: string): Promise<CardRow | null> {
  const [row] = await tx
    .select()
    .from(keptCards)
    .where(and(eq(keptCards.clinicId, clinicId), eq(keptCards.patientId, patientId), isNull(keptCards.forgottenAt)))
    .for("update");
  return row ?? null;
}

export async function cardById(tx: Tx, clinicId: string, id: string): Promise<CardRow | null> {
  const [row] = await tx
    .select()
    .from(keptCards)
    .where(and(eq(keptCards.clinicId, clinicId), eq(keptCards.id, id)));
  return row ?? null;
}

/** The customer of the account that a patient was before, with any card. */
export async function customerOf(tx: Tx, clinicId: string, patientId: string, account: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: keptCards.stripeCustomerId })
    .from(keptCards)
    .where(
      and(eq(keptCards.clinicId, clinicId), eq(keptCards.patientId, patientId), eq(keptCards.stripeAccount, account)),
    )
    .orderBy(desc(keptCards.keptAt))
    .limit(1);
  return row?.id ?? null;
}

/** False when this card is kept already. */
export const addCard = async (tx: Tx, row: typeof keptCards.$inferInsert): Promise<boolean> =>
  (await tx.insert(keptCards).values(row).onConflictDoNothing().returning({ id: keptCards.id })).length === 1;

export async function forgetCardRow(tx: Tx, clinicId: string, id: string, at: Date): Promise<void> {
  await tx
    .update(keptCards)
    .set({ forgottenAt: at })
    .where(and(eq(keptCards.clinicId, clinicId), eq(keptCards.id, id), isNull(keptCards.forgottenAt)));
}

/** False when the charge or instalment is being paid by a card this very moment. */
export const addCardCharge = async (tx: Tx, row: typeof cardCharges.$inferInsert): Promise<boolean> =>
  (await tx.insert(cardCharges).values(row).onConflictDoNothing().returning({ id: cardCharges.id })).length === 1;

export async function lockCardCharge(tx: Tx, clinicId: string, id: string): Promise<CardChargeRow | null> {
  const [row] = await tx
    .select()
    .from(cardCharges)
    .where(and(eq(cardCharges.clinicId, clinicId), eq(cardCharges.id, id)))
    .for("update");
  return row ?? null;
}

/** What it is to pay: a charge or an instalment; null when there is no such asking. */
export async function targetOfCard(
  tx: Tx,
  clinicId: string,
  id: string,
): Promise<{ chargeId: string | null; instalmentId: string | null } | null> {
  const [row] = await tx
    .select({ chargeId: cardCharges.chargeId, instalmentId: cardCharges.instalmentId })
    .from(cardCharges)
    .where(and(eq(cardCharges.clinicId, clinicId), eq(cardCharges.id, id)));
  return row ?? null;
}

export async function changeCardCharge(tx: Tx, clinicId: string, id: string, change: Partial<CardChargeRow>) {
  await tx
    .update(cardCharges)
    .set(change)
    .where(and(eq(cardCharges.clinicId, clinicId), eq(cardCharges.id, id)));
}

/** Those whose end is not known yet, the oldest first. */
export const pendingCardCharges = (tx: Tx, clinicId: string) =>
  tx
    .select()
    .from(cardCharges)
    .where(and(eq(cardCharges.clinicId, clinicId), eq(cardCharges.status, "pending")))
    .orderBy(asc(cardCharges.askedAt));
