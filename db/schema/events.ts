// What must leave the building later (outbox), what was sent, and the append-only audit chain; all written in the verb's own transaction.
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { clinics } from "./global.ts";
import { patients } from "./patients.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

export const outbox = pgTable(
  "outbox",
  {
    ...tenantKey(),
    kind: text("kind").notNull(),
    /** Ids only, never names, contacts or health details. */
    payload: jsonb("payload").$type<Record<string, string | number | boolean | null>>().notNull(),
    dedupeKey: text("dedupe_key").notNull(),
    runAt: instant("run_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    lockedUntil: instant("locked_until"),
    doneAt: instant("done_at"),
    /** Why nothing was sent, or what was: `sent`, `skipped:moved`, … */
    outcome: text("outcome"),
    parkedAt: instant("parked_at"),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    tenantPk("outbox", t),
    ofClinic("outbox_of_clinic", t, clinics),
    unique("outbox_dedupe_once").on(t.clinicId, t.dedupeKey),
    index("outbox_due")
      .on(t.runAt)
      .where(sql`${t.doneAt} is null and ${t.parkedAt} is null`),
  ],
);

/** One row a message handed to the mail server. */
export const messages = pgTable(
  "messages",
  {
    ...tenantKey(),
    outboxId: uuid("outbox_id").notNull(),
    channel: text("channel").notNull(),
    template: text("template").notNull(),
    /** What it was about; null for messages from before it was kept. */
    topic: text("topic"),
    messageId: text("message_id").notNull(),
    appointmentId: uuid("appointment_id"),
    /** Null for a member of the clinic. */
    patientId: uuid("patient_id"),
    sentAt: instant("sent_at").notNull(),
  },
  (t) => [
    tenantPk("messages", t),
    within("messages_outbox_fk", t, t.outboxId, outbox),
    within("messages_patient_fk", t, t.patientId, patients),
    index("messages_by_patient").on(t.clinicId, t.patientId, t.sentAt),
    unique("messages_outbox_once").on(t.clinicId, t.outboxId),
  ],
);

/** Who did what to which record. Each row's hash covers the one before it, clinic by clinic. */
export const audit = pgTable(
  "audit",
  {
    clinicId: uuid("clinic_id").notNull(),
    seq: minor("seq").notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    deed: text("deed").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id"),
    patientId: uuid("patient_id"),
    detail: jsonb("detail").$type<Record<string, string | number | boolean | null>>().notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    primaryKey({ name: "audit_pk", columns: [t.clinicId, t.seq] }),
    ofClinic("audit_of_clinic", t, clinics),
    index("audit_by_subject").on(t.clinicId, t.subjectId),
    index("audit_by_patient").on(t.clinicId, t.patientId),
  ],
);

export const auditHeads = pgTable(
  "audit_heads",
  { clinicId: uuid("clinic_id").notNull(), seq: minor("seq").notNull(), hash: text("hash").notNull() },
  (t) => [primaryKey({ name: "audit_heads_pk", columns: [t.clinicId] }), ofClinic("audit_heads_of_clinic", t, clinics)],
);
