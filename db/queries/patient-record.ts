// Everything that is kept about one patient, table by table: which rows are theirs, and how they are read whole.
import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";

/** A table's rows are the patient's by a column of their own, or because they hang on a row that is. */
type Part = { table: string; column: string; of?: string };

/**
 * In the order in which a record is told. A table that refers to a patient, or to anything of one, stands here or in
 * {@link notOfTheRecord}; a test compares both with the catalog.
 */
export const recordParts: readonly Part[] = [
  { table: "patients", column: "id" },
  { table: "consents", column: "patient_id" },
  { table: "guardianships", column: "patient_id" },
  { table: "episodes", column: "patient_id" },
  { table: "coverages", column: "patient_id" },
  { table: "payer_referrals", column: "patient_id" },
  { table: "screens", column: "patient_id" },
  { table: "screen_reviews", column: "screen_id", of: "screens" },
  { table: "assessments", column: "patient_id" },
  { table: "scores", column: "patient_id" },
  { table: "flares", column: "patient_id" },
  { table: "diary_days", column: "patient_id" },
  { table: "plans", column: "patient_id" },
  { table: "plan_facts", column: "plan_id", of: "plans" },
  { table: "tracks", column: "plan_id", of: "plans" },
  { table: "phases", column: "track_id", of: "tracks" },
  { table: "visits", column: "plan_id", of: "plans" },
  { table: "visit_terms", column: "visit_id", of: "visits" },
  { table: "funding_requests", column: "patient_id" },
  { table: "funding_approvals", column: "patient_id" },
  { table: "appointments", column: "patient_id" },
  { table: "appointment_facts", column: "appointment_id", of: "appointments" },
  { table: "notes", column: "patient_id" },
  { table: "note_drafts", column: "patient_id" },
  { table: "check_ins", column: "patient_id" },
  { table: "home_tasks", column: "patient_id" },
  { table: "home_task_days", column: "patient_id" },
  { table: "referrals", column: "patient_id" },
  { table: "attachments", column: "patient_id" },
  { table: "call_tasks", column: "patient_id" },
  { table: "charges", column: "patient_id" },
  { table: "charge_reductions", column: "charge_id", of: "charges" },
  { table: "claims", column: "charge_id", of: "charges" },
  { table: "kept_cards", column: "patient_id" },
  { table: "card_charges", column: "card_id", of: "kept_cards" },
  { table: "memberships", column: "patient_id" },
  { table: "packages", column: "patient_id" },
  { table: "package_sharers", column: "patient_id" },
  { table: "package_uses", column: "charge_id", of: "charges" },
  { table: "instalments", column: "plan_id", of: "plans" },
  { table: "checkouts", column: "patient_id" },
  { table: "payments", column: "patient_id" },
  { table: "payment_allocations", column: "payment_id", of: "payments" },
  { table: "refunds", column: "payment_id", of: "payments" },
  { table: "disputes", column: "payment_id", of: "payments" },
  { table: "receipts", column: "patient_id" },
  { table: "wait_wishes", column: "patient_id" },
  { table: "slot_offers", column: "patient_id" },
  { table: "message_choices", column: "patient_id" },
  { table: "purpose_consents", column: "patient_id" },
  { table: "messages", column: "patient_id" },
  { table: "chart_openings", column: "patient_id" },
  { table: "legal_holds", column: "patient_id" },
  { table: "erasures", column: "patient_id" },
  { table: "audit", column: "patient_id" },
];

/**
 * Keys to a door, which room was taken, and sums of plans that are in the record themselves: about the patient, but nothing that is known
 * of them. What is in a file is saved from the chart.
 */
export const notOfTheRecord: readonly string[] = [
  "access_codes",
  "attachment_files",
  "patient_apps",
  "patient_passkeys",
  "patient_sessions",
  "appointment_resources",
  "import_keys",
  "patient_merges",
  "plan_figures",
  "tablet_forms",
];

/** Secrets, and columns that say in another shape what the ones beside them say. */
const leftOut = ["clinic_id", "hold_key", "during", "busy_after", "busy_before", "taken", "hash", "url", "params"];

export type RecordRow = Record<string, unknown>;
export type PatientRecord = Record<string, RecordRow[]>;

function rowsOf(part: Part, clinicId: string, patientId: string): SQL {
  const parent = recordParts.find(({ table }) => table === part.of);
  const whose = parent
    ? sql`${sql.identifier(part.column)} in (select id from ${sql.identifier(parent.table)} where ${rowsOf(parent, clinicId, patientId)})`
    : sql`${sql.identifier(part.column)} = ${patientId}::uuid`;
  return sql`clinic_id = ${clinicId}::uuid and ${whose}`;
}

/** Every row of the patient as the database has it, by the names of tables and columns; no row when there is no such patient. */
export async function readRecord(tx: Tx, clinicId: string, patientId: string): Promise<PatientRecord> {
  const record: PatientRecord = {};
  for (const part of recordParts) {
    const order = part.table === "audit" ? sql`seq` : sql`id`;
    const rows = await tx.execute<{ row: RecordRow }>(
      sql`select to_jsonb(t) - ${sql.param(leftOut)}::text[] as row from ${sql.identifier(part.table)} t
        where ${rowsOf(part, clinicId, patientId)} order by ${order}`,
    );
    record[part.table] = rows.map(({ row }) => row);
  }
  return record;
}

/** What ids of the clinic's own things are called, for a reader. */
export async function namesOfClinic(tx: Tx, clinicId: string): Promise<Record<string, string>> {
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from practitioners where clinic_id = ${clinicId} union all
    select id, name from members where clinic_id = ${clinicId} union all
    select id, name from services where clinic_id = ${clinicId} union all
    select id, name from disciplines where clinic_id = ${clinicId} union all
    select id, name from locations where clinic_id = ${clinicId} union all
    select id, name from suppliers where clinic_id = ${clinicId} union all
    select id, name from plan_templates where clinic_id = ${clinicId}`);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
