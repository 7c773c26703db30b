// Rows of charges, payments, allocations, refunds and the ledger.
import { and, asc, desc, eq, getTableColumns, gte, inArray, isNull, or, sql } from "drizzle-orm";
import type { Handle, Tx } from "../client.ts";
import { giftCardsLeft } from "./gift-cards.ts";
import {
  appointments,
  chargeReductions,
  charges,
  disputes,
  giftCards,
  ledgerEntries,
  packages,
  patients,
  paymentAllocations,
  payments,
  plans,
  practitioners,
  refunds,
  stripeEvents,
  visits,
} from "../schema/index.ts";

export type ChargeRow = typeof charges.$inferSelect;
export type RefundRow = typeof refunds.$inferSelect;

export const addPayment = async (tx: Tx, row: typeof payments.$inferInsert): Promise<boolean> =>
  (await tx.insert(payments).values(row).onConflictDoNothing().returning({ id: payments.id })).length === 1;

export const addCharge = async (tx: Tx, row: typeof charges.$inferInsert): Promise<boolean> =>
  (await tx.insert(charges).values(row).onConflictDoNothing().returning({ id: charges.id })).length === 1;

export const addAllocation = (tx: Tx, row: typeof paymentAllocations.$inferInsert) =>
  tx.insert(paymentAllocations).values(row);

export const addRefund = (tx: Tx, row: typeof refunds.$inferInsert) => tx.insert(refunds).values(row);

export async function addLedger(tx: Tx, rows: (typeof ledgerEntries.$inferInsert)[]) {
  if (rows.length) await tx.insert(ledgerEntries).values(rows);
}

type Target = { patientId?: string; chainId?: string; planId?: string; paymentIds?: readonly string[] };

/**
 * Payments with what is left of each after allocations, refunds and disputes, oldest first, locked. `promised`: what is left belongs to
 * the visits of a package that can still be used, or to a gift card. `backMinor`: refunded, or on its way. Of one that bought a gift card no
 * more is left than on the card.
 */
export async function paymentsWithCredit(tx: Tx, clinicId: string, target: Target) {
  const rows = await tx
    .select({
      ...getTableColumns(payments),
      promised: sql<boolean>`${payments.patientId} is null or exists (select 1 from ${packages} p
        where p.clinic_id = ${clinicId} and p.id = ${payments.packageId} and p.status = 'active')`,
    })
    .from(payments)
    .where(
      and(
        eq(payments.clinicId, clinicId),
        target.paymentIds ? inArray(payments.id, [...target.paymentIds]) : undefined,
        target.patientId ? eq(payments.patientId, target.patientId) : undefined,
        target.chainId && target.planId
          ? or(eq(payments.chainId, target.chainId), eq(payments.planId, target.planId))
          : target.chainId
            ? eq(payments.chainId, target.chainId)
            : target.planId
              ? eq(payments.planId, target.planId)
              : undefined,
      ),
    )
    .orderBy(asc(payments.receivedAt), asc(payments.id))
    .for("update");
  if (!rows.length) return [];
  const ids = rows.map((row) => row.id);
  const [used, back, taken] = await Promise.all([
    tx
      .select({ id: paymentAllocations.paymentId, minor: sql<string>`sum(${paymentAllocations.amountMinor})` })
      .from(paymentAllocations)
      .where(and(eq(paymentAllocations.clinicId, clinicId), inArray(paymentAllocations.paymentId, ids)))
      .groupBy(paymentAllocations.paymentId),
    tx
      .select({ id: refunds.paymentId, minor: sql<string>`sum(${refunds.amountMinor})` })
      .from(refunds)
      .where(
        and(
          eq(refunds.clinicId, clinicId),
          inArray(refunds.paymentId, ids),
          inArray(refunds.status, ["pending", "succeeded"]),
        ),
      )
      .groupBy(refunds.paymentId),
    tx
      .select({
        id: disputes.paymentId,
        minor: sql<string>`sum(coalesce(${disputes.takenMinor}, ${disputes.amountMinor}))`,
      })
      .from(disputes)
      .where(
        and(
          eq(disputes.clinicId, clinicId),
          inArray(disputes.paymentId, ids),
          inArray(disputes.status, ["open", "lost"]),
        ),
      )
      .groupBy(disputes.paymentId),
  ]);
  const boughtCards = rows.flatMap((row) => (row.patientId === null && row.giftCardId ? row.giftCardId : []));
  const onCards = await giftCardsLeft(tx, clinicId, boughtCards);
  const sum = (list: { id: string; minor: string }[], id: string) =>
    Number(list.find((row) => row.id === id)?.minor ?? 0);
  return rows.map((row) => {
    const backMinor = sum(back, row.id);
    const left = row.amountMinor - sum(used, row.id) - backMinor;
    // While a bank holds money back, what charges use of the payment stays used, and nothing more of it can be.
    const onCard = row.patientId === null ? (onCards.get(row.giftCardId ?? "") ?? 0) : Infinity;
    return { ...row, backMinor, creditMinor: Math.max(0, Math.min(left - sum(taken, row.id), onCard)) };
  });
}

/** Charges with what was paid and let go of each, and what is still open, oldest first; locked so that no two settle one charge. */
export async function chargesWithOpen(tx: Tx, clinicId: string, target: Target & { chargeIds?: readonly string[] }) {
  const rows = await tx
    .select()
    .from(charges)
    .where(
      and(
        eq(charges.clinicId, clinicId),
        target.chargeIds ? inArray(charges.id, [...target.chargeIds]) : undefined,
        target.patientId ? eq(charges.patientId, target.patientId) : undefined,
        target.chainId ? eq(charges.chainId, target.chainId) : undefined,
        target.planId ? eq(charges.planId, target.planId) : undefined,
      ),
    )
    .orderBy(asc(charges.serviceOn), asc(charges.id))
    .for("update");
  if (!rows.length) return [];
  const ids = rows.map((row) => row.id);
  const [paid, reduced] = await Promise.all([
    tx
      .select({ id: paymentAllocations.chargeId, minor: sql<string>`sum(${paymentAllocations.amountMinor})` })
      .from(paymentAllocations)
      .where(and(eq(paymentAllocations.clinicId, clinicId), inArray(paymentAllocations.chargeId, ids)))
      .groupBy(paymentAllocations.chargeId),
    tx
      .select({
        id: chargeReductions.chargeId,
        net: sql<string>`sum(${chargeReductions.netMinor})`,
        tax: sql<string>`sum(${chargeReductions.taxMinor})`,
      })
      .from(chargeReductions)
      .where(and(eq(chargeReductions.clinicId, clinicId), inArray(chargeReductions.chargeId, ids)))
      .groupBy(chargeReductions.chargeId),
  ]);
  return rows.map((row) => {
    const paidMinor = Number(paid.find((one) => one.id === row.id)?.minor ?? 0);
    const less = reduced.find((one) => one.id === row.id);
    const reducedNetMinor = Number(less?.net ?? 0);
    const reducedTaxMinor = Number(less?.tax ?? 0);
    const openMinor = row.netMinor + row.taxMinor - reducedNetMinor - reducedTaxMinor - paidMinor;
    return { ...row, paidMinor, reducedNetMinor, reducedTaxMinor, openMinor };
  });
}

/** What each payment covers of a charge, the latest payment first. */
export const allocatedTo = (tx: Tx, clinicId: string, chargeId: string) =>
  tx
    .select({
      paymentId: paymentAllocations.paymentId,
      minor: sql<number>`sum(${paymentAllocations.amountMinor})::int`,
    })
    .from(paymentAllocations)
    .innerJoin(payments, and(eq(payments.clinicId, clinicId), eq(payments.id, paymentAllocations.paymentId)))
    .where(and(eq(paymentAllocations.clinicId, clinicId), eq(paymentAllocations.chargeId, chargeId)))
    .groupBy(paymentAllocations.paymentId, payments.receivedAt)
    .orderBy(desc(payments.receivedAt), desc(paymentAllocations.paymentId));

export const addReduction = (tx: Tx, row: typeof chargeReductions.$inferInsert) =>
  tx.insert(chargeReductions).values(row);

export const reductionsOf = (tx: Tx, clinicId: string, chargeId: string) =>
  tx
    .select()
    .from(chargeReductions)
    .where(and(eq(chargeReductions.clinicId, clinicId), eq(chargeReductions.chargeId, chargeId)))
    .orderBy(asc(chargeReductions.at), asc(chargeReductions.id));

/** Whether there is such a charge; locked, so that whoever asks for its receipt at the same time waits. */
export async function lockCharge(tx: Tx, clinicId: string, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: charges.id })
    .from(charges)
    .where(and(eq(charges.clinicId, clinicId), eq(charges.id, id)))
    .for("update");
  return rows.length === 1;
}

/** Chains and plans of the patient that are still to come: what was paid for them stays with them. */
export async function comingOf(tx: Tx, clinicId: string, patientId: string) {
  const chains = await tx
    .select({ id: appointments.chainId })
    .from(appointments)
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.patientId, patientId),
        inArray(appointments.status, ["held", "booked", "arrived"]),
      ),
    );
  const running = await tx
    .select({ id: plans.id })
    .from(plans)
    .where(
      and(
        eq(plans.clinicId, clinicId),
        eq(plans.patientId, patientId),
        sql`${plans.status} not in ('completed', 'revoked')`,
      ),
    );
  return { chainIds: new Set(chains.map((row) => row.id)), planIds: new Set(running.map((row) => row.id)) };
}

export async function refundsOf(tx: Tx, clinicId: string, patientId: string) {
  return tx
    .select({
      id: refunds.id,
      paymentId: refunds.paymentId,
      method: refunds.method,
      amountMinor: refunds.amountMinor,
      status: refunds.status,
      refusedCode: refunds.refusedCode,
      requestedAt: refunds.requestedAt,
    })
    .from(refunds)
    .innerJoin(
      payments,
      and(eq(payments.clinicId, clinicId), eq(payments.id, refunds.paymentId), eq(payments.patientId, patientId)),
    )
    .where(eq(refunds.clinicId, clinicId))
    .orderBy(desc(refunds.requestedAt));
}

/** What a member gave back or asked to give back from an instant on, in minor units. */
export async function givenBackBy(tx: Tx, clinicId: string, memberId: string, since: Date): Promise<number> {
  const [row] = await tx
    .select({ minor: sql<string>`coalesce(sum(${refunds.amountMinor}), 0)` })
    .from(refunds)
    .where(
      and(
        eq(refunds.clinicId, clinicId),
        eq(refunds.memberId, memberId),
        inArray(refunds.status, ["pending", "succeeded"]),
        gte(refunds.requestedAt, since),
      ),
    );
  return Number(row?.minor ?? 0);
}

export async function lockRefund(tx: Tx, clinicId: string, id: string) {
  const [row] = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.clinicId, clinicId), eq(refunds.id, id)))
    .for("update");
  if (!row) return null;
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.clinicId, clinicId), eq(payments.id, row.paymentId)));
  return payment ? { ...row, payment } : null;
}

/** Card refunds of a payment that Stripe has not taken yet. */
export const unsentRefunds = (tx: Tx, clinicId: string, paymentId: string): Promise<RefundRow[]> =>
  tx
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.clinicId, clinicId),
        eq(refunds.paymentId, paymentId),
        eq(refunds.status, "pending"),
        isNull(refunds.stripeRefundId),
      ),
    )
    .orderBy(asc(refunds.requestedAt), asc(refunds.id));

export async function changeRefund(tx: Tx, clinicId: string, id: string, change: Partial<typeof refunds.$inferInsert>) {
  await tx
    .update(refunds)
    .set(change)
    .where(and(eq(refunds.clinicId, clinicId), eq(refunds.id, id)));
}

/** The appointment that money is about, with who supplies it; the latest of its chain. */
export async function appointmentForMoney(
  tx: Tx,
  clinicId: string,
  of: { appointmentId: string } | { chainId: string },
) {
  const [row] = await tx
    .select({
      id: appointments.id,
      chainId: appointments.chainId,
      sequence: appointments.sequence,
      status: appointments.status,
      patientId: appointments.patientId,
      visitId: appointments.visitId,
      serviceId: appointments.serviceId,
      practitionerId: appointments.practitionerId,
      episodeId: appointments.episodeId,
      screenId: appointments.screenId,
      reviewRequired: appointments.reviewRequired,
      bookedVia: appointments.bookedVia,
      startsAt: appointments.startsAt,
      endsAt: appointments.endsAt,
      timeZone: appointments.timeZone,
      holdExpiresAt: appointments.holdExpiresAt,
      priceMinor: appointments.priceMinor,
      taxMinor: appointments.taxMinor,
      taxCode: appointments.taxCode,
      patientMinor: appointments.patientMinor,
      payer: appointments.payer,
      currency: appointments.currency,
      policy: appointments.policy,
      supplierId: practitioners.supplierId,
      email: patients.email,
      /** Of the visit that it is booked for. */
      planId: visits.planId,
    })
    .from(appointments)
    .innerJoin(
      practitioners,
      and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, appointments.practitionerId)),
    )
    .leftJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, appointments.patientId)))
    .leftJoin(visits, and(eq(visits.clinicId, clinicId), eq(visits.id, appointments.visitId)))
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        "appointmentId" in of ? eq(appointments.id, of.appointmentId) : eq(appointments.chainId, of.chainId),
      ),
    )
    .orderBy(desc(appointments.sequence))
    .limit(1);
  return row ?? null;
}

export async function planForMoney(tx: Tx, clinicId: string, planId: string) {
  const [row] = await tx
    .select({
      id: plans.id,
      status: plans.status,
      patientId: plans.patientId,
      currency: plans.currency,
      email: patients.email,
    })
    .from(plans)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, plans.patientId)))
    .where(and(eq(plans.clinicId, clinicId), eq(plans.id, planId)));
  return row ?? null;
}

export async function packageForMoney(tx: Tx, clinicId: string, packageId: string) {
  const [row] = await tx
    .select({
      id: packages.id,
      patientId: packages.patientId,
      currency: packages.currency,
      email: patients.email,
    })
    .from(packages)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, packages.patientId)))
    .where(and(eq(packages.clinicId, clinicId), eq(packages.id, packageId)));
  return row ?? null;
}

export async function giftCardForMoney(tx: Tx, clinicId: string, giftCardId: string) {
  const [row] = await tx
    .select({ id: giftCards.id, currency: giftCards.currency, email: giftCards.buyerEmail })
    .from(giftCards)
    .where(and(eq(giftCards.clinicId, clinicId), eq(giftCards.id, giftCardId)));
  return row ? { ...row, patientId: null } : null;
}

/** Remembers a Stripe event; answers whether its effect still has to be applied. */
export async function rememberEvent(db: Handle, event: typeof stripeEvents.$inferInsert): Promise<boolean> {
  const [row] = await db
    .insert(stripeEvents)
    .values(event)
    .onConflictDoUpdate({ target: [stripeEvents.account, stripeEvents.eventId], set: { type: sql`excluded.type` } })
    .returning({ appliedAt: stripeEvents.appliedAt });
  return row?.appliedAt === null;
}

/** Marks the events of an object as applied, in the transaction that applied them. */
export async function eventApplied(db: Handle, account: string, eventId: string, clinicId: string | null, at: Date) {
  await db
    .update(stripeEvents)
    .set({ appliedAt: at, clinicId })
    .where(and(eq(stripeEvents.account, account), eq(stripeEvents.eventId, eventId), isNull(stripeEvents.appliedAt)));
}
