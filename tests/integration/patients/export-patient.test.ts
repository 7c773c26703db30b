// An export holds everything of the patient, whatever table it stands in, and nothing of anybody else.
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notOfTheRecord, recordParts } from "../../../db/queries/patient-record.ts";
import { closeDatabase, openDatabase, type Database } from "../../../db/client.ts";
import type { Ctx } from "../../../lib/context/context.ts";
import { exportPatient } from "../../../lib/patients/export-patient.ts";
import { recordPage } from "../../../lib/patients/record-page.ts";
import type { Actor, MemberRole } from "../../../lib/permissions/permissions.ts";
import { seedWhenEmpty } from "../../../scripts/seed.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let sql: postgres.Sql;
let db: Database;
let stranger: TestClinic;
let clinicId: string;
let patientId: string;

beforeAll(async () => {
  database = await freshDatabase();
  await seedWhenEmpty({ ...database, now: new Date("2026-11-24T18:30:00Z"), log: () => {} });
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  db = openDatabase(database.appUrl, { max: 2, name: "taper-test" });
  stranger = await freshClinic(database.appUrl, { connections: 2 });
  const [most] = await sql<{ clinicId: string; patientId: string }[]>`
    select p.clinic_id as "clinicId", p.id as "patientId" from patients p
    order by (select count(*) from plans l where l.patient_id = p.id) desc,
      (select count(*) from notes n where n.patient_id = p.id) desc, p.id limit 1`;
  ({ clinicId, patientId } = most!);
}, 240_000);
afterAll(async () => {
  await stranger?.close();
  await closeDatabase(db);
  await sql?.end();
  await database?.drop();
});

const ctx = (actor: Actor, at = clinicId): Ctx => ({ ...stranger.guestCtx(), clinicId: at, actor, db });
const member = (role: MemberRole): Actor => ({
  kind: "member",
  memberId: stranger.ids.members.owner,
  role,
  practitionerId: null,
  name: "",
});

test("every table that knows a patient, or hangs on one that does, is in the record or left out on purpose", async () => {
  const tables = await sql<{ child: string; parent: string }[]>`
    select c.relname as child, p.relname as parent from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid where k.contype = 'f'
    union select table_name, 'patients' from information_schema.columns
      where table_schema = 'public' and column_name = 'patient_id'
    union select table_name, 'appointments' from information_schema.columns
      where table_schema = 'public' and column_name in ('appointment_id', 'chain_id')`;
  const known = new Set(["patients"]);
  for (let size = 0; size !== known.size;) {
    size = known.size;
    for (const { child, parent } of tables) if (known.has(parent)) known.add(child);
  }
  expect([...known].toSorted()).toEqual([...recordParts.map(({ table }) => table), ...notOfTheRecord].toSorted());
});

test("AC-04 holds each row of the patient, by the database's own count, and no id of another patient", async () => {
  const made = await exportPatient(ctx(member("clinical_lead")), { patientId });
  for (const { table } of recordParts) {
    const direct = await sql`select 1 from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and column_name = 'patient_id'`;
    if (!direct.length) continue;
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from ${sql(table)} where clinic_id = ${clinicId} and patient_id = ${patientId}`;
    // The audit row of this export is written once everything has been read.
    const rows = table === "audit" ? row!.n - 1 : row!.n;
    expect({ table, rows: made.record[table]?.length }).toEqual({ table, rows });
  }
  for (const table of ["plan_facts", "visits", "phases", "appointment_facts", "appointments", "screens", "payments"])
    expect({ table, some: made.record[table]!.length > 0 }).toEqual({ table, some: true });
  const text = JSON.stringify(made);
  const others = await sql<{ id: string; email: string | null }[]>`
    select id, email from patients where id <> ${patientId}`;
  expect(others.length).toBeGreaterThan(100);
  expect(others.filter(({ id, email }) => text.includes(id) || (email && text.includes(email)))).toEqual([]);
  const secrets = await sql<{ hold_key: string }[]>`select hold_key from appointments where hold_key is not null`;
  expect(secrets.filter((row) => text.includes(row.hold_key))).toEqual([]);
});

test("AC-08 the page reads the same facts, escaped, and needs nothing from elsewhere", async () => {
  const made = await exportPatient(ctx({ kind: "patient", patientId, provedAt: stranger.now }), { patientId });
  made.record["notes"] = [{ body: "<script>alert(1)</script> & more", signed_at: "2026-11-20T17:00:00+00:00" }];
  const page = recordPage(made);
  expect(page).toContain(String(made.record["patients"]![0]!["name"]));
  expect(page).toContain("&#60;script&#62;alert(1)&#60;/script&#62; &#38; more");
  expect(page).not.toContain("<script");
  expect(page).not.toMatch(/(src|href)=/);
  expect(page).toContain("November 20, 2026");
});

test("FI-02 only whoever keeps the chart, or the patient, gets it; each time stands in the audit chain", async () => {
  const count = async () =>
    (await sql`select 1 from audit where deed = 'patient.exported' and patient_id = ${patientId}`).length;
  const before = await count();
  for (const role of ["front_desk", "manager", "owner", "support"] as const)
    await expect(exportPatient(ctx(member(role)), { patientId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(exportPatient(ctx({ kind: "guest" }), { patientId })).rejects.toMatchObject({ code: "sign_in_needed" });
  const other = ctx({ kind: "patient", patientId: stranger.ids.asha });
  await expect(exportPatient(other, { patientId })).rejects.toMatchObject({ code: "not_found" });
  const elsewhere = ctx(member("clinical_lead"), stranger.clinicId);
  await expect(exportPatient(elsewhere, { patientId })).rejects.toMatchObject({ code: "not_found" });
  const outside = ctx(member("practitioner"));
  await expect(exportPatient(outside, { patientId })).rejects.toMatchObject({ code: "reason_needed" });
  expect(await count()).toBe(before);
  const [{ practitionerId }] = await sql<[{ practitionerId: string }]>`
    select practitioner_id as "practitionerId" from appointments
    where patient_id = ${patientId} and status = 'fulfilled' limit 1`;
  await exportPatient(ctx({ ...member("practitioner"), practitionerId } as Actor), { patientId });
  expect(await count()).toBe(before + 1);
});
