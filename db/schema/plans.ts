// Courses of care: versioned templates, plans with their tracks, phases and visits, and every change of state as a fact.
import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, numeric, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { disciplines, members, practitioners, services } from "./clinic.ts";
import { clinics } from "./global.ts";
import { episodes, patients } from "./patients.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

export const planTemplates = pgTable(
  "plan_templates",
  {
    ...tenantKey(),
    code: text("code").notNull(),
    version: integer("version").notNull(),
    name: text("name").notNull(),
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
  },
  (t) => [
    tenantPk("plan_templates", t),
    ofClinic("plan_templates_of_clinic", t, clinics),
    unique("plan_templates_version_once").on(t.clinicId, t.code, t.version),
  ],
);

/** What an examination found; corrected by a new row that names the one it replaces. */
export const assessments = pgTable(
  "assessments",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    episodeId: uuid("episode_id").notNull(),
    practitionerId: uuid("practitioner_id").notNull(),
    muscles: text("muscles").notNull(),
    joints: text("joints").notNull(),
    posture: text("posture").notNull(),
    movement: text("movement").notNull(),
    classification: text("classification").notNull(),
    risk: text("risk").notNull(),
    triggerPointRole: text("trigger_point_role").notNull(),
    maintainingFactors: text("maintaining_factors").array().notNull(),
    medicalAssessmentOnFile: boolean("medical_assessment_on_file").notNull(),
    replacesId: uuid("replaces_id"),
    assessedAt: instant("assessed_at").notNull(),
    memberId: uuid("member_id").notNull(),
  },
  (t) => [
    tenantPk("assessments", t),
    within("assessments_patient_fk", t, t.patientId, patients),
    within("assessments_episode_fk", t, t.episodeId, episodes),
    within("assessments_practitioner_fk", t, t.practitionerId, practitioners),
    within("assessments_member_fk", t, t.memberId, members),
    within("assessments_replaces_fk", t, t.replacesId, { clinicId: t.clinicId, id: t.id }),
    index("assessments_by_episode").on(t.clinicId, t.episodeId, t.assessedAt),
    check(
      "assessments_role_known",
      sql`${t.triggerPointRole} in ('primary', 'contributing', 'not_involved', 'erased')`,
    ),
  ],
);

/** One measured score with time and author; corrected by a new row. */
export const scores = pgTable(
  "scores",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    episodeId: uuid("episode_id").notNull(),
    instrument: text("instrument").notNull(),
    instrumentVersion: text("instrument_version").notNull(),
    value: numeric("value", { precision: 8, scale: 2, mode: "number" }).notNull(),
    takenAt: instant("taken_at").notNull(),
    /** When it was written down, where that was later. */
    recordedAt: instant("recorded_at"),
    authorKind: text("author_kind").notNull(),
    memberId: uuid("member_id"),
    replacesId: uuid("replaces_id"),
  },
  (t) => [
    tenantPk("scores", t),
    within("scores_patient_fk", t, t.patientId, patients),
    within("scores_episode_fk", t, t.episodeId, episodes),
    within("scores_member_fk", t, t.memberId, members),
    within("scores_replaces_fk", t, t.replacesId, { clinicId: t.clinicId, id: t.id }),
    index("scores_by_episode").on(t.clinicId, t.episodeId, t.instrument, t.takenAt),
  ],
);

/** A worse spell that the patient told of, with what may have set it off. Append-only: one told by mistake is taken back by a new row. */
export const flares = pgTable(
  "flares",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    episodeId: uuid("episode_id").notNull(),
    /** The local day on which it began. */
    onDate: date("on_date", { mode: "string" }).notNull(),
    kind: text("kind").notNull(),
    trigger: text("trigger").notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    memberId: uuid("member_id"),
    takesBackId: uuid("takes_back_id"),
  },
  (t) => [
    tenantPk("flares", t),
    within("flares_patient_fk", t, t.patientId, patients),
    within("flares_episode_fk", t, t.episodeId, episodes),
    within("flares_member_fk", t, t.memberId, members),
    within("flares_takes_back_fk", t, t.takesBackId, { clinicId: t.clinicId, id: t.id }),
    unique("flares_taken_back_once").on(t.clinicId, t.takesBackId),
    index("flares_by_episode").on(t.clinicId, t.episodeId, t.onDate),
    check("flares_kind_known", sql`${t.kind} in ('pain', 'headache_days', 'told')`),
  ],
);

export const plans = pgTable(
  "plans",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    episodeId: uuid("episode_id").notNull(),
    assessmentId: uuid("assessment_id").notNull(),
    templateId: uuid("template_id").notNull(),
    leadPractitionerId: uuid("lead_practitioner_id").notNull(),
    status: text("status").notNull(),
    startOn: date("start_on", { mode: "string" }).notNull(),
    /** Days from the start after which a reassessment is due, and visit numbers after which it is. */
    reassess: jsonb("reassess").$type<Array<{ kind: "visit" | "day"; at: number }>>().notNull(),
    preferences: jsonb("preferences").$type<Record<string, unknown>>().notNull(),
    strands: text("strands").array().notNull(),
    techniques: text("techniques").array().notNull(),
    templateReason: text("template_reason").notNull().default(""),
    reflowPolicy: text("reflow_policy").notNull(),
    textVersion: text("text_version").notNull(),
    currency: text("currency").notNull(),
    payChoice: text("pay_choice"),
    /** What paying ahead was offered at, of the day of the offer; null for plans before there were such rules. */
    payTerms: jsonb("pay_terms").$type<{
      prepay: boolean;
      discountBp: number;
      instalments: { most: number; weeksApart: number; leastMinor: number } | null;
      retryDays: number[];
    }>(),
    /** Taken off visits that the patient pays alone, because the whole course was paid ahead. */
    discountBp: integer("discount_bp").notNull().default(0),
    depositMinor: minor("deposit_minor").notNull(),
    offeredAt: instant("offered_at"),
    offerExpiresAt: instant("offer_expires_at"),
    acceptedAt: instant("accepted_at"),
    activatedAt: instant("activated_at"),
    endedAt: instant("ended_at"),
    endReason: text("end_reason"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by").notNull(),
  },
  (t) => [
    tenantPk("plans", t),
    within("plans_patient_fk", t, t.patientId, patients),
    within("plans_episode_fk", t, t.episodeId, episodes),
    within("plans_assessment_fk", t, t.assessmentId, assessments),
    within("plans_template_fk", t, t.templateId, planTemplates),
    within("plans_lead_fk", t, t.leadPractitionerId, practitioners),
    within("plans_author_fk", t, t.createdBy, members),
    index("plans_by_patient").on(t.clinicId, t.patientId),
    // Whose the plans that go on are is counted from here.
    index("plans_by_status").on(t.clinicId, t.status, t.id, t.patientId),
    check("plans_status_known", sql`${t.status} in ('draft', 'offered', 'active', 'on_hold', 'completed', 'revoked')`),
  ],
);

/** Each change of a plan's state, and each decision on it, with who, when and why. Append-only. */
export const planFacts = pgTable(
  "plan_facts",
  {
    ...tenantKey(),
    planId: uuid("plan_id").notNull(),
    fact: text("fact").notNull(),
    at: instant("at").notNull(),
    /** For a pause: the local days it covers. */
    fromDate: date("from_date", { mode: "string" }),
    toDate: date("to_date", { mode: "string" }),
    actorKind: text("actor_kind").notNull(),
    memberId: uuid("member_id"),
    reason: text("reason").notNull().default(""),
    figures: jsonb("figures").$type<Record<string, unknown>>(),
  },
  (t) => [
    tenantPk("plan_facts", t),
    within("plan_facts_plan_fk", t, t.planId, plans),
    within("plan_facts_member_fk", t, t.memberId, members),
    index("plan_facts_by_plan").on(t.clinicId, t.planId, t.at),
  ],
);

/** One discipline's line in a plan. */
export const tracks = pgTable(
  "tracks",
  {
    ...tenantKey(),
    planId: uuid("plan_id").notNull(),
    disciplineId: uuid("discipline_id").notNull(),
    deep: boolean("deep").notNull(),
    primaryPractitionerId: uuid("primary_practitioner_id"),
    position: integer("position").notNull(),
  },
  (t) => [
    tenantPk("tracks", t),
    within("tracks_plan_fk", t, t.planId, plans),
    within("tracks_discipline_fk", t, t.disciplineId, disciplines),
    within("tracks_primary_fk", t, t.primaryPractitionerId, practitioners),
    unique("tracks_position_once").on(t.clinicId, t.planId, t.position),
  ],
);

export const phases = pgTable(
  "phases",
  {
    ...tenantKey(),
    trackId: uuid("track_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    visits: integer("visits").notNull(),
    targetGap: integer("target_gap").notNull(),
    minGap: integer("min_gap").notNull(),
    maxGap: integer("max_gap").notNull(),
    minutes: integer("minutes").notNull(),
  },
  (t) => [
    tenantPk("phases", t),
    within("phases_track_fk", t, t.trackId, tracks),
    within("phases_service_fk", t, t.serviceId, services),
    unique("phases_position_once").on(t.clinicId, t.trackId, t.position),
    check(
      "phases_gaps_ordered",
      sql`0 <= ${t.minGap} and ${t.minGap} <= ${t.targetGap} and ${t.targetGap} <= ${t.maxGap}`,
    ),
  ],
);

/** A planned visit with its window of local days; at most one live appointment names it. */
export const visits = pgTable(
  "visits",
  {
    ...tenantKey(),
    planId: uuid("plan_id").notNull(),
    trackId: uuid("track_id").notNull(),
    phaseId: uuid("phase_id").notNull(),
    /** 1… within its track. */
    number: integer("number").notNull(),
    targetOn: date("target_on", { mode: "string" }).notNull(),
    windowFrom: date("window_from", { mode: "string" }).notNull(),
    windowTo: date("window_to", { mode: "string" }).notNull(),
    provisional: boolean("provisional").notNull(),
    payer: text("payer").notNull(),
    priceMinor: minor("price_minor").notNull(),
    payerMinor: minor("payer_minor").notNull(),
    patientMinor: minor("patient_minor").notNull(),
    taxMinor: minor("tax_minor").notNull(),
    taxCode: text("tax_code").notNull(),
    createdAt: instant("created_at").notNull(),
    droppedAt: instant("dropped_at"),
    dropReason: text("drop_reason"),
  },
  (t) => [
    tenantPk("visits", t),
    within("visits_plan_fk", t, t.planId, plans),
    within("visits_track_fk", t, t.trackId, tracks),
    within("visits_phase_fk", t, t.phaseId, phases),
    unique("visits_number_once").on(t.clinicId, t.trackId, t.number),
    index("visits_by_plan").on(t.clinicId, t.planId),
    check("visits_window_ordered", sql`${t.windowFrom} <= ${t.targetOn} and ${t.targetOn} <= ${t.windowTo}`),
  ],
);

/** What a visit of a running plan stood for until the instant, when it was planned anew; what holds now stands in the visit. Append-only. */
export const visitTerms = pgTable(
  "visit_terms",
  {
    ...tenantKey(),
    visitId: uuid("visit_id").notNull(),
    replacedAt: instant("replaced_at").notNull(),
    phaseId: uuid("phase_id").notNull(),
    targetOn: date("target_on", { mode: "string" }).notNull(),
    windowFrom: date("window_from", { mode: "string" }).notNull(),
    windowTo: date("window_to", { mode: "string" }).notNull(),
    priceMinor: minor("price_minor").notNull(),
  },
  (t) => [
    tenantPk("visit_terms", t),
    unique("visit_terms_instant_once").on(t.clinicId, t.visitId, t.replacedAt),
    within("visit_terms_visit_fk", t, t.visitId, visits),
    within("visit_terms_phase_fk", t, t.phaseId, phases),
  ],
);

/** What a person agreed to: the version of the text, the name they signed with, how and when. Append-only. */
export const consents = pgTable(
  "consents",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    planId: uuid("plan_id"),
    purpose: text("purpose").notNull(),
    version: text("version").notNull(),
    signedName: text("signed_name").notNull(),
    signedHow: text("signed_how").notNull(),
    signedAt: instant("signed_at").notNull(),
    memberId: uuid("member_id"),
    /** Who gave it for the patient; null where they gave it themselves. */
    guardianId: uuid("guardian_id"),
    /** In which language they read it, and which wording; null where it was read out, or has one wording alone. */
    language: text("language"),
    wording: text("wording"),
  },
  (t) => [
    tenantPk("consents", t),
    check(
      "consents_wording_known",
      sql`(${t.language} is null) = (${t.wording} is null) and ${t.language} in ('en', 'fr', 'pa', 'zh-Hans', 'zh-Hant')
        and ${t.wording} ~ '^[0-9a-f]{12}$'`,
    ),
    within("consents_guardian_fk", t, t.guardianId, patients),
    within("consents_patient_fk", t, t.patientId, patients),
    within("consents_plan_fk", t, t.planId, plans),
    within("consents_member_fk", t, t.memberId, members),
    index("consents_by_patient").on(t.clinicId, t.patientId),
  ],
);
