// Rows of pages to pay on, or to keep a card on.
import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { appointments, checkouts, visits } from "../schema/index.ts";

export type CheckoutRow = typeof checkouts.$inferSelect;

export const addCheckout = (tx: Tx, row: typeof checkouts.$inferInsert) => tx.insert(checkouts).values(row);

export async function changeCheckout(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Partial<typeof checkouts.$inferInsert>,
) {
  await tx
    .update(checkouts)
    .set(change)
    .where(and(eq(checkouts.clinicId, clinicId), eq(checkouts.id, id)));
}

export async function lockCheckout(tx: Tx, clinicId: string, id: string): Promise<CheckoutRow | null> {
  const [row] = await tx
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.clinicId, clinicId), eq(checkouts.id, id)))
    .for("update");
  return row ?? null;
}

/** A page to pay on that is still good for the same thing and amount. */
export async function openCheckoutFor(
  tx: Tx,
  clinicId: string,
  target: {
    patientId: string | null;
    chainId: string | null;
    planId: string | null;
    packageId: string | null;
    instalmentId: string | null;
    giftCardId: string | null;
    readerId: string | null;
    account: string;
  },
  amountMinor: number,
  at: Date,
) {
  const about = target.chainId
    ? eq(checkouts.chainId, target.chainId)
    : target.planId
      ? eq(checkouts.planId, target.planId)
      : target.packageId
        ? eq(checkouts.packageId, target.packageId)
        : target.giftCardId
          ? eq(checkouts.giftCardId, target.giftCardId)
          : and(
              eq(checkouts.patientId, target.patientId ?? ""),
              eq(checkouts.purpose, "desk"),
              isNull(checkouts.chainId),
            );
  const [row] = await tx
    .select()
    .from(checkouts)
    .where(
      and(
        eq(checkouts.clinicId, clinicId),
        about,
        target.instalmentId ? eq(checkouts.instalmentId, target.instalmentId) : isNull(checkouts.instalmentId),
        target.readerId ? eq(checkouts.readerId, target.readerId) : isNull(checkouts.readerId),
        eq(checkouts.stripeAccount, target.account),
        inArray(checkouts.status, ["creating", "open"]),
        eq(checkouts.amountMinor, amountMinor),
        sql`${checkouts.expiresAt} > ${at.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(desc(checkouts.createdAt))
    .limit(1);
  return row ?? null;
}

export async function checkoutRow(tx: Tx, clinicId: string, id: string): Promise<CheckoutRow | null> {
  const [row] = await tx
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.clinicId, clinicId), eq(checkouts.id, id)));
  return row ?? null;
}

/** Checkouts that wait for money: all, one, or those of one reader, chain or plan. */
export async function waitingCheckouts(
  tx: Tx,
  clinicId: string,
  of?: { id?: string; readerId?: string; onReader?: true; chainId?: string; planId?: string; patientId?: string },
) {
  return tx
    .select()
    .from(checkouts)
    .where(
      and(
        eq(checkouts.clinicId, clinicId),
        inArray(checkouts.status, ["creating", "open"]),
        of?.id ? eq(checkouts.id, of.id) : undefined,
        of?.readerId ? eq(checkouts.readerId, of.readerId) : undefined,
        of?.onReader ? isNotNull(checkouts.readerId) : undefined,
        of?.chainId ? eq(checkouts.chainId, of.chainId) : undefined,
        of?.planId ? eq(checkouts.planId, of.planId) : undefined,
        // What somebody owes as a whole, and no visit's or plan's.
        of?.patientId
          ? and(
              eq(checkouts.patientId, of.patientId),
              eq(checkouts.purpose, "desk"),
              isNull(checkouts.chainId),
              isNull(checkouts.planId),
            )
          : undefined,
      ),
    )
    .orderBy(checkouts.createdAt);
}

/** Whether a waiting checkout's held visits have run out of time. */
export async function heldUntil(
  tx: Tx,
  clinicId: string,
  of: { chainId: string | null; planId: string | null },
): Promise<Date | null> {
  if (of.chainId) {
    const [row] = await tx
      .select({ until: appointments.holdExpiresAt })
      .from(appointments)
      .where(
        and(eq(appointments.clinicId, clinicId), eq(appointments.chainId, of.chainId), eq(appointments.status, "held")),
      );
    return row?.until ?? null;
  }
  const [row] = await tx
    .select({ until: sql<string | null>`min(${appointments.holdExpiresAt})` })
    .from(appointments)
    .innerJoin(
      visits,
      and(eq(visits.clinicId, clinicId), eq(visits.id, appointments.visitId), eq(visits.planId, of.planId ?? "")),
    )
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.status, "held")));
  return row?.until ? new Date(row.until) : null;
}
