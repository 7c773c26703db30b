// Rows of disputed payments.
import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { charges, disputes, paymentAllocations, payments } from "../schema/index.ts";

export type DisputeRow = typeof disputes.$inferSelect;

/** Locked, so that two tellings of one dispute come one after the other. */
export async function paymentOfIntent(tx: Tx, clinicId: string, stripePaymentIntentId: string) {
  const [row] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.clinicId, clinicId), eq(payments.stripePaymentIntentId, stripePaymentIntentId)))
    .for("update");
  return row ?? null;
}

/** Whether a bank holds money of the payment back just now. */
export const isDisputed = async (tx: Tx, clinicId: string, paymentId: string): Promise<boolean> =>
  (await tx.$count(
    disputes,
    and(eq(disputes.clinicId, clinicId), eq(disputes.paymentId, paymentId), eq(disputes.status, "open")),
  )) > 0;

export async function disputeBy(tx: Tx, clinicId: string, stripeDisputeId: string): Promise<DisputeRow | null> {
  const [row] = await tx
    .select()
    .from(disputes)
    .where(and(eq(disputes.clinicId, clinicId), eq(disputes.stripeDisputeId, stripeDisputeId)));
  return row ?? null;
}

/** Which of these are about payments of the clinic, and which of them have come to their end here. */
export async function knownDisputes(
  tx: Tx,
  clinicId: string,
  asked: readonly { id: string; paymentIntentId: string | null }[],
): Promise<{ paid: Set<string | null>; ended: Set<string> }> {
  if (!asked.length) return { paid: new Set(), ended: new Set() };
  const intents = asked.flatMap(({ paymentIntentId }) => (paymentIntentId === null ? [] : [paymentIntentId]));
  const paid = await tx
    .select({ intent: payments.stripePaymentIntentId })
    .from(payments)
    .where(and(eq(payments.clinicId, clinicId), inArray(payments.stripePaymentIntentId, intents)));
  const ended = await tx
    .select({ id: disputes.stripeDisputeId })
    .from(disputes)
    .where(
      and(
        eq(disputes.clinicId, clinicId),
        ne(disputes.status, "open"),
        inArray(
          disputes.stripeDisputeId,
          asked.map(({ id }) => id),
        ),
      ),
    );
  return { paid: new Set(paid.map(({ intent }) => intent)), ended: new Set(ended.map(({ id }) => id)) };
}

/** Of all payments of a patient, the oldest first. */
export const disputesOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select({ paymentId: disputes.paymentId, status: disputes.status })
    .from(disputes)
    .innerJoin(
      payments,
      and(eq(payments.clinicId, clinicId), eq(payments.id, disputes.paymentId), eq(payments.patientId, patientId)),
    )
    .where(eq(disputes.clinicId, clinicId))
    .orderBy(disputes.openedAt);

export const addDispute = (tx: Tx, row: typeof disputes.$inferInsert) => tx.insert(disputes).values(row);

export async function changeDispute(tx: Tx, clinicId: string, id: string, change: Partial<DisputeRow>): Promise<void> {
  await tx
    .update(disputes)
    .set(change)
    .where(and(eq(disputes.clinicId, clinicId), eq(disputes.id, id)));
}

/** What a payment pays of charges, the latest charge first. */
export const paidWith = (tx: Tx, clinicId: string, paymentId: string) =>
  tx
    .select({
      id: charges.id,
      payer: charges.payer,
      currency: charges.currency,
      minor: sql<number>`sum(${paymentAllocations.amountMinor})::int`,
    })
    .from(paymentAllocations)
    .innerJoin(charges, and(eq(charges.clinicId, clinicId), eq(charges.id, paymentAllocations.chargeId)))
    .where(and(eq(paymentAllocations.clinicId, clinicId), eq(paymentAllocations.paymentId, paymentId)))
    .groupBy(charges.id, charges.payer, charges.currency, charges.serviceOn)
    .orderBy(desc(charges.serviceOn), desc(charges.id));
