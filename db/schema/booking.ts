// Appointments in time: one row a booking, its rooms, and every change of status as a fact. Exclusion constraints stand in the migrations.
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { locations, members, practitioners, resources, services } from "./clinic.ts";
import { clinics } from "./global.ts";
import { episodes, patients, screens } from "./patients.ts";
import { visits } from "./plans.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** A half-open range of instants, written `[from,to)`. */
export const instantRange = customType<{ data: string; driverData: string }>({ dataType: () => "tstzrange" });

/** Statuses that occupy time. */
export const liveStatuses = ["held", "booked", "arrived", "fulfilled"] as const;

export const appointments = pgTable(
  "appointments",
  {
    ...tenantKey(),
    /** The first appointment of the chain; manage link, calendar entry and money follow the chain when it moves. */
    chainId: uuid("chain_id").notNull(),
    /** Counts the moves of the chain (the calendar entry's SEQUENCE). */
    sequence: integer("sequence").notNull(),
    practitionerId: uuid("practitioner_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    locationId: uuid("location_id").notNull(),
    patientId: uuid("patient_id"),
    episodeId: uuid("episode_id"),
    visitId: uuid("visit_id"),
    screenId: uuid("screen_id"),
    status: text("status").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    bufferBeforeMin: integer("buffer_before_min").notNull(),
    bufferAfterMin: integer("buffer_after_min").notNull(),
    during: instantRange("during").notNull(),
    busyAfter: instantRange("busy_after").notNull(),
    busyBefore: instantRange("busy_before").notNull(),
    /** 0 for everybody; a lane of its own for a booking that staff placed over another on purpose. */
    lane: integer("lane").notNull().default(0),
    overbookReason: text("overbook_reason"),
    wallStart: timestamp("wall_start", { mode: "string", precision: 0 }).notNull(),
    timeZone: text("time_zone").notNull(),
    holdExpiresAt: instant("hold_expires_at"),
    holdKey: text("hold_key"),
    reviewRequired: boolean("review_required").notNull().default(false),
    bookedVia: text("booked_via").notNull(),
    priceMinor: minor("price_minor").notNull(),
    taxMinor: minor("tax_minor").notNull(),
    taxCode: text("tax_code").notNull(),
    currency: text("currency").notNull(),
    /** What the patient pays; the rest is the payer's. */
    patientMinor: minor("patient_minor").notNull(),
    payer: text("payer").notNull(),
    /** The policy the patient saw, in force for this booking. */
    policy: jsonb("policy")
      .$type<{ cancelNoticeHours: number; lateFeeMinor: number; depositMinor: number }>()
      .notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    tenantPk("appointments", t),
    within("appointments_practitioner_fk", t, t.practitionerId, practitioners),
    within("appointments_service_fk", t, t.serviceId, services),
    within("appointments_location_fk", t, t.locationId, locations),
    within("appointments_patient_fk", t, t.patientId, patients),
    within("appointments_episode_fk", t, t.episodeId, episodes),
    within("appointments_visit_fk", t, t.visitId, visits),
    within("appointments_screen_fk", t, t.screenId, screens),
    within("appointments_chain_fk", t, t.chainId, { clinicId: t.clinicId, id: t.id }),
    index("appointments_by_start").on(t.clinicId, t.startsAt),
    index("appointments_by_patient").on(t.clinicId, t.patientId, t.startsAt),
    index("appointments_by_visit")
      .on(t.clinicId, t.visitId)
      .where(sql`${t.visitId} is not null`),
    index("appointments_held")
      .on(t.clinicId, t.holdExpiresAt)
      .where(sql`${t.status} = 'held'`),
    unique("appointments_sequence_once").on(t.clinicId, t.chainId, t.sequence),
    uniqueIndex("appointments_visit_live_once")
      .on(t.clinicId, t.visitId)
      .where(sql`${t.visitId} is not null and ${t.status} in ('held', 'booked', 'arrived', 'fulfilled')`),
    check(
      "appointments_status_known",
      sql`${t.status} in ('held', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'expired')`,
    ),
    check("appointments_order", sql`${t.startsAt} < ${t.endsAt}`),
    check("appointments_hold_has_end", sql`${t.status} <> 'held' or ${t.holdExpiresAt} is not null`),
    check(
      "appointments_patient_known",
      sql`${t.status} in ('held', 'expired', 'cancelled') or ${t.patientId} is not null`,
    ),
    check("appointments_lane_explained", sql`${t.lane} = 0 or ${t.overbookReason} is not null`),
    check("appointments_during_is", sql`${t.during} = tstzrange(${t.startsAt}, ${t.endsAt})`),
    check(
      "appointments_busy_after_is",
      sql`${t.busyAfter} = tstzrange(${t.startsAt}, ${t.endsAt} + make_interval(mins => ${t.bufferAfterMin}))`,
    ),
    check(
      "appointments_busy_before_is",
      sql`${t.busyBefore} = tstzrange(${t.startsAt} - make_interval(mins => ${t.bufferBeforeMin}), ${t.endsAt})`,
    ),
  ],
);

/** One row a unit of room or equipment that an appointment occupies; `live` follows the appointment's status. */
export const appointmentResources = pgTable(
  "appointment_resources",
  {
    clinicId: uuid("clinic_id").notNull(),
    appointmentId: uuid("appointment_id").notNull(),
    resourceId: uuid("resource_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    during: instantRange("during").notNull(),
    live: boolean("live").notNull(),
    lane: integer("lane").notNull().default(0),
  },
  (t) => [
    primaryKey({ name: "appointment_resources_pk", columns: [t.clinicId, t.appointmentId, t.resourceId] }),
    within("appointment_resources_booking_fk", t, t.appointmentId, appointments),
    within("appointment_resources_unit_fk", t, t.resourceId, resources),
    check("appointment_resources_during_is", sql`${t.during} = tstzrange(${t.startsAt}, ${t.endsAt})`),
  ],
);

/** Who did what to an appointment, when and why: held, booked, arrived, fulfilled, cancelled, noshow, expired, moved. Append-only. */
export const appointmentFacts = pgTable(
  "appointment_facts",
  {
    ...tenantKey(),
    appointmentId: uuid("appointment_id").notNull(),
    fact: text("fact").notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    memberId: uuid("member_id"),
    reason: text("reason").notNull().default(""),
    /** For a cancellation: who gave up the visit (`patient` or `clinic`) and whether inside the notice. */
    byWhom: text("by_whom"),
    late: boolean("late"),
  },
  (t) => [
    tenantPk("appointment_facts", t),
    within("appointment_facts_booking_fk", t, t.appointmentId, appointments),
    within("appointment_facts_member_fk", t, t.memberId, members),
    index("appointment_facts_by_booking").on(t.clinicId, t.appointmentId, t.at),
  ],
);

/** Session notes: written at the visit, signed once, then only amended by a further row. */
export const notes = pgTable(
  "notes",
  {
    ...tenantKey(),
    appointmentId: uuid("appointment_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    /** In words; of a structured note what its parts say. */
    body: text("body").notNull(),
    /** The parts of a structured note: findings on the body, techniques, movement. */
    content: jsonb("content").$type<Record<string, unknown>>(),
    amendsId: uuid("amends_id"),
    signedBy: uuid("signed_by").notNull(),
    signedAt: instant("signed_at").notNull(),
  },
  (t) => [
    tenantPk("notes", t),
    within("notes_booking_fk", t, t.appointmentId, appointments),
    within("notes_patient_fk", t, t.patientId, patients),
    within("notes_member_fk", t, t.signedBy, members),
    within("notes_amends_fk", t, t.amendsId, { clinicId: t.clinicId, id: t.id }),
    index("notes_by_patient").on(t.clinicId, t.patientId, t.signedAt),
  ],
);

/** What somebody has typed of a note and not signed yet; one a visit and writer, gone when it is signed. */
export const noteDrafts = pgTable(
  "note_drafts",
  {
    ...tenantKey(),
    appointmentId: uuid("appointment_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    memberId: uuid("member_id").notNull(),
    typed: jsonb("typed").$type<Record<string, string | string[]>>().notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [
    tenantPk("note_drafts", t),
    within("note_drafts_booking_fk", t, t.appointmentId, appointments),
    within("note_drafts_patient_fk", t, t.patientId, patients),
    within("note_drafts_member_fk", t, t.memberId, members),
    unique("note_drafts_writer_once").on(t.clinicId, t.appointmentId, t.memberId),
    index("note_drafts_by_patient").on(t.clinicId, t.patientId),
  ],
);

/** The first answer to each keyed write; a repeat gets the same answer. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    clinicId: uuid("clinic_id").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    answer: jsonb("answer").$type<unknown>(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "idempotency_keys_pk", columns: [t.clinicId, t.key] }),
    ofClinic("idempotency_keys_of_clinic", t, clinics),
  ],
);
