// What goes with the chart: sentences to insert, tasks for home, patients sent from one discipline to another, and files.
import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { disciplines, members, practitioners } from "./clinic.ts";
import { clinics } from "./global.ts";
import { patients } from "./patients.ts";
import { bytes, instant, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** A sentence that somebody writes often: their own, or everybody's. */
export const phrases = pgTable(
  "phrases",
  {
    ...tenantKey(),
    /** Null for everybody's. */
    memberId: uuid("member_id"),
    title: text("title").notNull(),
    body: text("body").notNull(),
    createdAt: instant("created_at").notNull(),
    retiredAt: instant("retired_at"),
  },
  (t) => [
    tenantPk("phrases", t),
    ofClinic("phrases_of_clinic", t, clinics),
    within("phrases_member_fk", t, t.memberId, members),
    index("phrases_by_member").on(t.clinicId, t.memberId),
  ],
);

/** What a patient does at home between visits. Changed by ending it and setting another. */
export const homeTasks = pgTable(
  "home_tasks",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    title: text("title").notNull(),
    how: text("how").notNull(),
    /** As it is said: "three times a day". */
    often: text("often").notNull(),
    fromDate: date("from_date", { mode: "string" }).notNull(),
    setBy: uuid("set_by").notNull(),
    setAt: instant("set_at").notNull(),
    endedAt: instant("ended_at"),
    endedBy: uuid("ended_by"),
  },
  (t) => [
    tenantPk("home_tasks", t),
    within("home_tasks_patient_fk", t, t.patientId, patients),
    within("home_tasks_setter_fk", t, t.setBy, members),
    within("home_tasks_ender_fk", t, t.endedBy, members),
    index("home_tasks_by_patient").on(t.clinicId, t.patientId),
  ],
);

/** A patient sent from one discipline of the clinic to another, or to one person of it, and what came of it. */
export const referrals = pgTable(
  "referrals",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    disciplineId: uuid("discipline_id").notNull(),
    /** Null: whoever of the discipline answers first. */
    practitionerId: uuid("practitioner_id"),
    reason: text("reason").notNull(),
    sentBy: uuid("sent_by").notNull(),
    sentAt: instant("sent_at").notNull(),
    status: text("status").notNull(),
    answer: text("answer").notNull().default(""),
    answeredBy: uuid("answered_by"),
    answeredAt: instant("answered_at"),
  },
  (t) => [
    tenantPk("referrals", t),
    within("referrals_patient_fk", t, t.patientId, patients),
    within("referrals_discipline_fk", t, t.disciplineId, disciplines),
    within("referrals_practitioner_fk", t, t.practitionerId, practitioners),
    within("referrals_sender_fk", t, t.sentBy, members),
    within("referrals_answerer_fk", t, t.answeredBy, members),
    index("referrals_by_patient").on(t.clinicId, t.patientId),
    index("referrals_open")
      .on(t.clinicId, t.disciplineId)
      .where(sql`${t.status} = 'sent'`),
    check("referrals_status_known", sql`${t.status} in ('sent', 'accepted', 'declined', 'withdrawn')`),
    check("referrals_answered", sql`(${t.status} = 'sent') = (${t.answeredAt} is null)`),
  ],
);

/** A file in a patient's chart. It stays; of its row only the mark that it was withdrawn may be added, once. */
export const attachments = pgTable(
  "attachments",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    label: text("label").notNull(),
    /** As its own first bytes say. */
    kind: text("kind").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    addedBy: uuid("added_by").notNull(),
    addedAt: instant("added_at").notNull(),
    withdrawnBy: uuid("withdrawn_by"),
    withdrawnAt: instant("withdrawn_at"),
    withdrawReason: text("withdraw_reason"),
  },
  (t) => [
    tenantPk("attachments", t),
    within("attachments_patient_fk", t, t.patientId, patients),
    within("attachments_adder_fk", t, t.addedBy, members),
    within("attachments_withdrawer_fk", t, t.withdrawnBy, members),
    index("attachments_by_patient").on(t.clinicId, t.patientId),
    check("attachments_kind_known", sql`${t.kind} in ('pdf', 'jpeg', 'png')`),
    check("attachments_size", sql`${t.sizeBytes} between 1 and 10485760`),
    check(
      "attachments_withdrawn_whole",
      sql`(${t.withdrawnAt} is null) = (${t.withdrawReason} is null) and (${t.withdrawnAt} is null or ${t.withdrawnBy} is not null)`,
    ),
  ],
);

/** What is in the file, sealed. Apart from its row, so that lists and exports never carry it along. */
export const attachmentFiles = pgTable(
  "attachment_files",
  {
    ...tenantKey(),
    attachmentId: uuid("attachment_id").notNull(),
    sealed: bytes("sealed").notNull(),
    keyId: text("key_id").notNull(),
  },
  (t) => [
    tenantPk("attachment_files", t),
    within("attachment_files_of_attachment", t, t.attachmentId, attachments),
    unique("attachment_files_one_each").on(t.clinicId, t.attachmentId),
  ],
);
