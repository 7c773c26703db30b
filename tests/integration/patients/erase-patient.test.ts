// An erased record: nothing that was typed about the patient stands in any table, visits and money are what they were, and every rule holds.
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordParts } from "../../../db/queries/patient-record.ts";
import { closeDatabase, openDatabase, withClinic, type Database } from "../../../db/client.ts";
import { sql as query } from "drizzle-orm";
import type { Ctx } from "../../../lib/context/context.ts";
import { erasePatient } from "../../../lib/patients/erase-patient.ts";
import { setHold, viewHold } from "../../../lib/patients/legal-hold.ts";
import { recordsDue, retentionToday } from "../../../lib/patients/records-due.ts";
import { exportPatient } from "../../../lib/patients/export-patient.ts";
import type { Actor, MemberRole } from "../../../lib/permissions/permissions.ts";
import { audit } from "../../../scripts/audit.ts";
import { seedWhenEmpty } from "../../../scripts/seed.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

// Nearly twenty years after the demo: what was adult then may go, unless something of it still lives.
const later = new Date("2046-06-12T18:00:00Z");
let database: FreshDatabase;
let sql: postgres.Sql;
let db: Database;
let stranger: TestClinic;
let clinicId: string;
let patientId: string;
const members: Partial<Record<MemberRole, string>> = {};

beforeAll(async () => {
  database = await freshDatabase();
  await seedWhenEmpty({ ...database, now: new Date("2026-11-24T18:30:00Z"), log: () => {} });
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  db = openDatabase(database.appUrl, { max: 2, name: "taper-test" });
  stranger = await freshClinic(database.appUrl, { connections: 2 });
  // Somebody with a plan that is over, notes, scores, receipts, nothing to come and nothing owed.
  const [most] = await sql<{ clinicId: string; patientId: string }[]>`
    select p.clinic_id as "clinicId", p.id as "patientId" from patients p
    where p.birth_date < '2008-01-01'
      and not exists (select 1 from appointments a where a.patient_id = p.id and a.status in ('held', 'booked', 'arrived'))
      and not exists (select 1 from plans l where l.patient_id = p.id and l.status in ('offered', 'active', 'on_hold'))
      and exists (select 1 from plans l where l.patient_id = p.id and l.status in ('completed', 'revoked'))
      and not exists (select 1 from charges k where k.patient_id = p.id and k.net_minor + k.tax_minor <>
        (select coalesce(sum(x.amount_minor), 0) from payment_allocations x where x.charge_id = k.id))
      and not exists (select 1 from payments m where m.patient_id = p.id and m.amount_minor <>
        (select coalesce(sum(x.amount_minor), 0) from payment_allocations x where x.payment_id = m.id)
        + (select coalesce(sum(r.amount_minor), 0) from refunds r where r.payment_id = m.id and r.status <> 'failed'))
    order by (select count(*) from receipts r where r.patient_id = p.id) desc,
      (select count(*) from notes n where n.patient_id = p.id) desc, p.id limit 1`;
  ({ clinicId, patientId } = most!);
  for (const row of await sql<{ id: string; role: MemberRole }[]>`
    select id, role from members where clinic_id = ${clinicId}`)
    members[row.role] ??= row.id;
}, 240_000);
afterAll(async () => {
  await stranger?.close();
  await closeDatabase(db);
  await sql?.end();
  await database?.drop();
});

const ctx = (role: MemberRole, { at = clinicId, proved = true, now = later } = {}): Ctx => {
  const actor: Actor = {
    kind: "member",
    memberId: members[role]!,
    role,
    practitionerId: null,
    name: "",
    provedAt: proved ? new Date(now.getTime() - 60_000) : null,
  };
  return { ...stranger.guestCtx(), clinicId: at, actor, db, now };
};

const canary = "Qzcanary";
/** Codes, numbers and names of our own, which say nothing of the person: these stay. Everything else that can hold words is planted. */
const codes = new Set(
  `episodes.payer coverages.payer funding_requests.status consents.purpose consents.version consents.signed_how plans.status plans.reflow_policy plans.text_version
  plans.currency plans.pay_choice plans.pay_terms plans.end_reason plans.reassess plan_facts.fact plan_facts.actor_kind phases.name visits.payer
  visits.tax_code visits.drop_reason appointments.status appointments.time_zone appointments.booked_via appointments.tax_code
  appointments.currency appointments.payer appointments.policy appointment_facts.fact appointment_facts.actor_kind
  appointment_facts.by_whom charges.kind charges.payer charges.tax_code charges.currency checkouts.purpose checkouts.currency
  checkouts.stripe_session_id checkouts.status payments.method payments.currency payments.stripe_payment_intent_id refunds.currency
  refunds.status refunds.method refunds.stripe_refund_id receipts.kind packages.currency packages.status packages.stripe_invoice_id memberships.status memberships.currency
  memberships.stripe_account memberships.stripe_customer_id memberships.stripe_subscription_id memberships.refusal
  memberships.open_invoice_id memberships.pay_url memberships.card_brand memberships.card_last4 memberships.card_expires
  memberships.page_session_id kept_cards.consent_version
  kept_cards.stripe_customer_id kept_cards.stripe_payment_method_id card_charges.currency card_charges.status
  card_charges.decline_code card_charges.stripe_payment_intent_id disputes.currency disputes.reason disputes.status
  disputes.stripe_dispute_id claims.status slot_offers.outcome messages.channel messages.template messages.topic
  messages.message_id message_choices.topic message_choices.channel message_choices.how purpose_consents.purpose
  purpose_consents.text_version purpose_consents.how legal_holds.act guardianships.relation instalments.currency instalments.status instalments.failure
  audit.actor_kind audit.deed audit.subject_kind audit.detail audit.hash`.split(/\s+/),
);
/** Words that a rule of the table allows only some of. */
const ruled = new Set([
  "patients.language",
  "screens.tier",
  "screens.language",
  "screens.wording",
  "consents.language",
  "consents.wording",
  "screen_reviews.decision",
  "assessments.trigger_point_role",
  "attachments.kind",
  "check_ins.kind",
]);

type Column = { table: string; column: string; type: string };

/** Puts the canary into each column that may hold words about the patient; answers where. */
async function plant(): Promise<string[]> {
  const columns = await sql<Column[]>`
    select table_name as "table", column_name as "column", data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = any (${recordParts.map(({ table }) => table)})
      and data_type in ('text', 'jsonb', 'ARRAY') and udt_name <> '_uuid' order by 1, 2`;
  const planted: string[] = [];
  for (const { table, column, type } of columns) {
    const name = `${table}.${column}`;
    if (codes.has(name) || ruled.has(name)) continue;
    const part = recordParts.find((one) => one.table === table)!;
    const above = part.of && recordParts.find((one) => one.table === part.of)!;
    const whose = above
      ? sql`${sql(part.column)} in (select id from ${sql(above.table)} where ${sql(above.column)} = ${patientId})`
      : sql`${sql(part.column)} = ${patientId}`;
    const word = `${canary.toLowerCase()} ${name}`;
    const value =
      name === "receipts.body"
        ? sql`jsonb_set(body, '{patientName}', ${JSON.stringify(word)}::text::jsonb)`
        : type === "jsonb"
          ? sql`jsonb_build_object('words', ${word}::text)`
          : type === "ARRAY"
            ? sql`array[${word}::text]`
            : sql`${word}`;
    const done = await sql`update ${sql(table)} set ${sql(column)} = ${value} where ${whose}`;
    if (done.count) planted.push(name);
  }
  return planted;
}

/** Tables in which a word stands, whatever the column. */
async function standsIn(word: string): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] =
      await sql`select 1 from ${sql(name)} t where strpos(lower(t::text), ${word.toLowerCase()}) > 0 limit 1`;
    if (row) found.push(name);
  }
  return found;
}

const numbers = async () => {
  const [row] = await sql`select
    (select json_agg(json_build_array(status, n) order by status) from (select status, count(*) n from appointments group by 1) s) as visits,
    (select json_agg(json_build_array(account, sum, n) order by account)
      from (select account, sum(amount_minor) sum, count(*) n from ledger_entries group by 1) s) as ledger,
    (select json_agg(json_build_array(id, number, body - 'patientName') order by id) from receipts) as receipts,
    (select count(*)::int from plans) as plans, (select sum(amount_minor)::text from payments) as payments,
    (select md5(string_agg(id::text || starts_at || practitioner_id || price_minor, '' order by id)) from appointments) as times`;
  return row!;
};

async function others(): Promise<string> {
  const [row] = await sql<{ all: string }[]>`select md5(
    (select string_agg(t::text, '' order by id) from patients t where id <> ${patientId})
    || (select string_agg(t::text, '' order by id) from notes t where patient_id <> ${patientId})
    || (select string_agg(t::text, '' order by id) from screens t where patient_id is distinct from ${patientId})
    || (select string_agg(t::text, '' order by id) from scores t where patient_id <> ${patientId})) as all`;
  return row!.all;
}

test("a record whose time is over is listed, and goes only from the owner's hand with a fresh proof", async () => {
  const due = await recordsDue(ctx("manager"));
  expect(due.rule).toMatchObject({ yearsAfterLastEntry: 16, ageOfMajority: 19, yearsAfterMajority: 16 });
  expect(due.records.length).toBe(100);
  expect(due.records.every((one) => one.keptUntil < "2046-06-12")).toBe(true);
  // The day before the oldest record's time is over there is none.
  const first = due.records[0]!;
  expect(due.records.map((one) => one.lastEntryOn)).toEqual(due.records.map((one) => one.lastEntryOn).toSorted());
  const lastDay = new Date(`${first.keptUntil}T20:00:00Z`);
  const onLastDay = await recordsDue(ctx("owner", { now: lastDay }));
  expect(onLastDay.records.map((one) => one.patientId)).not.toContain(first.patientId);
  const after = await recordsDue(ctx("owner", { now: new Date(lastDay.getTime() + 86_400_000) }));
  expect(after.records.map((one) => one.patientId)).toContain(first.patientId);
  for (const role of ["manager", "clinical_lead", "front_desk", "practitioner", "support"] as const)
    await expect(erasePatient(ctx(role), { patientId })).rejects.toMatchObject({ code: "forbidden" });
  for (const role of ["front_desk", "practitioner", "support"] as const)
    await expect(recordsDue(ctx(role))).rejects.toMatchObject({ code: "forbidden" });
  await expect(erasePatient(ctx("owner", { proved: false }), { patientId })).rejects.toMatchObject({
    code: "proof_needed",
  });
  await expect(erasePatient(ctx("owner", { at: stranger.clinicId }), { patientId })).rejects.toMatchObject({
    code: "not_found",
  });
  const early = ctx("owner", { now: new Date("2030-01-05T18:00:00Z") });
  await expect(erasePatient(early, { patientId })).rejects.toMatchObject({ code: "record_kept" });
});

test("a held record stays until the hold is lifted; each is a row with its reason and stands in the chain", async () => {
  const lead = ctx("clinical_lead");
  const reason = "A lawyer's letter of 3 June asks for it.";
  await setHold(lead, { patientId, act: "placed", reason });
  await expect(setHold(ctx("owner"), { patientId, act: "placed", reason })).rejects.toMatchObject({
    code: "already_done",
  });
  await expect(erasePatient(ctx("owner"), { patientId })).rejects.toMatchObject({ code: "record_kept" });
  const past = (tx: Parameters<Parameters<typeof withClinic>[2]>[0]) =>
    tx.execute(
      query`select app.erase_patient(${patientId}::uuid, gen_random_uuid(), ${members.owner!}::uuid, now(), '2046-06-12', '2043-01-01')`,
    );
  await expect(withClinic(db, clinicId, past)).rejects.toMatchObject({ cause: { code: "23514" } });
  await setHold(ctx("manager"), { patientId, act: "lifted", reason: "The matter was settled on 9 June." });
  await expect(setHold(lead, { patientId, act: "lifted", reason })).rejects.toMatchObject({ code: "already_done" });
  const { held, rows } = await viewHold(lead, { patientId });
  expect({ held, acts: rows.map(({ act }) => act), first: rows[1]!.reason }).toEqual({
    held: false,
    acts: ["lifted", "placed"],
    first: reason,
  });
  for (const role of ["front_desk", "practitioner", "support"] as const)
    await expect(setHold(ctx(role), { patientId, act: "placed", reason })).rejects.toMatchObject({ code: "forbidden" });
  await expect(setHold(ctx("owner"), { patientId: stranger.ids.asha, act: "placed", reason })).rejects.toMatchObject({
    code: "not_found",
  });
  const deeds = await sql<{ deed: string }[]>`
    select deed from audit where patient_id = ${patientId} and deed like 'record.hold%' order by seq`;
  expect(deeds.map(({ deed }) => deed)).toEqual(["record.hold_placed", "record.hold_lifted"]);
});

test("nothing that was typed is left in any table, visits and money are what they were, and every rule holds", async () => {
  await sql`insert into idempotency_keys (clinic_id, key, body_hash, answer, created_at)
    select clinic_id, 'erase-test', '', jsonb_build_object('appointmentId', id, 'words', ${`${canary} answer`}::text), now()
    from appointments where patient_id = ${patientId} limit 1`;
  await sql`insert into outbox (clinic_id, id, kind, payload, dedupe_key, run_at, last_error, created_at)
    select clinic_id, gen_random_uuid(), 'x', jsonb_build_object('appointmentId', id), 'erase-test', now(), ${canary}, now()
    from appointments where patient_id = ${patientId} limit 1`;
  await sql`insert into call_tasks (clinic_id, id, kind, plan_id, name, reason, due_at, created_at)
    select clinic_id, gen_random_uuid(), 'x', id, ${canary}, ${canary}, now(), created_at from plans where patient_id = ${patientId} limit 1`;
  await sql`insert into chart_openings (clinic_id, id, patient_id, member_id, reason, opened_at, expires_at)
    values (${clinicId}, gen_random_uuid(), ${patientId}, ${members.owner!}, 'x', now(), now())`;
  // As old as its visit: a draft of today would be the record's last entry.
  await sql`insert into note_drafts (clinic_id, id, appointment_id, patient_id, member_id, typed, saved_at)
    select clinic_id, gen_random_uuid(), id, patient_id, ${members.owner!}, '{}', ends_at
    from appointments where patient_id = ${patientId} order by ends_at limit 1`;
  await sql`insert into attachments (clinic_id, id, patient_id, label, kind, size_bytes, added_by, added_at, withdrawn_by,
      withdrawn_at, withdraw_reason)
    select clinic_id, gen_random_uuid(), patient_id, 'x', 'pdf', 1, ${members.owner!}, ends_at, ${members.owner!}, ends_at, 'x'
    from appointments where patient_id = ${patientId} order by ends_at limit 1`;
  await sql`insert into attachment_files (clinic_id, id, attachment_id, sealed, key_id)
    select clinic_id, gen_random_uuid(), id, ${Buffer.from(canary)}, 'x' from attachments where patient_id = ${patientId}`;
  await sql`insert into coverages (clinic_id, id, patient_id, position, payer, insurer, policy_number, plan_limits, valid_from, created_at)
    select clinic_id, gen_random_uuid(), patient_id, 1, 'extended', 'x', 'x', '{"percentBp": 8000}', '2020-01-01', starts_at
    from appointments where patient_id = ${patientId} order by ends_at limit 1`;
  await sql`insert into payer_referrals (clinic_id, id, patient_id, referred_by, referrer_number, written_on, entered_by, entered_at)
    select clinic_id, gen_random_uuid(), patient_id, 'x', 'x', '2020-01-01', ${members.owner!}, starts_at
    from appointments where patient_id = ${patientId} order by ends_at limit 1`;
  await sql`insert into funding_requests (clinic_id, id, patient_id, episode_id, plan_id, discipline_id, status, body, visits, until_on,
      drafted_at)
    select p.clinic_id, gen_random_uuid(), p.patient_id, p.episode_id, p.id, t.discipline_id, 'drafted', 'x', 4, '2020-01-01', p.created_at
    from plans p join tracks t on t.plan_id = p.id where p.patient_id = ${patientId} limit 1`;
  const planted = await plant();
  for (const some of [
    "patients.name",
    "notes.body",
    "notes.content",
    "note_drafts.typed",
    "attachments.label",
    "attachments.withdraw_reason",
    "patients.desk_alert",
    "screens.answers",
    "receipts.body",
    "plan_facts.reason",
    "episodes.condition",
    "coverages.policy_number",
    "payer_referrals.referred_by",
    "funding_requests.body",
  ])
    expect(planted).toContain(some);
  const stood = await standsIn(canary);
  expect(stood.length).toBeGreaterThan(12);
  const [before, beside] = [await numbers(), await others()];

  const { erasureId } = await erasePatient(ctx("owner"), { patientId });

  expect(await standsIn(canary)).toEqual([]);
  expect(await sql`select 1 from attachment_files`).toEqual([]);
  expect(await numbers()).toEqual(before);
  expect(await others()).toBe(beside);
  const [row] = await sql`select * from patients where id = ${patientId}`;
  expect(row).toMatchObject({ name: "Erased record", birth_date: null, email: null, mobile: null });
  expect(await sql`select patient_id from erasures where id = ${erasureId}`).toEqual([{ patient_id: patientId }]);
  const [told] = await sql<
    { detail: Record<string, number> }[]
  >`select detail from audit where deed = 'patient.erased'`;
  expect(told!.detail["visits"]).toBeGreaterThan(0);
  const lines: string[] = [];
  expect({ ...(await audit(database.appUrl, (line) => lines.push(line))), lines }).toMatchObject({ violations: 0 });
}, 120_000);

test("an erased record is listed no more, is not erased twice, and still reads", async () => {
  const { records } = await recordsDue(ctx("owner"));
  expect(records.map((one) => one.patientId)).not.toContain(patientId);
  await expect(erasePatient(ctx("owner"), { patientId })).rejects.toMatchObject({ code: "already_done" });
  const made = await exportPatient(ctx("clinical_lead"), { patientId });
  expect({ notes: made.record["notes"], scores: made.record["scores"], screens: made.record["screens"] }).toEqual({
    notes: [],
    scores: [],
    screens: [],
  });
});

test("whoever may not go stays: a plan under way, a visit to come, money that is open", async () => {
  const find = async (how: ReturnType<typeof sql>) => {
    const [row] = await sql<{ id: string }[]>`
      select p.id from patients p where p.clinic_id = ${clinicId} and p.birth_date < '2005-01-01' and ${how} limit 1`;
    return row!.id;
  };
  const cases = [
    await find(sql`exists (select 1 from plans l where l.patient_id = p.id and l.status = 'active')`),
    await find(sql`exists (select 1 from appointments a where a.patient_id = p.id and a.status = 'booked')`),
    await find(sql`not exists (select 1 from appointments a where a.patient_id = p.id and a.status in ('held', 'booked', 'arrived'))
      and exists (select 1 from charges k where k.patient_id = p.id and k.net_minor + k.tax_minor >
        (select coalesce(sum(x.amount_minor), 0) from payment_allocations x where x.charge_id = k.id))`),
  ];
  for (const one of cases)
    await expect(erasePatient(ctx("owner"), { patientId: one })).rejects.toMatchObject({ code: "record_kept" });
});

test("the function is narrow: not for another clinic, not for the worker, and history stays closed beside it", async () => {
  const call = query`select app.erase_patient(${patientId}::uuid, gen_random_uuid(), ${members.owner!}::uuid, now(), '2046-06-12', '2043-01-01')`;
  await expect(withClinic(db, stranger.clinicId, (tx) => tx.execute(call))).rejects.toMatchObject({
    cause: { code: "P0002" },
  });
  const blank = query`select app.blank_patient(${clinicId}::uuid, ${patientId}::uuid)`;
  await expect(withClinic(db, clinicId, (tx) => tx.execute(blank))).rejects.toMatchObject({ cause: { code: "42501" } });
  for (const table of ["notes", "legal_holds", "retention_rules", "erasures"])
    await expect(
      withClinic(db, clinicId, (tx) => tx.execute(query`delete from ${query.identifier(table)}`)),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  const worker = openDatabase(database.workerUrl, { max: 1, name: "taper-test" });
  await expect(withClinic(worker, clinicId, (tx) => tx.execute(call))).rejects.toMatchObject({
    cause: { code: "42501" },
  });
  await closeDatabase(worker);
});

test("everybody may read how long records are kept, by the rule in force", async () => {
  const rule = { yearsAfterLastEntry: 16, ageOfMajority: 19, yearsAfterMajority: 16 };
  expect(await retentionToday({ ...stranger.guestCtx(), clinicId, now: later })).toEqual(rule);
  expect(await retentionToday(stranger.guestCtx())).toBeNull();
});
