// Rows of clinics' own accounts at Stripe, and which account a payment was made on.
import { and, desc, eq, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { accountsOfMemberships } from "./memberships.ts";
import {
  applicationFees,
  cardCharges,
  checkouts,
  keptCards,
  memberships,
  packages,
  payments,
  stripeAccounts,
} from "../schema/index.ts";

export type StripeAccountRow = typeof stripeAccounts.$inferSelect;

/** The clinic's latest, whether or not it is still connected; null when there never was one. */
export async function latestAccount(tx: Tx, clinicId: string): Promise<StripeAccountRow | null> {
  const [row] = await tx
    .select()
    .from(stripeAccounts)
    .where(eq(stripeAccounts.clinicId, clinicId))
    .orderBy(desc(stripeAccounts.startedAt), desc(stripeAccounts.id))
    .limit(1);
  return row ?? null;
}

/** By Stripe's name for it; locked, so that two tellings of it come one after the other. */
export async function lockAccount(tx: Tx, clinicId: string, stripeAccountId: string): Promise<StripeAccountRow | null> {
  const [row] = await tx
    .select()
    .from(stripeAccounts)
    .where(and(eq(stripeAccounts.clinicId, clinicId), eq(stripeAccounts.stripeAccountId, stripeAccountId)))
    .for("update");
  return row ?? null;
}

/** False when the clinic has a connected one already. */
export const addAccount = async (tx: Tx, row: typeof stripeAccounts.$inferInsert): Promise<boolean> =>
  (await tx.insert(stripeAccounts).values(row).onConflictDoNothing().returning({ id: stripeAccounts.id })).length === 1;

export async function changeAccount(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Partial<typeof stripeAccounts.$inferInsert>,
): Promise<void> {
  await tx
    .update(stripeAccounts)
    .set(change)
    .where(and(eq(stripeAccounts.clinicId, clinicId), eq(stripeAccounts.id, id)));
}

/** Accounts at Stripe that the clinic ever asked anything of, but for those that were taken away. */
export async function accountsInUse(tx: Tx, clinicId: string): Promise<string[]> {
  const asked = await tx
    .selectDistinct({ account: checkouts.stripeAccount })
    .from(checkouts)
    .where(eq(checkouts.clinicId, clinicId));
  const gone = new Set(await accountsGone(tx, clinicId));
  const all = new Set([...asked.map((row) => row.account), ...(await accountsOfMemberships(tx, clinicId))]);
  return [...all].filter((account) => !gone.has(account));
}

/** Those whose owner took Taper's access away: Stripe answers nothing about them any more. */
export async function accountsGone(tx: Tx, clinicId: string): Promise<string[]> {
  const rows = await tx
    .select({ account: stripeAccounts.stripeAccountId })
    .from(stripeAccounts)
    .where(
      and(
        eq(stripeAccounts.clinicId, clinicId),
        isNotNull(stripeAccounts.disconnectedAt),
        isNotNull(stripeAccounts.stripeAccountId),
      ),
    );
  return rows.flatMap((row) => row.account ?? []);
}

/** Where a card payment was made, and what of it went to Taper. */
export async function sideOfPayment(
  tx: Tx,
  clinicId: string,
  paymentId: string,
): Promise<{ account: string; applicationFeeMinor: number }> {
  const [row] = await tx
    .select({
      onPage: checkouts.stripeAccount,
      onCard: keptCards.stripeAccount,
      pageFee: checkouts.applicationFeeMinor,
      cardFee: cardCharges.applicationFeeMinor,
      onMembership: memberships.stripeAccount,
      monthFee: sql<number | null>`round(${payments.amountMinor} * ${memberships.feeBp} / 10000.0)::int`,
    })
    .from(payments)
    .leftJoin(checkouts, and(eq(checkouts.clinicId, clinicId), eq(checkouts.id, payments.checkoutId)))
    .leftJoin(cardCharges, and(eq(cardCharges.clinicId, clinicId), eq(cardCharges.id, payments.cardChargeId)))
    .leftJoin(keptCards, and(eq(keptCards.clinicId, clinicId), eq(keptCards.id, cardCharges.cardId)))
    .leftJoin(packages, and(eq(packages.clinicId, clinicId), eq(packages.id, payments.packageId)))
    .leftJoin(memberships, and(eq(memberships.clinicId, clinicId), eq(memberships.id, packages.membershipId)))
    .where(and(eq(payments.clinicId, clinicId), eq(payments.id, paymentId)));
  return {
    account: row?.onPage ?? row?.onCard ?? row?.onMembership ?? "",
    applicationFeeMinor: row?.pageFee ?? row?.cardFee ?? row?.monthFee ?? 0,
  };
}

/** What goes to Taper of a payment on the day. */
export async function feeOn(tx: Tx, clinicId: string, day: string): Promise<number> {
  const [row] = await tx
    .select({ basisPoints: applicationFees.basisPoints })
    .from(applicationFees)
    .where(and(eq(applicationFees.clinicId, clinicId), lte(applicationFees.effectiveFrom, day)))
    .orderBy(desc(applicationFees.effectiveFrom))
    .limit(1);
  return row?.basisPoints ?? 0;
}

/** The one that is connected now. */
export async function connectedAccount(tx: Tx, clinicId: string): Promise<StripeAccountRow | null> {
  const [row] = await tx
    .select()
    .from(stripeAccounts)
    .where(and(eq(stripeAccounts.clinicId, clinicId), isNull(stripeAccounts.disconnectedAt)));
  return row ?? null;
}

/** Pages to pay on, not known to have ended, on accounts that were taken away. */
export async function waitingOnGone(tx: Tx, clinicId: string): Promise<number> {
  const gone = await accountsGone(tx, clinicId);
  if (!gone.length) return 0;
  return tx.$count(
    checkouts,
    and(
      eq(checkouts.clinicId, clinicId),
      inArray(checkouts.stripeAccount, gone),
      inArray(checkouts.status, ["creating", "open"]),
    ),
  );
}
