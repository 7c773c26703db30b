// What stands outside any one clinic: the directory of clinics, people who sign in, their sessions, limits, and Stripe's events.
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { instant } from "./shapes.ts";

export const clinics = pgTable(
  "clinics",
  {
    id: uuid("id").notNull(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    timeZone: text("time_zone").notNull(),
    currency: text("currency").notNull(),
    locale: text("locale").notNull(),
    region: text("region").notNull(),
    phone: text("phone").notNull(),
    email: text("email").notNull(),
    about: text("about").notNull().default(""),
    published: boolean("published").notNull().default(true),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ name: "clinics_pk", columns: [t.id] }), unique("clinics_slug_once").on(t.slug)],
);

export const users = pgTable(
  "users",
  {
    id: uuid("id").notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "users_pk", columns: [t.id] }),
    unique("users_email_once").on(t.email),
    check("users_email_lower", sql`${t.email} = lower(${t.email})`),
  ],
);

/** Which clinics a user belongs to; read at sign-in before any clinic is entered. */
export const userClinics = pgTable(
  "user_clinics",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    clinicId: uuid("clinic_id").notNull(),
  },
  (t) => [primaryKey({ name: "user_clinics_pk", columns: [t.userId, t.clinicId] })],
);

export const loginSessions = pgTable(
  "login_sessions",
  {
    id: uuid("id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    method: text("method").notNull(),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [primaryKey({ name: "login_sessions_pk", columns: [t.id] }), index("login_sessions_by_user").on(t.userId)],
);

export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").notNull(),
    points: integer("points").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ name: "rate_limits_pk", columns: [t.key] })],
);

/** Every event Stripe delivered, once; `appliedAt` is set in the transaction that applied it. */
export const stripeEvents = pgTable(
  "stripe_events",
  {
    account: text("account").notNull(),
    eventId: text("event_id").notNull(),
    type: text("type").notNull(),
    objectId: text("object_id").notNull(),
    clinicId: uuid("clinic_id"),
    receivedAt: instant("received_at").notNull(),
    appliedAt: instant("applied_at"),
  },
  (t) => [
    primaryKey({ name: "stripe_events_pk", columns: [t.account, t.eventId] }),
    index("stripe_events_by_object").on(t.objectId),
  ],
);
