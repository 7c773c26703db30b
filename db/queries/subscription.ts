// Rows of clinics' own subscriptions to Taper, their bills, and the number of people that they are for.
import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { practitioners, subscriptionInvoices, subscriptions } from "../schema/index.ts";

export type SubscriptionRow = typeof subscriptions.$inferSelect;
export type SubscriptionInvoiceRow = typeof subscriptionInvoices.$inferSelect;
type Change = Partial<typeof subscriptions.$inferInsert>;

/** Null for a clinic that is not billed. */
export async function subscriptionOf(tx: Tx, clinicId: string): Promise<SubscriptionRow | null> {
  const [row] = await tx.select().from(subscriptions).where(eq(subscriptions.clinicId, clinicId));
  return row ?? null;
}

/** The same, locked: whoever tells of it comes one after the other. */
export async function lockSubscription(tx: Tx, clinicId: string): Promise<SubscriptionRow | null> {
  const [row] = await tx.select().from(subscriptions).where(eq(subscriptions.clinicId, clinicId)).for("update");
  return row ?? null;
}

/** Does nothing when the clinic has one. */
export async function addSubscription(tx: Tx, row: typeof subscriptions.$inferInsert): Promise<void> {
  await tx.insert(subscriptions).values(row).onConflictDoNothing();
}

/** A change of what is known: the version grows with it. */
export async function changeSubscription(tx: Tx, clinicId: string, change: Change): Promise<void> {
  await tx
    .update(subscriptions)
    .set({ ...change, version: sql`${subscriptions.version} + 1` })
    .where(eq(subscriptions.clinicId, clinicId));
}

export async function subscriptionChecked(tx: Tx, clinicId: string, checkedAt: Date): Promise<void> {
  await tx.update(subscriptions).set({ checkedAt }).where(eq(subscriptions.clinicId, clinicId));
}

/** Newest first. */
export const subscriptionInvoicesOf = (tx: Tx, clinicId: string): Promise<SubscriptionInvoiceRow[]> =>
  tx
    .select()
    .from(subscriptionInvoices)
    .where(eq(subscriptionInvoices.clinicId, clinicId))
    .orderBy(desc(subscriptionInvoices.createdAt), desc(subscriptionInvoices.id));

export async function keepSubscriptionInvoices(
  tx: Tx,
  rows: (typeof subscriptionInvoices.$inferInsert)[],
): Promise<void> {
  if (!rows.length) return;
  await tx
    .insert(subscriptionInvoices)
    .values(rows)
    .onConflictDoUpdate({
      target: [subscriptionInvoices.clinicId, subscriptionInvoices.stripeInvoiceId],
      set: {
        number: sql`excluded.number`,
        status: sql`excluded.status`,
        amountMinor: sql`excluded.amount_minor`,
        paidAt: sql`excluded.paid_at`,
        nextAttemptAt: sql`excluded.next_attempt_at`,
        pageUrl: sql`excluded.page_url`,
        pdfUrl: sql`excluded.pdf_url`,
      },
    });
}

/** How many people treat at the clinic on the day; nobody else counts. */
export const practitionersOn = (tx: Tx, clinicId: string, day: string): Promise<number> =>
  tx.$count(
    practitioners,
    and(eq(practitioners.clinicId, clinicId), or(isNull(practitioners.leftOn), gt(practitioners.leftOn, day))),
  );
