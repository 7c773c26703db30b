// When the clinic writes to people, as dated rows; and what each of them has chosen and agreed to.
import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { members, practitioners } from "./clinic.ts";
import { clinics } from "./global.ts";
import { patients } from "./patients.ts";
import { instant, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** The row with the latest `effectiveFrom` on or before the local day holds; before a clinic's first one, the standard rows do. */
export const messageRules = pgTable(
  "message_rules",
  {
    ...tenantKey(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    earlyHours: integer("early_hours").notNull(),
    lateHours: integer("late_hours"),
    onceBelowDays: integer("once_below_days").notNull(),
    quietFromMin: integer("quiet_from_min").notNull(),
    quietToMin: integer("quiet_to_min").notNull(),
    weeklyCap: integer("weekly_cap").notNull(),
    nudgeDays: integer("nudge_days").array().notNull(),
    checkInHours: integer("check_in_hours"),
    offersAtOnce: integer("offers_at_once").notNull(),
    offerMinutes: integer("offer_minutes").notNull(),
    /** How long the word that a visit is booked online is held back, so that it can be undone. */
    holdMinutes: integer("hold_minutes").notNull().default(3),
    /** What goes by text message unless somebody chose otherwise. */
    textTopics: text("text_topics")
      .array()
      .notNull()
      .default(sql`'{}'`),
    source: text("source").notNull(),
  },
  (t) => [
    tenantPk("message_rules", t),
    ofClinic("message_rules_of_clinic", t, clinics),
    unique("message_rules_day_once").on(t.clinicId, t.effectiveFrom),
    check(
      "message_rules_hours_sane",
      sql`${t.earlyHours} between 1 and 336 and (${t.lateHours} is null or ${t.lateHours} between 1 and ${t.earlyHours} - 1)
        and (${t.checkInHours} is null or ${t.checkInHours} between 1 and 168) and ${t.onceBelowDays} between 0 and 60`,
    ),
    check("message_rules_quiet_sane", sql`${t.quietFromMin} between 0 and 1439 and ${t.quietToMin} between 0 and 1439`),
    check(
      "message_rules_counts_sane",
      sql`${t.weeklyCap} between 1 and 50 and cardinality(${t.nudgeDays}) <= 6 and ${t.offersAtOnce} between 1 and 100
        and ${t.offerMinutes} between 10 and 1440`,
    ),
    check(
      "message_rules_ways_sane",
      sql`${t.holdMinutes} between 0 and 60 and ${t.textTopics} <@ array['booking', 'reminder', 'nudge', 'check_in', 'waitlist']`,
    ),
  ],
);

/** The clinic's own words for a kind of message in a language, from `setAt` on; a row without words goes back to the original ones. Append-only. */
export const messageTexts = pgTable(
  "message_texts",
  {
    ...tenantKey(),
    kind: text("kind").notNull(),
    language: text("language").notNull(),
    subject: text("subject"),
    /** What a mail begins with, paragraphs parted by empty lines. */
    opening: text("opening"),
    /** The sentence of the text message. */
    brief: text("brief"),
    setAt: instant("set_at").notNull(),
    memberId: uuid("member_id").notNull(),
  },
  (t) => [
    tenantPk("message_texts", t),
    ofClinic("message_texts_of_clinic", t, clinics),
    within("message_texts_member_fk", t, t.memberId, members),
    index("message_texts_by_kind").on(t.clinicId, t.kind, t.language, t.setAt),
    check(
      "message_texts_whole",
      sql`(${t.subject} is null) = (${t.opening} is null) and (${t.subject} is null) = (${t.brief} is null)`,
    ),
  ],
);

/** By which way somebody wants which messages; the latest row of a topic holds. Append-only. */
export const messageChoices = pgTable(
  "message_choices",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    topic: text("topic").notNull(),
    channel: text("channel").notNull(),
    at: instant("at").notNull(),
    /** `page`, `mail` for one click in a mail program, or `desk`. */
    how: text("how").notNull(),
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("message_choices", t),
    within("message_choices_patient_fk", t, t.patientId, patients),
    within("message_choices_member_fk", t, t.memberId, members),
    index("message_choices_by_patient").on(t.clinicId, t.patientId, t.topic, t.at),
    check("message_choices_channel_known", sql`${t.channel} in ('email', 'sms', 'none')`),
    check("message_choices_how_known", sql`${t.how} in ('page', 'mail', 'desk')`),
  ],
);

/**
 * What a patient said to each purpose that their details may serve: yes, or no any more. The latest row of a purpose holds; where there is
 * none, what the purpose itself says. Append-only. That they agree to be treated stands in `consents`, under a signature; here it is taken
 * back.
 */
export const purposeConsents = pgTable(
  "purpose_consents",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    purpose: text("purpose").notNull(),
    given: boolean("given").notNull(),
    /** The words that were agreed to. */
    textVersion: text("text_version").notNull(),
    at: instant("at").notNull(),
    how: text("how").notNull(),
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("purpose_consents", t),
    within("purpose_consents_patient_fk", t, t.patientId, patients),
    within("purpose_consents_member_fk", t, t.memberId, members),
    index("purpose_consents_by_patient").on(t.clinicId, t.patientId, t.purpose, t.at),
    check("purpose_consents_purpose_known", sql`${t.purpose} in ('care', 'news', 'statistics', 'sharing')`),
    check("purpose_consents_how_known", sql`${t.how} in ('page', 'mail', 'desk')`),
  ],
);

/** A secret address at which a practitioner's calendar program fetches busy times; only its hash is kept. Ended, it opens nothing. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    ...tenantKey(),
    practitionerId: uuid("practitioner_id").notNull(),
    secretHash: text("secret_hash").notNull(),
    madeAt: instant("made_at").notNull(),
    memberId: uuid("member_id").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    tenantPk("calendar_feeds", t),
    within("calendar_feeds_practitioner_fk", t, t.practitionerId, practitioners),
    within("calendar_feeds_member_fk", t, t.memberId, members),
    uniqueIndex("calendar_feeds_one_open")
      .on(t.clinicId, t.practitionerId)
      .where(sql`${t.endedAt} is null`),
  ],
);

/** Whether somebody of the clinic wants the weekly mail about its figures; the latest row of a member holds. Append-only. */
export const digestChoices = pgTable(
  "digest_choices",
  {
    ...tenantKey(),
    memberId: uuid("member_id").notNull(),
    wanted: boolean("wanted").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    tenantPk("digest_choices", t),
    within("digest_choices_member_fk", t, t.memberId, members),
    index("digest_choices_by_member").on(t.clinicId, t.memberId, t.at),
  ],
);
