import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedByPatients } from "../../support/isolation.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

const globalTables = [
  "clinics",
  "users",
  "user_clinics",
  "login_sessions",
  "sign_in_proofs",
  "user_factors",
  "password_resets",
  "user_pins",
  "passkey_challenges",
  "passkeys",
  "recovery_codes",
  "rate_limits",
  "stripe_events",
  "sms_stops",
];
const appendOnly = [
  "articles",
  "article_versions",
  "article_services",
  "article_publications",
  "audit",
  "appointment_facts",
  "plan_facts",
  "visit_terms",
  "screens",
  "screen_reviews",
  "assessments",
  "scores",
  "flares",
  "check_ins",
  "diary_days",
  "home_task_days",
  "import_keys",
  "consent_texts",
  "care_text_approvals",
  "notes",
  "attachments",
  "attachment_files",
  "consents",
  "payment_allocations",
  "charge_reductions",
  "funding_approvals",
  "ledger_entries",
  "receipts",
  "messages",
  "message_choices",
  "purpose_consents",
  "message_texts",
  "digest_choices",
  "sign_in_rules",
  "breaches",
  "privacy_notices",
  "retention_rules",
  "legal_holds",
  "erasures",
  "patient_merges",
  "identity_providers",
  "provider_identities",
];
// Other schemas belong to libraries: drizzle's own table of migrations, the job queue, extensions.
let database: FreshDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const names = (rows: readonly { name: string }[]) => rows.map((row) => row.name);
const tenantTables = async () =>
  names(
    await sql<{ name: string }[]>`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  ).filter((name) => !globalTables.includes(name));

test("every table is of a clinic, or on the short list of global ones", async () => {
  const without = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'clinic_id' and a.attnotnull)`;
  expect(names(without).filter((name) => !globalTables.includes(name))).toEqual([]);
  expect((await tenantTables()).length).toBeGreaterThan(40);
});

test("RL-01 row-level security is on, forced, and has its one policy on every table of a clinic", async () => {
  const rows = await sql<{ name: string; on: boolean; forced: boolean; policies: number }[]>`
    select c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
        and p.qual like '%app.clinic_id%' and p.with_check like '%app.clinic_id%') as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
  const tenant = await tenantTables();
  const bad = rows.filter((row) => tenant.includes(row.name) && !(row.on && row.forced && row.policies === 1));
  expect(names(bad)).toEqual([]);
});

test("a patient's rows are under the patient's scope, on every table that holds some", async () => {
  const without = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (a.attname = 'patient_id' or (c.relname = 'patients' and a.attname = 'id'))
      and not exists (select 1 from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
        and p.permissive = 'RESTRICTIVE' and p.qual like '%scoped_patient%' and p.cmd = 'ALL')
    order by 1`;
  // A table is put under it by its migration: select app.scope_to_patient('the_table').
  expect(names(without)).toEqual(sharedByPatients);
});

test("RL-01 every key, unique index, exclusion and reference of a clinic's table holds the clinic", async () => {
  const keys = await sql<{ name: string; table: string }[]>`
    select i.relname as name, c.relname as table from pg_index x
    join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    where c.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisexclusion)
      and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'clinic_id' and a.attnum = any(x.indkey))`;
  expect(keys.filter((key) => !globalTables.includes(key.table)).map((key) => key.name)).toEqual([]);
  const references = await sql<{ name: string; child: string; parent: string }[]>`
    select k.conname as name, c.relname as child, p.relname as parent from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
      and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'clinic_id' and a.attnum = any(k.conkey))`;
  // A reference to a person who signs in, or to nothing of a clinic, has no clinic to share.
  expect(references.filter((one) => !globalTables.includes(one.parent)).map((one) => one.name)).toEqual([]);
});

test("names are short enough for a shard's suffix, and chosen by us", async () => {
  const all = await sql<{ name: string }[]>`
    select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
    union select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'i'`;
  expect(names(all).filter((name) => name.length > 50)).toEqual([]);
});

test("SC-01 no key or counter is a 32-bit number, nothing counts by itself, nothing fires by itself", async () => {
  const narrow = await sql<{ name: string }[]>`
    select c.relname || '.' || a.attname as name from pg_index x
    join pg_class c on c.oid = x.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(x.indkey)
    where c.relnamespace = 'public'::regnamespace and x.indisprimary and a.atttypid in ('int2'::regtype, 'int4'::regtype)`;
  expect(names(narrow)).toEqual([]);
  const sequences = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'`;
  expect(names(sequences)).toEqual([]);
  const triggers = await sql<{ name: string }[]>`
    select g.tgname as name from pg_trigger g join pg_class c on c.oid = g.tgrelid
    where c.relnamespace = 'public'::regnamespace and not g.tgisinternal`;
  expect(names(triggers)).toEqual([]);
});

test("references never blank a column on delete", async () => {
  const rows = await sql<{ name: string }[]>`
    select conname as name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and confdeltype = 'n'`;
  expect(names(rows)).toEqual([]);
});

test("history takes new rows and nothing else", async () => {
  const rows = await sql<{ name: string; role: string; right: string }[]>`
    select table_name as name, grantee as role, privilege_type as right from information_schema.role_table_grants
    where table_schema = 'public' and grantee in ('taper_app', 'taper_worker') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`;
  const open = rows.filter((row) => appendOnly.includes(row.name) || row.right === "TRUNCATE");
  expect(open).toEqual([]);
});

test("RL-01 the roles that serve own nothing and bypass nothing", async () => {
  const roles = await sql<{ name: string; strong: boolean }[]>`
    select rolname as name, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as strong
    from pg_roles where rolname in ('taper_app', 'taper_worker') order by rolname`;
  expect(roles.map((role) => [role.name, role.strong])).toEqual([
    ["taper_app", false],
    ["taper_worker", false],
  ]);
  const owned = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tableowner in ('taper_app', 'taper_worker')`;
  expect(names(owned)).toEqual([]);
});

test("double booking is impossible even for a writer that never asked", async () => {
  const exclusions = await sql<{ name: string }[]>`
    select conname as name from pg_constraint where contype = 'x' and connamespace = 'public'::regnamespace order by conname`;
  expect(names(exclusions)).toEqual([
    "appointment_resources_unit_free",
    "appointments_patient_free",
    "appointments_person_after_free",
    "appointments_person_before_free",
  ]);
});
