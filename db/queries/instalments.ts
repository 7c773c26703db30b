// Rows of what the clinic offers to those who pay a course ahead, and of instalments.
import { and, asc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { appointments, cardCharges, instalments, payRules, payments, plans, visits } from "../schema/index.ts";
import { openOfCharge } from "./open-charge.ts";

export type InstalmentRow = typeof instalments.$inferSelect;

export const payRuleRows = (tx: Tx, clinicId: string) =>
  tx
    .select()
    .from(payRules)
    .where(eq(payRules.clinicId, clinicId))
    .orderBy(asc(payRules.effectiveFrom), asc(payRules.templateCode));

/** In place of one that was to begin on the same day. */
export async function putPayRule(tx: Tx, row: typeof payRules.$inferInsert): Promise<void> {
  const { clinicId: _clinic, id: _id, effectiveFrom: _from, templateCode: _template, ...set } = row;
  await tx
    .insert(payRules)
    .values(row)
    .onConflictDoUpdate({ target: [payRules.clinicId, payRules.templateCode, payRules.effectiveFrom], set });
}

/** All of a plan in their order, locked. */
export const instalmentsOfPlan = (tx: Tx, clinicId: string, planId: string): Promise<InstalmentRow[]> =>
  tx
    .select()
    .from(instalments)
    .where(and(eq(instalments.clinicId, clinicId), eq(instalments.planId, planId)))
    .orderBy(asc(instalments.number))
    .for("update");

export async function instalmentRow(tx: Tx, clinicId: string, id: string): Promise<InstalmentRow | null> {
  const [row] = await tx
    .select()
    .from(instalments)
    .where(and(eq(instalments.clinicId, clinicId), eq(instalments.id, id)));
  return row ?? null;
}

/** Laid once; laid anew while its plan is not booked yet, with another day and amount. */
export async function layInstalment(tx: Tx, row: typeof instalments.$inferInsert): Promise<void> {
  const { dueOn, amountMinor, currency, status, changedAt } = row;
  await tx
    .insert(instalments)
    .values(row)
    .onConflictDoUpdate({
      target: [instalments.clinicId, instalments.planId, instalments.number],
      set: { dueOn, amountMinor, currency, status, failure: null, askAgainOn: null, changedAt },
    });
}

export async function changeInstalment(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Partial<typeof instalments.$inferInsert>,
): Promise<void> {
  await tx
    .update(instalments)
    .set(change)
    .where(and(eq(instalments.clinicId, clinicId), eq(instalments.id, id)));
}

/** Of a patient's running plans and the ones that are over, with when and how each was paid and whether a card is being asked for it, in the order of their days. */
export const instalmentsOfPatient = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select({
      row: instalments,
      planStatus: plans.status,
      paidAt: payments.receivedAt,
      method: payments.method,
      paymentId: payments.id,
      asked: sql<boolean>`exists (select 1 from ${cardCharges} k where k.clinic_id = ${clinicId}
        and k.instalment_id = ${instalments.id} and k.status = 'pending')`,
    })
    .from(instalments)
    .innerJoin(
      plans,
      and(eq(plans.clinicId, clinicId), eq(plans.id, instalments.planId), eq(plans.patientId, patientId)),
    )
    .leftJoin(payments, and(eq(payments.clinicId, clinicId), eq(payments.instalmentId, instalments.id)))
    .where(
      and(
        eq(instalments.clinicId, clinicId),
        inArray(plans.status, ["active", "on_hold", "completed", "revoked"]),
        sql`${plans.activatedAt} is not null`,
      ),
    )
    .orderBy(asc(instalments.dueOn), asc(instalments.number));

/** Those whose day has come, of running plans, that no card is being asked for. */
export const instalmentsToAsk = (tx: Tx, clinicId: string, today: string) =>
  tx
    .select({ id: instalments.id, planId: instalments.planId, patientId: plans.patientId })
    .from(instalments)
    .innerJoin(plans, and(eq(plans.clinicId, clinicId), eq(plans.id, instalments.planId), eq(plans.status, "active")))
    .where(
      and(
        eq(instalments.clinicId, clinicId),
        or(
          and(eq(instalments.status, "due"), lte(instalments.dueOn, today)),
          and(eq(instalments.status, "failed"), lte(instalments.askAgainOn, today)),
        ),
        sql`not exists (select 1 from ${cardCharges} k where k.clinic_id = ${clinicId}
          and k.instalment_id = ${instalments.id} and k.status = 'pending')`,
      ),
    )
    .orderBy(asc(instalments.dueOn), asc(instalments.number));

/** Whether a card is being asked for it this very moment. */
export async function isBeingAsked(tx: Tx, clinicId: string, instalmentId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: cardCharges.id })
    .from(cardCharges)
    .where(
      and(
        eq(cardCharges.clinicId, clinicId),
        eq(cardCharges.instalmentId, instalmentId),
        eq(cardCharges.status, "pending"),
      ),
    );
  return rows.length > 0;
}

/** What visits of a plan that are still to come cost, without the ones that wait for a reassessment. */
export const comingOfPlan = (tx: Tx, clinicId: string, planId: string) =>
  tx
    .select({
      visitId: visits.id,
      priceMinor: appointments.priceMinor,
      taxMinor: appointments.taxMinor,
      patientMinor: appointments.patientMinor,
    })
    .from(appointments)
    .innerJoin(
      visits,
      and(eq(visits.clinicId, clinicId), eq(visits.id, appointments.visitId), eq(visits.planId, planId)),
    )
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(visits.provisional, false),
        isNull(visits.droppedAt),
        inArray(appointments.status, ["held", "booked", "arrived"]),
      ),
    );

/**
 * What a plan's patient was charged for it, of that what is open, and all that they paid for it: payments of the plan less what went
 * back, and what other money of theirs paid of its charges.
 */
export async function paidForPlan(
  tx: Tx,
  clinicId: string,
  planId: string,
): Promise<{ chargedMinor: number; openMinor: number; paidMinor: number }> {
  const [row] = await tx.execute<{ charged: string; open: string; paid: string }>(sql`
    with own as (
      select k.id, k.net_minor + k.tax_minor - coalesce((select sum(d.net_minor + d.tax_minor) from charge_reductions d
          where d.clinic_id = ${clinicId} and d.charge_id = k.id), 0) as total,
        ${openOfCharge(sql`${clinicId}`)} as open
      from charges k where k.clinic_id = ${clinicId} and k.plan_id = ${planId} and k.payer = 'self')
    select coalesce((select sum(total) from own), 0) as charged, coalesce((select sum(open) from own), 0) as open,
      coalesce((select sum(m.amount_minor) from payments m where m.clinic_id = ${clinicId} and m.plan_id = ${planId}), 0)
      - coalesce((select sum(r.amount_minor) from refunds r join payments m on m.clinic_id = ${clinicId} and m.id = r.payment_id
          where r.clinic_id = ${clinicId} and m.plan_id = ${planId} and r.status <> 'failed'), 0)
      - coalesce((select sum(d.taken_minor) from disputes d join payments m on m.clinic_id = ${clinicId} and m.id = d.payment_id
          where d.clinic_id = ${clinicId} and m.plan_id = ${planId}), 0)
      + coalesce((select sum(x.amount_minor) from payment_allocations x join own on own.id = x.charge_id
          join payments m on m.clinic_id = ${clinicId} and m.id = x.payment_id
          where x.clinic_id = ${clinicId} and m.plan_id is distinct from ${planId}::uuid), 0)
      - coalesce((select sum(x.amount_minor) from payment_allocations x join payments m on m.clinic_id = ${clinicId} and m.id = x.payment_id
          where x.clinic_id = ${clinicId} and m.plan_id = ${planId}
            and x.charge_id not in (select id from own)), 0) as paid`);
  return { chargedMinor: Number(row!.charged), openMinor: Number(row!.open), paidMinor: Number(row!.paid) };
}

/** Running plans of a patient with instalments that are still open. */
export const plansInInstalments = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .selectDistinct({ planId: instalments.planId })
    .from(instalments)
    .innerJoin(
      plans,
      and(
        eq(plans.clinicId, clinicId),
        eq(plans.id, instalments.planId),
        eq(plans.patientId, patientId),
        inArray(plans.status, ["active", "on_hold"]),
      ),
    )
    .where(and(eq(instalments.clinicId, clinicId), inArray(instalments.status, ["due", "failed"])));
