// Retention rules, legal holds, and the records whose time may be over.
import { and, desc, eq, lte, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { legalHolds, members, patients, retentionRules } from "../schema/index.ts";
import { openOfCharge } from "./open-charge.ts";

export type HoldRow = { act: string; reason: string; at: Date; by: string };

export async function addRetentionRule(tx: Tx, row: typeof retentionRules.$inferInsert): Promise<void> {
  await tx.insert(retentionRules).values(row);
}

/** Rules that have begun by the day, the latest first. */
export const retentionRulesUpTo = (tx: Tx, clinicId: string, day: string) =>
  tx
    .select()
    .from(retentionRules)
    .where(and(eq(retentionRules.clinicId, clinicId), lte(retentionRules.effectiveFrom, day)))
    .orderBy(desc(retentionRules.effectiveFrom));

/** What was placed and lifted, the latest first. */
export const holdRows = (tx: Tx, clinicId: string, patientId: string): Promise<HoldRow[]> =>
  tx
    .select({ act: legalHolds.act, reason: legalHolds.reason, at: legalHolds.at, by: members.name })
    .from(legalHolds)
    .innerJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, legalHolds.memberId)))
    .where(and(eq(legalHolds.clinicId, clinicId), eq(legalHolds.patientId, patientId)))
    .orderBy(desc(legalHolds.at), desc(legalHolds.id));

export async function addHold(tx: Tx, row: typeof legalHolds.$inferInsert): Promise<void> {
  await tx.insert(legalHolds).values(row);
}

/** Keeps holds, bookings and erasures of one patient apart until the transaction ends; false when there is no such patient. */
export async function lockPatient(tx: Tx, clinicId: string, patientId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: patients.id })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId)))
    .for("update");
  return rows.length > 0;
}

export type AgedRecord = {
  patientId: string;
  name: string;
  birthDate: string | null;
  /** The latest of everything that was written or happened. */
  lastEntryAt: Date;
  held: boolean;
  erased: boolean;
};

/** A table's instants at which something of a patient's record was written or happened; rows that hang on another name it with its column. */
type Dated = { table: string; instants: string[]; of?: { table: string; column: string } };

const dated: readonly Dated[] = [
  { table: "consents", instants: ["signed_at"] },
  { table: "guardianships", instants: ["asked_at", "approved_at", "ended_at"] },
  { table: "episodes", instants: ["created_at"] },
  { table: "coverages", instants: ["created_at", "ended_at"] },
  { table: "payer_referrals", instants: ["entered_at", "ended_at"] },
  { table: "screens", instants: ["answered_at"] },
  { table: "screen_reviews", instants: ["reviewed_at"], of: { table: "screens", column: "screen_id" } },
  { table: "assessments", instants: ["assessed_at"] },
  { table: "scores", instants: ["taken_at"] },
  { table: "flares", instants: ["at"] },
  { table: "diary_days", instants: ["at"] },
  { table: "check_ins", instants: ["at"] },
  { table: "home_task_days", instants: ["at"] },
  { table: "plans", instants: ["created_at", "accepted_at", "activated_at", "ended_at"] },
  { table: "plan_facts", instants: ["at"], of: { table: "plans", column: "plan_id" } },
  { table: "funding_requests", instants: ["drafted_at", "sent_at", "answered_at"] },
  { table: "funding_approvals", instants: ["at"] },
  { table: "appointments", instants: ["created_at", "ends_at"] },
  { table: "appointment_facts", instants: ["at"], of: { table: "appointments", column: "appointment_id" } },
  { table: "notes", instants: ["signed_at"] },
  { table: "note_drafts", instants: ["saved_at"] },
  { table: "home_tasks", instants: ["set_at", "ended_at"] },
  { table: "referrals", instants: ["sent_at", "answered_at"] },
  { table: "attachments", instants: ["added_at", "withdrawn_at"] },
  { table: "call_tasks", instants: ["created_at", "closed_at"] },
  { table: "charges", instants: ["created_at"] },
  { table: "charge_reductions", instants: ["at"], of: { table: "charges", column: "charge_id" } },
  { table: "claims", instants: ["sent_at", "answered_at"], of: { table: "charges", column: "charge_id" } },
  { table: "kept_cards", instants: ["kept_at", "forgotten_at"] },
  { table: "card_charges", instants: ["asked_at", "settled_at"], of: { table: "kept_cards", column: "card_id" } },
  { table: "instalments", instants: ["created_at", "changed_at"], of: { table: "plans", column: "plan_id" } },
  { table: "disputes", instants: ["opened_at", "closed_at"], of: { table: "payments", column: "payment_id" } },
  { table: "memberships", instants: ["created_at", "began_at", "ended_at"] },
  { table: "packages", instants: ["created_at", "sold_at", "ended_at"] },
  { table: "package_sharers", instants: ["added_at"] },
  { table: "package_uses", instants: ["at"], of: { table: "charges", column: "charge_id" } },
  { table: "checkouts", instants: ["created_at", "settled_at"] },
  { table: "payments", instants: ["received_at"] },
  { table: "refunds", instants: ["requested_at", "settled_at"], of: { table: "payments", column: "payment_id" } },
  { table: "receipts", instants: ["issued_at"] },
  { table: "wait_wishes", instants: ["asked_at", "ended_at"] },
  { table: "slot_offers", instants: ["offered_at", "ended_at"] },
  { table: "message_choices", instants: ["at"] },
  { table: "purpose_consents", instants: ["at"] },
];

/** `patient_id, at` of one table, for the patients among `candidates`. */
function entriesOf(clinicId: string, { table, instants, of }: Dated): SQL {
  const latest = sql.join(
    instants.map((column) => sql`t.${sql.identifier(column)}`),
    sql`, `,
  );
  const above = of
    ? sql`join ${sql.identifier(of.table)} o on o.clinic_id = ${clinicId} and o.id = t.${sql.identifier(of.column)}`
    : sql``;
  const whose = of ? sql`o.patient_id` : sql`t.patient_id`;
  return sql`select ${whose} as patient_id, greatest(${latest}) as at from ${sql.identifier(table)} t ${above}
    where t.clinic_id = ${clinicId} and ${whose} in (select id from candidates)`;
}

/**
 * One patient's record, or all that are not erased, had no entry since `quietSince` and whose patient was born by a day (who has no birth
 * date, by the last entry), the longest quiet first.
 */
export async function agedRecords(
  tx: Tx,
  clinicId: string,
  wanted: { patientId: string } | { quietSince: Date; bornBy: string; most: number },
): Promise<AgedRecord[]> {
  const erased = sql`exists (select 1 from erasures e where e.clinic_id = ${clinicId} and e.patient_id = p.id)`;
  const one = "patientId" in wanted;
  const quietSince = one ? sql`` : sql`${wanted.quietSince.toISOString()}::timestamptz`;
  // Visits go by an index and leave few candidates, whose other rows are then read once a table.
  const which = one
    ? sql`p.id = ${wanted.patientId}`
    : sql`p.created_at < ${quietSince} and p.merged_into is null and not ${erased} and not exists (select 1 from appointments a
        where a.clinic_id = ${clinicId} and a.patient_id = p.id and a.starts_at >= ${quietSince})`;
  const quiet = one
    ? sql`true`
    : sql`last_entry < ${quietSince} and coalesce(birth_date, (last_entry at time zone 'UTC')::date - 1) <= ${wanted.bornBy}::date
        order by last_entry, id limit ${wanted.most}`;
  const entries = sql.join(
    dated.map((table) => entriesOf(clinicId, table)),
    sql` union all `,
  );
  const rows = await tx.execute<{
    id: string;
    name: string;
    birth_date: string | null;
    last_entry_at: string;
    held: boolean;
    erased: boolean;
  }>(sql`
    with candidates as materialized (select p.id, p.name, p.birth_date, p.created_at, ${erased} as erased
      from patients p where p.clinic_id = ${clinicId} and ${which}),
    entries as (select patient_id, max(at) as at from (${entries}) every group by patient_id),
    aged as (select c.id, c.name, c.birth_date, c.erased, greatest(c.created_at, e.at) as last_entry
      from candidates c left join entries e on e.patient_id = c.id)
    select id, name, birth_date::text, erased,
      to_char(last_entry at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last_entry_at,
      coalesce((select h.act = 'placed' from legal_holds h where h.clinic_id = ${clinicId} and h.patient_id = aged.id
        order by h.at desc, h.id desc limit 1), false) as held
    from aged where ${quiet}`);
  return rows.map((row) => ({
    patientId: row.id,
    name: row.name,
    birthDate: row.birth_date,
    lastEntryAt: new Date(row.last_entry_at),
    held: row.held,
    erased: row.erased,
  }));
}

/** How many visits and plans of the patient are still to come or running. */
export async function liveOf(tx: Tx, clinicId: string, patientId: string): Promise<{ visits: number; plans: number }> {
  const [row] = await tx.execute<{ visits: number; plans: number }>(sql`select
    (select count(*)::int from appointments where clinic_id = ${clinicId} and patient_id = ${patientId}
      and status in ('held', 'booked', 'arrived')) as visits,
    (select count(*)::int from plans where clinic_id = ${clinicId} and patient_id = ${patientId}
      and status in ('offered', 'active', 'on_hold')) as plans`);
  return row!;
}

/** Whether money is owed either way or on its way: open charges of any payer, credit, refunds and checkouts that are not settled. */
export async function hasOpenMoney(tx: Tx, clinicId: string, patientId: string): Promise<boolean> {
  const [row] = await tx.execute<{ open: boolean }>(sql`select
    exists (select 1 from charges k where k.clinic_id = ${clinicId} and k.patient_id = ${patientId}
      and ${openOfCharge(sql`${clinicId}`)} <> 0)
    or exists (select 1 from payments m where m.clinic_id = ${clinicId} and m.patient_id = ${patientId} and m.amount_minor <>
      (select coalesce(sum(x.amount_minor), 0) from payment_allocations x where x.clinic_id = ${clinicId} and x.payment_id = m.id)
      + (select coalesce(sum(r.amount_minor), 0) from refunds r where r.clinic_id = ${clinicId} and r.payment_id = m.id and r.status <> 'failed')
      + (select coalesce(sum(d.taken_minor), 0) from disputes d where d.clinic_id = ${clinicId} and d.payment_id = m.id))
    or exists (select 1 from refunds r join payments m on m.clinic_id = ${clinicId} and m.id = r.payment_id
      where r.clinic_id = ${clinicId} and r.status = 'pending' and m.patient_id = ${patientId})
    or exists (select 1 from checkouts o where o.clinic_id = ${clinicId} and o.patient_id = ${patientId}
      and o.status in ('creating', 'open')) as open`);
  return row!.open;
}

export type Erased = Record<string, number>;

/** The one door through which rows of history are blanked; it looks at hold, visits and plans once more and keeps the erasure's row. */
export async function eraseRows(
  tx: Tx,
  erasure: { id: string; patientId: string; memberId: string; at: Date; erasedOn: string; keptUntil: string },
): Promise<Erased> {
  const { id, patientId, memberId, at, erasedOn, keptUntil } = erasure;
  const [row] = await tx.execute<{ counts: Erased }>(sql`select app.erase_patient(
    ${patientId}::uuid, ${id}::uuid, ${memberId}::uuid, ${at.toISOString()}::timestamptz, ${erasedOn}::date, ${keptUntil}::date) as counts`);
  return row!.counts;
}
