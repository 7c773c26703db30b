// Patients, their episodes of care, the red-flag screens they answered, and what staff still owe them a call about.
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { disciplines, members } from "./clinic.ts";
import { clinics } from "./global.ts";
import { keptPasskey, instant, minor, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

export const patients = pgTable(
  "patients",
  {
    ...tenantKey(),
    name: text("name").notNull(),
    preferredName: text("preferred_name"),
    birthDate: date("birth_date", { mode: "string" }),
    email: text("email"),
    mobile: text("mobile"),
    /** In which letters are written: of ours, or English while nobody has said. */
    language: text("language"),
    /** The person who looks after this patient and receives the messages. */
    guardianName: text("guardian_name"),
    guardianRelation: text("guardian_relation"),
    /** What the desk must know when this person comes; nothing of the chart. */
    deskAlert: text("desk_alert"),
    /** Booked by staff only, never online. */
    staffOnly: boolean("staff_only").notNull().default(false),
    /** Practitioners who do not see this patient. */
    notWith: uuid("not_with")
      .array()
      .notNull()
      .default(sql`'{}'::uuid[]`),
    /** The record that this one was joined into; nothing hangs on this one any more. */
    mergedInto: uuid("merged_into"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    tenantPk("patients", t),
    within("patients_merged_fk", t, t.mergedInto, { clinicId: t.clinicId, id: t.id }),
    index("patients_by_birth").on(t.clinicId, t.birthDate),
    index("patients_merged")
      .on(t.clinicId, t.mergedInto)
      .where(sql`${t.mergedInto} is not null`),
    ofClinic("patients_of_clinic", t, clinics),
    index("patients_by_email").on(t.clinicId, t.email),
    index("patients_by_mobile").on(t.clinicId, t.mobile),
    index("patients_by_name").on(t.clinicId, sql`lower(${t.name})`),
    check("patients_email_lower", sql`${t.email} = lower(${t.email})`),
    check("patients_language_known", sql`${t.language} in ('en', 'fr', 'pa', 'zh-Hans', 'zh-Hant')`),
  ],
);

export const episodes = pgTable(
  "episodes",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    condition: text("condition").notNull(),
    onset: text("onset").notNull(),
    payer: text("payer").notNull(),
    crashDate: date("crash_date", { mode: "string" }),
    claimNumber: text("claim_number"),
    planLimits: jsonb("plan_limits").$type<{ percentBp: number; perVisitMaxMinor?: number; annualMaxMinor?: number }>(),
    startedOn: date("started_on", { mode: "string" }).notNull(),
    endedOn: date("ended_on", { mode: "string" }),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    tenantPk("episodes", t),
    within("episodes_patient_fk", t, t.patientId, patients),
    index("episodes_by_patient").on(t.clinicId, t.patientId),
    check("episodes_payer_known", sql`${t.payer} in ('self', 'icbc', 'worksafebc', 'msp', 'extended')`),
  ],
);

/** Who else pays for a patient after the payer of an episode, in the order of `position`: a benefit plan of theirs, or MSP. */
export const coverages = pgTable(
  "coverages",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    position: integer("position").notNull(),
    payer: text("payer").notNull(),
    insurer: text("insurer").notNull().default(""),
    policyNumber: text("policy_number"),
    planLimits: jsonb("plan_limits").$type<{ percentBp: number; perVisitMaxMinor?: number; annualMaxMinor?: number }>(),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    validUntil: date("valid_until", { mode: "string" }),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    tenantPk("coverages", t),
    within("coverages_patient_fk", t, t.patientId, patients),
    index("coverages_by_patient").on(t.clinicId, t.patientId),
    check("coverages_payer_known", sql`${t.payer} in ('msp', 'extended')`),
    check("coverages_limits_of_a_plan", sql`(${t.payer} = 'extended') = (${t.planLimits} is not null)`),
    check("coverages_valid_span", sql`${t.validUntil} is null or ${t.validUntil} >= ${t.validFrom}`),
  ],
);

/**
 * A doctor's or nurse practitioner's referral that a payer asks for, as the patient brought it. It stays as it was entered; a wrong one is
 * taken off.
 */
export const payerReferrals = pgTable(
  "payer_referrals",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    /** Null: for whatever the patient comes for. */
    disciplineId: uuid("discipline_id"),
    referredBy: text("referred_by").notNull(),
    /** The number under which the referrer bills or is registered, where a payer wants it. */
    referrerNumber: text("referrer_number"),
    writtenOn: date("written_on", { mode: "string" }).notNull(),
    validUntil: date("valid_until", { mode: "string" }),
    enteredBy: uuid("entered_by").notNull(),
    enteredAt: instant("entered_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    tenantPk("payer_referrals", t),
    within("payer_referrals_patient_fk", t, t.patientId, patients),
    within("payer_referrals_discipline_fk", t, t.disciplineId, disciplines),
    within("payer_referrals_member_fk", t, t.enteredBy, members),
    index("payer_referrals_by_patient").on(t.clinicId, t.patientId),
    check("payer_referrals_valid_span", sql`${t.validUntil} is null or ${t.validUntil} >= ${t.writtenOn}`),
  ],
);

/** Typed answers of a guest before anything is booked; named by an HttpOnly cookie (only its hash is kept), 24 hours. */
export const drafts = pgTable(
  "drafts",
  {
    ...tenantKey(),
    tokenHash: text("token_hash").notNull(),
    answers: jsonb("answers").$type<Record<string, unknown>>().notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    tenantPk("drafts", t),
    ofClinic("drafts_of_clinic", t, clinics),
    unique("drafts_token_once").on(t.clinicId, t.tokenHash),
  ],
);

/** A red-flag screen as answered; append-only. `draftId` ties a guest's repeated answers together. */
export const screens = pgTable(
  "screens",
  {
    ...tenantKey(),
    patientId: uuid("patient_id"),
    draftId: uuid("draft_id"),
    version: text("version").notNull(),
    answers: jsonb("answers").$type<Record<string, string>>().notNull(),
    signs: text("signs").array().notNull(),
    unanswered: text("unanswered").array().notNull(),
    tier: text("tier").notNull(),
    askedHow: text("asked_how").notNull(),
    askedBy: uuid("asked_by"),
    /** In which language the patient read the questions, and which wording; null where they were read out, or nobody knows. */
    language: text("language"),
    wording: text("wording"),
    answeredAt: instant("answered_at").notNull(),
  },
  (t) => [
    tenantPk("screens", t),
    within("screens_patient_fk", t, t.patientId, patients),
    within("screens_member_fk", t, t.askedBy, members),
    index("screens_by_patient").on(t.clinicId, t.patientId, t.answeredAt),
    index("screens_by_draft").on(t.clinicId, t.draftId),
    check(
      "screens_wording_known",
      sql`(${t.language} is null) = (${t.wording} is null) and ${t.language} in ('en', 'fr', 'pa', 'zh-Hans', 'zh-Hant')
        and ${t.wording} ~ '^[0-9a-f]{12}$'`,
    ),
    check("screens_tier_known", sql`${t.tier} in ('A', 'B', 'C', 'clear')`),
  ],
);

/** A licensed clinician looked at a screen and released it (or kept the stop), with a reason. */
export const screenReviews = pgTable(
  "screen_reviews",
  {
    ...tenantKey(),
    screenId: uuid("screen_id").notNull(),
    memberId: uuid("member_id").notNull(),
    decision: text("decision").notNull(),
    reason: text("reason").notNull(),
    reviewedAt: instant("reviewed_at").notNull(),
  },
  (t) => [
    tenantPk("screen_reviews", t),
    within("screen_reviews_screen_fk", t, t.screenId, screens),
    within("screen_reviews_member_fk", t, t.memberId, members),
    index("screen_reviews_by_screen").on(t.clinicId, t.screenId),
    check("screen_reviews_decision_known", sql`${t.decision} in ('released', 'kept')`),
  ],
);

/** A call somebody of the desk should make today. */
export const callTasks = pgTable(
  "call_tasks",
  {
    ...tenantKey(),
    kind: text("kind").notNull(),
    patientId: uuid("patient_id"),
    screenId: uuid("screen_id"),
    planId: uuid("plan_id"),
    /** The visit it is about: once that was moved or cancelled, nobody has to call any more. */
    appointmentId: uuid("appointment_id"),
    name: text("name").notNull(),
    phone: text("phone"),
    email: text("email"),
    reason: text("reason").notNull(),
    dueAt: instant("due_at").notNull(),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by"),
    outcome: text("outcome"),
  },
  (t) => [
    tenantPk("call_tasks", t),
    within("call_tasks_patient_fk", t, t.patientId, patients),
    within("call_tasks_screen_fk", t, t.screenId, screens),
    within("call_tasks_closer_fk", t, t.closedBy, members),
    index("call_tasks_open")
      .on(t.clinicId, t.dueAt)
      .where(sql`${t.closedAt} is null`),
    index("call_tasks_by_plan").on(t.clinicId, t.planId, t.kind),
    index("call_tasks_by_patient").on(t.clinicId, t.patientId),
  ],
);

/** A one-time code that, with the birth date, opens a patient's own plan. Only its hash is kept. */
export const accessCodes = pgTable(
  "access_codes",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    codeHash: text("code_hash").notNull(),
    browserHash: text("browser_hash").notNull(),
    attempts: integer("attempts").notNull().default(0),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    tenantPk("access_codes", t),
    within("access_codes_patient_fk", t, t.patientId, patients),
    index("access_codes_by_patient").on(t.clinicId, t.patientId, t.expiresAt),
  ],
);

/**
 * Who may act for whom: a signed-in patient asks for a child or another person they look after, the desk makes sure and says which record
 * it is. From then until the day of the rule.
 */
export const guardianships = pgTable(
  "guardianships",
  {
    ...tenantKey(),
    guardianId: uuid("guardian_id").notNull(),
    relation: text("relation").notNull(),
    /** As the asker typed it; nothing of a record is shown to them before the desk has said yes. */
    name: text("name").notNull(),
    birthDate: date("birth_date", { mode: "string" }),
    askedAt: instant("asked_at").notNull(),
    /** The record of whom it is about; null until the desk has said yes. */
    patientId: uuid("patient_id"),
    approvedAt: instant("approved_at"),
    approvedBy: uuid("approved_by"),
    /** What the desk has seen, and whether the young person agrees. */
    seen: text("seen"),
    youngAgrees: boolean("young_agrees").notNull().default(false),
    fromOn: date("from_on", { mode: "string" }),
    /** The first day on which it no longer holds. */
    untilOn: date("until_on", { mode: "string" }),
    endedAt: instant("ended_at"),
    endedBy: uuid("ended_by"),
  },
  (t) => [
    tenantPk("guardianships", t),
    within("guardianships_guardian_fk", t, t.guardianId, patients),
    within("guardianships_patient_fk", t, t.patientId, patients),
    within("guardianships_approver_fk", t, t.approvedBy, members),
    within("guardianships_ender_fk", t, t.endedBy, members),
    index("guardianships_by_guardian").on(t.clinicId, t.guardianId),
    index("guardianships_by_patient").on(t.clinicId, t.patientId),
    check(
      "guardianships_approved_whole",
      sql`(${t.approvedAt} is null) = (${t.patientId} is null) and (${t.approvedAt} is null) = (${t.untilOn} is null)
        and (${t.approvedAt} is null) = (${t.fromOn} is null)`,
    ),
    check("guardianships_of_another", sql`${t.patientId} <> ${t.guardianId}`),
  ],
);

/** A patient's opened door to their own plan: a cookie whose hash is kept here. */
export const patientSessions = pgTable(
  "patient_sessions",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    /** By which right they act for somebody else just now; null for themselves. */
    guardianshipId: uuid("guardianship_id"),
    /** When they last gave their second proof in this session. */
    provedAt: instant("proved_at"),
  },
  (t) => [
    tenantPk("patient_sessions", t),
    within("patient_sessions_patient_fk", t, t.patientId, patients),
    within("patient_sessions_guardianship_fk", t, t.guardianshipId, guardianships),
    unique("patient_sessions_token_once").on(t.clinicId, t.tokenHash),
  ],
);

/** A key of a patient's own device: with the code that opened the session, it opens what the record says. */
export const patientPasskeys = pgTable(
  "patient_passkeys",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    ...keptPasskey(),
  },
  (t) => [
    tenantPk("patient_passkeys", t),
    within("patient_passkeys_patient_fk", t, t.patientId, patients),
    unique("patient_passkeys_credential_once").on(t.clinicId, t.credentialId),
    index("patient_passkeys_by_patient").on(t.clinicId, t.patientId),
  ],
);

/** The app that shows a patient's codes, for whom a passkey will not do; a second proof once `confirmedAt`. */
export const patientApps = pgTable(
  "patient_apps",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    /** The seed, readable only with the key that `keyId` names. */
    sealedSeed: text("sealed_seed").notNull(),
    keyId: text("key_id").notNull(),
    /** The thirty seconds whose code was accepted last: no code of them or before is accepted again. */
    lastStep: minor("last_step"),
    createdAt: instant("created_at").notNull(),
    confirmedAt: instant("confirmed_at"),
  },
  (t) => [
    tenantPk("patient_apps", t),
    within("patient_apps_patient_fk", t, t.patientId, patients),
    unique("patient_apps_one_each").on(t.clinicId, t.patientId),
  ],
);

/** A practitioner from outside the care team had a reason to open the chart, and opened it for a while. Append-only. */
export const chartOpenings = pgTable(
  "chart_openings",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    memberId: uuid("member_id").notNull(),
    reason: text("reason").notNull(),
    openedAt: instant("opened_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    tenantPk("chart_openings", t),
    within("chart_openings_patient_fk", t, t.patientId, patients),
    within("chart_openings_member_fk", t, t.memberId, members),
    index("chart_openings_by_patient").on(t.clinicId, t.patientId, t.memberId),
    index("chart_openings_by_time").on(t.clinicId, t.openedAt),
  ],
);

/** What came from another system, by its key there, so that a file can be read in again without making anything twice. Append-only. */
export const importKeys = pgTable(
  "import_keys",
  {
    ...tenantKey(),
    kind: text("kind").notNull(),
    /** A number there, or what stands in its place: nothing readable. */
    keyHash: text("key_hash").notNull(),
    /** The patient, appointment, charge or payment it became. */
    subjectId: uuid("subject_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    importedAt: instant("imported_at").notNull(),
  },
  (t) => [
    tenantPk("import_keys", t),
    within("import_keys_patient_fk", t, t.patientId, patients),
    unique("import_keys_once").on(t.clinicId, t.kind, t.keyHash),
    index("import_keys_by_patient").on(t.clinicId, t.patientId),
    check("import_keys_kind_known", sql`${t.kind} in ('patients', 'appointments', 'balances')`),
  ],
);

/** Two records of one person that were joined: which rows moved, so that it can be taken back. Written by the database alone. */
export const patientMerges = pgTable(
  "patient_merges",
  {
    ...tenantKey(),
    /** The record that stays. */
    patientId: uuid("patient_id").notNull(),
    joinedId: uuid("joined_id").notNull(),
    /** Ids by table. */
    moved: jsonb("moved").$type<Record<string, string[]>>().notNull(),
    /** Details that were empty and came from the other record. */
    filled: text("filled").array().notNull(),
    mergedAt: instant("merged_at").notNull(),
    memberId: uuid("member_id").notNull(),
    undoneAt: instant("undone_at"),
    undoneBy: uuid("undone_by"),
  },
  (t) => [
    tenantPk("patient_merges", t),
    within("patient_merges_patient_fk", t, t.patientId, patients),
    within("patient_merges_joined_fk", t, t.joinedId, patients),
    within("patient_merges_member_fk", t, t.memberId, members),
    within("patient_merges_undoer_fk", t, t.undoneBy, members),
    index("patient_merges_by_time").on(t.clinicId, t.mergedAt),
    index("patient_merges_by_patient").on(t.clinicId, t.patientId),
  ],
);

/** What patients sign before they are treated, version by version; the latest holds. Append-only. */
export const consentTexts = pgTable(
  "consent_texts",
  {
    ...tenantKey(),
    version: integer("version").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    setAt: instant("set_at").notNull(),
    setBy: uuid("set_by").notNull(),
  },
  (t) => [
    tenantPk("consent_texts", t),
    ofClinic("consent_texts_of_clinic", t, clinics),
    within("consent_texts_member_fk", t, t.setBy, members),
    unique("consent_texts_version_once").on(t.clinicId, t.version),
  ],
);

/** Who has read the texts about health in a language and let them be shown; another wording of them needs another row. */
export const careTextApprovals = pgTable(
  "care_text_approvals",
  {
    ...tenantKey(),
    language: text("language").notNull(),
    /** Of the wording: it changes with any of its texts. */
    version: text("version").notNull(),
    /** As they wrote it. */
    approvedName: text("approved_name").notNull(),
    approvedBy: uuid("approved_by").notNull(),
    approvedAt: instant("approved_at").notNull(),
    withdrawnBy: uuid("withdrawn_by"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    tenantPk("care_text_approvals", t),
    ofClinic("care_text_approvals_of_clinic", t, clinics),
    within("care_text_approvals_member_fk", t, t.approvedBy, members),
    within("care_text_approvals_withdrawer_fk", t, t.withdrawnBy, members),
    uniqueIndex("care_text_approvals_once")
      .on(t.clinicId, t.language, t.version)
      .where(sql`${t.withdrawnAt} is null`),
    check("care_text_approvals_language_known", sql`${t.language} in ('fr', 'pa', 'zh-Hans', 'zh-Hant')`),
    check("care_text_approvals_withdrawn_by", sql`${t.withdrawnAt} is null or ${t.withdrawnBy} is not null`),
  ],
);
