// What patients tell between visits: check-ins around a visit, days of a headache diary, and home tasks that were done.
import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { appointments } from "./booking.ts";
import { homeTasks } from "./charting.ts";
import { patients, screens } from "./patients.ts";
import { members } from "./clinic.ts";
import { plans } from "./plans.ts";
import { instant, tenantKey, tenantPk, within } from "./shapes.ts";

/** One check-in; its scores are rows of their own, taken at the same instant. Append-only. */
export const checkIns = pgTable(
  "check_ins",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    planId: uuid("plan_id").notNull(),
    /** The visit before or after which it was; null for one in between. */
    appointmentId: uuid("appointment_id"),
    kind: text("kind").notNull(),
    /** The health answers that were given with it; null when nothing was new. */
    screenId: uuid("screen_id"),
    /** After a visit: still sore after three days. */
    soreForDays: boolean("sore_for_days").notNull().default(false),
    /** After a visit: new numbness, weakness, dizziness, a change of sight or a severe headache. */
    nerveSign: boolean("nerve_sign").notNull().default(false),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
  },
  (t) => [
    tenantPk("check_ins", t),
    within("check_ins_patient_fk", t, t.patientId, patients),
    within("check_ins_plan_fk", t, t.planId, plans),
    within("check_ins_appointment_fk", t, t.appointmentId, appointments),
    within("check_ins_screen_fk", t, t.screenId, screens),
    index("check_ins_by_patient").on(t.clinicId, t.patientId, t.at),
    check("check_ins_kind_known", sql`${t.kind} in ('before', 'after', 'between')`),
    check("check_ins_of_visit", sql`(${t.kind} = 'between') = (${t.appointmentId} is null)`),
  ],
);

/** One day of the diary. A correction is a later row for the same day. */
export const diaryDays = pgTable(
  "diary_days",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    onDate: date("on_date", { mode: "string" }).notNull(),
    headache: boolean("headache").notNull(),
    /** 0–10; null without a headache. */
    worst: integer("worst"),
    tablets: integer("tablets").notNull(),
    triggers: text("triggers").array().notNull(),
    sleepHours: integer("sleep_hours"),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
  },
  (t) => [
    tenantPk("diary_days", t),
    within("diary_days_patient_fk", t, t.patientId, patients),
    index("diary_days_by_patient").on(t.clinicId, t.patientId, t.onDate, t.at),
    check("diary_days_worst_range", sql`${t.worst} between 0 and 10`),
    check("diary_days_worst_of_headache", sql`${t.headache} or ${t.worst} is null`),
    check("diary_days_tablets_range", sql`${t.tablets} between 0 and 20`),
    check("diary_days_sleep_range", sql`${t.sleepHours} between 0 and 24`),
  ],
);

/** A home task was done on a day. */
export const homeTaskDays = pgTable(
  "home_task_days",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    taskId: uuid("task_id").notNull(),
    onDate: date("on_date", { mode: "string" }).notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
  },
  (t) => [
    tenantPk("home_task_days", t),
    within("home_task_days_patient_fk", t, t.patientId, patients),
    within("home_task_days_task_fk", t, t.taskId, homeTasks),
    unique("home_task_days_once").on(t.clinicId, t.taskId, t.onDate),
    index("home_task_days_by_patient").on(t.clinicId, t.patientId, t.onDate),
  ],
);

/**
 * One form of one visit, handed to its patient on a device of the clinic. The desk's code opens it there, once; then its cookie, of which
 * only the hash is kept, until it is sent, given back or left alone.
 */
export const tabletForms = pgTable(
  "tablet_forms",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    appointmentId: uuid("appointment_id").notNull(),
    form: text("form").notNull(),
    /** Under the server's key: the code is short. */
    codeHash: text("code_hash").notNull(),
    madeAt: instant("made_at").notNull(),
    madeBy: uuid("made_by").notNull(),
    openedAt: instant("opened_at"),
    tokenHash: text("token_hash"),
    seenAt: instant("seen_at"),
    sentAt: instant("sent_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    tenantPk("tablet_forms", t),
    within("tablet_forms_patient_fk", t, t.patientId, patients),
    within("tablet_forms_appointment_fk", t, t.appointmentId, appointments),
    within("tablet_forms_member_fk", t, t.madeBy, members),
    unique("tablet_forms_code_once").on(t.clinicId, t.codeHash),
    unique("tablet_forms_token_once").on(t.clinicId, t.tokenHash),
    index("tablet_forms_by_visit").on(t.clinicId, t.appointmentId),
    index("tablet_forms_by_patient").on(t.clinicId, t.patientId),
    check("tablet_forms_form_known", sql`${t.form} in ('intake', 'check_in', 'consent')`),
    check(
      "tablet_forms_opened_whole",
      sql`(${t.openedAt} is null) = (${t.tokenHash} is null) and (${t.openedAt} is null) = (${t.seenAt} is null)`,
    ),
  ],
);
