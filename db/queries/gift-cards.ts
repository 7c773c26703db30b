// Rows of gift cards, and what is left on each.
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, ne, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { appointments, giftCards, giftCardTerms, payments, refunds } from "../schema/index.ts";

export type GiftCardRow = typeof giftCards.$inferSelect;

/** The latest first: of several of one day the last one set. */
export const giftTermRows = (tx: Tx, clinicId: string) =>
  tx
    .select()
    .from(giftCardTerms)
    .where(eq(giftCardTerms.clinicId, clinicId))
    .orderBy(desc(giftCardTerms.effectiveFrom), desc(giftCardTerms.setAt), desc(giftCardTerms.id));

export const addGiftTerms = (tx: Tx, row: typeof giftCardTerms.$inferInsert) => tx.insert(giftCardTerms).values(row);

export const addGiftCard = (tx: Tx, row: typeof giftCards.$inferInsert) => tx.insert(giftCards).values(row);

export async function giftCardById(tx: Tx, clinicId: string, id: string): Promise<GiftCardRow | null> {
  const [row] = await tx
    .select()
    .from(giftCards)
    .where(and(eq(giftCards.clinicId, clinicId), eq(giftCards.id, id)));
  return row ?? null;
}

/** Locked, so that the last dollars of a card are spent once; whoever takes money off it locks it first. */
export async function lockGiftCard(
  tx: Tx,
  clinicId: string,
  of: { id: string } | { codeHash: string },
): Promise<GiftCardRow | null> {
  const [row] = await tx
    .select()
    .from(giftCards)
    .where(
      and(eq(giftCards.clinicId, clinicId), "id" in of ? eq(giftCards.id, of.id) : eq(giftCards.codeHash, of.codeHash)),
    )
    .for("update");
  return row ?? null;
}

/** The payments that bought a card. */
export async function boughtBy(tx: Tx, clinicId: string, giftCardId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.clinicId, clinicId), eq(payments.giftCardId, giftCardId), isNull(payments.patientId)))
    .orderBy(asc(payments.receivedAt), asc(payments.id));
  return rows.map(({ id }) => id);
}

/** One that is not paid yet is paid now, or was never. */
export async function endWaiting(
  tx: Tx,
  clinicId: string,
  id: string,
  change: { status: "active"; soldAt: Date } | { status: "unpaid" },
): Promise<void> {
  await tx
    .update(giftCards)
    .set(change)
    .where(and(eq(giftCards.clinicId, clinicId), eq(giftCards.id, id), ne(giftCards.status, "active")));
}

/**
 * For a statement in which the card is called `g`: what was paid for it, less what went back or its bank took, what was paid with it and
 * came back to it. Below 0 while a bank holds back what was spent. Reckoned by the database beyond the session's patient: others use it too.
 */
export const leftOnGiftCard = (clinic: SQL): SQL => sql`app.left_on_gift_card(${clinic}, g.id)`;

/** What can be spent of each card. */
export async function giftCardsLeft(tx: Tx, clinicId: string, ids: readonly string[]): Promise<Map<string, number>> {
  if (!ids.length) return new Map();
  const rows = await tx
    .select({ id: sql<string>`g.id`, left: sql<string>`${leftOnGiftCard(sql`${clinicId}`)}` })
    .from(sql`gift_cards g`)
    .where(and(sql`g.clinic_id = ${clinicId}`, inArray(sql`g.id`, [...ids])));
  return new Map(rows.map(({ id, left }) => [id, Math.max(0, Number(left))]));
}

export const hasSoldGiftCards = async (tx: Tx, clinicId: string): Promise<boolean> =>
  (
    await tx
      .select({ id: giftCards.id })
      .from(giftCards)
      .where(and(eq(giftCards.clinicId, clinicId), eq(giftCards.status, "active")))
      .limit(1)
  ).length > 0;

/** All that were bought, the latest first, each with what is left on it. */
export async function soldGiftCards(tx: Tx, clinicId: string) {
  const rows = await tx
    .select()
    .from(giftCards)
    .where(and(eq(giftCards.clinicId, clinicId), eq(giftCards.status, "active")))
    .orderBy(desc(giftCards.soldAt), desc(giftCards.id));
  const left = await giftCardsLeft(
    tx,
    clinicId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, leftMinor: left.get(row.id) ?? 0 }));
}

/** What was paid for a card and with it, and what went back, in order of time. */
export async function movesOfGiftCard(tx: Tx, clinicId: string, giftCardId: string) {
  const paid = await tx
    .select({
      id: payments.id,
      method: payments.method,
      amountMinor: payments.amountMinor,
      at: payments.receivedAt,
    })
    .from(payments)
    .where(and(eq(payments.clinicId, clinicId), eq(payments.giftCardId, giftCardId)))
    .orderBy(asc(payments.receivedAt), asc(payments.id));
  const back = await tx
    .select({
      id: refunds.id,
      method: refunds.method,
      amountMinor: refunds.amountMinor,
      status: refunds.status,
      at: refunds.requestedAt,
      bought: sql<boolean>`${payments.patientId} is null`,
    })
    .from(refunds)
    .innerJoin(
      payments,
      and(eq(payments.clinicId, clinicId), eq(payments.id, refunds.paymentId), eq(payments.giftCardId, giftCardId)),
    )
    .where(eq(refunds.clinicId, clinicId))
    .orderBy(asc(refunds.requestedAt), asc(refunds.id));
  return { paid, back };
}

/** The cards that payments came from. */
export async function giftCardsOfPayments(tx: Tx, clinicId: string, of: { chainId: string } | { patientId: string }) {
  return tx
    .selectDistinct({ id: giftCards.id, codeEnd: giftCards.codeEnd })
    .from(payments)
    .innerJoin(giftCards, and(eq(giftCards.clinicId, clinicId), eq(giftCards.id, payments.giftCardId)))
    .where(
      and(
        eq(payments.clinicId, clinicId),
        eq(payments.method, "gift_card"),
        "chainId" in of ? eq(payments.chainId, of.chainId) : eq(payments.patientId, of.patientId),
      ),
    )
    .orderBy(asc(giftCards.id));
}

/** Chains whose time ran out before it was booked, with what a gift card paid ahead for them. */
export async function lapsedGiftChains(tx: Tx, clinicId: string, at: Date): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ chainId: payments.chainId })
    .from(payments)
    .innerJoin(appointments, and(eq(appointments.clinicId, clinicId), eq(appointments.chainId, payments.chainId)))
    .where(
      and(
        eq(payments.clinicId, clinicId),
        eq(payments.method, "gift_card"),
        // The index; and whatever lapsed was paid for within the hour.
        isNotNull(payments.giftCardId),
        gte(payments.receivedAt, new Date(at.getTime() - 2 * 86_400_000)),
        sql`(${appointments.status} = 'expired' or (${appointments.status} = 'held' and ${appointments.holdExpiresAt} <= ${at.toISOString()}::timestamptz))`,
        sql`not exists (select 1 from appointments later where later.clinic_id = ${clinicId}
          and later.chain_id = ${payments.chainId} and later.sequence > ${appointments.sequence})`,
        sql`${payments.amountMinor} > (select coalesce(sum(r.amount_minor), 0) from refunds r
          where r.clinic_id = ${clinicId} and r.payment_id = ${payments.id} and r.status <> 'failed')`,
      ),
    );
  return rows.flatMap(({ chainId }) => chainId ?? []);
}
