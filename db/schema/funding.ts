// Letters that ask a payer for more visits, and what was approved: a dated row that the payer's own rules are read with.
import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { disciplines, members } from "./clinic.ts";
import { episodes, patients } from "./patients.ts";
import { plans } from "./plans.ts";
import { instant, tenantKey, tenantPk, within } from "./shapes.ts";

/** Its text may be put right until it is signed and sent; after that the answer alone is added. */
export const fundingRequests = pgTable(
  "funding_requests",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    episodeId: uuid("episode_id").notNull(),
    planId: uuid("plan_id").notNull(),
    disciplineId: uuid("discipline_id").notNull(),
    status: text("status").notNull(),
    body: text("body").notNull(),
    visits: integer("visits").notNull(),
    untilOn: date("until_on", { mode: "string" }).notNull(),
    signedName: text("signed_name"),
    draftedAt: instant("drafted_at").notNull(),
    sentAt: instant("sent_at"),
    answeredAt: instant("answered_at"),
    answer: text("answer").notNull().default(""),
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("funding_requests", t),
    within("funding_requests_patient_fk", t, t.patientId, patients),
    within("funding_requests_episode_fk", t, t.episodeId, episodes),
    within("funding_requests_plan_fk", t, t.planId, plans),
    within("funding_requests_discipline_fk", t, t.disciplineId, disciplines),
    within("funding_requests_member_fk", t, t.memberId, members),
    index("funding_requests_by_plan").on(t.clinicId, t.planId),
    check("funding_requests_status_known", sql`${t.status} in ('drafted', 'sent', 'approved', 'refused')`),
    check("funding_requests_signed", sql`(${t.sentAt} is null) = (${t.status} = 'drafted')`),
    check("funding_requests_answered", sql`(${t.answeredAt} is not null) = (${t.status} in ('approved', 'refused'))`),
    check("funding_requests_some_visits", sql`${t.visits} >= 1`),
  ],
);

/** Visits that a payer pays beyond its own count and window, from one day until another, both included. */
export const fundingApprovals = pgTable(
  "funding_approvals",
  {
    ...tenantKey(),
    requestId: uuid("request_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    episodeId: uuid("episode_id").notNull(),
    disciplineId: uuid("discipline_id").notNull(),
    visits: integer("visits").notNull(),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    validUntil: date("valid_until", { mode: "string" }).notNull(),
    at: instant("at").notNull(),
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("funding_approvals", t),
    within("funding_approvals_request_fk", t, t.requestId, fundingRequests),
    within("funding_approvals_patient_fk", t, t.patientId, patients),
    within("funding_approvals_episode_fk", t, t.episodeId, episodes),
    within("funding_approvals_discipline_fk", t, t.disciplineId, disciplines),
    within("funding_approvals_member_fk", t, t.memberId, members),
    unique("funding_approvals_once").on(t.clinicId, t.requestId),
    index("funding_approvals_by_episode").on(t.clinicId, t.episodeId),
    check("funding_approvals_some_visits", sql`${t.visits} >= 1`),
    check("funding_approvals_span", sql`${t.validUntil} >= ${t.validFrom}`),
  ],
);
