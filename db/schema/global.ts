// What stands outside any one clinic: the directory of clinics, people who sign in, their sessions, limits, and Stripe's events.
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { keptPasskey, instant, minor } from "./shapes.ts";

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
    /** A browser and a kind of machine, as people say it; nothing that could find them again elsewhere. */
    device: text("device").notNull().default(""),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    /** When the person last typed their password in this session. */
    provedAt: instant("proved_at"),
    /** Where somebody of several clinics is at work; else the first of theirs. */
    atClinic: uuid("at_clinic"),
    /** The one clinic it may enter: a clinic's own sign-in vouches for nobody elsewhere. */
    onlyClinic: uuid("only_clinic"),
    /** The browser it was opened in: whoever else is signed in there can take over by PIN. */
    deskHash: text("desk_hash"),
    /** Somebody locked it; it opens again by PIN, passkey or password. */
    lockedAt: instant("locked_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ name: "login_sessions_pk", columns: [t.id] }),
    index("login_sessions_by_user").on(t.userId),
    index("login_sessions_by_desk")
      .on(t.deskHash)
      .where(sql`${t.deskHash} is not null`),
  ],
);

/** A sign-in on its way: the password was right, and with `readyAt` so was everything else. Spent once, for a session. */
export const signInProofs = pgTable(
  "sign_in_proofs",
  {
    id: uuid("id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    tokenHash: text("token_hash").notNull(),
    device: text("device").notNull(),
    method: text("method").notNull(),
    /** The one clinic that the session may enter; null for all that let the person in. */
    onlyClinic: uuid("only_clinic"),
    attempts: integer("attempts").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    /** The locked session that it opens again, instead of a new one. */
    resumes: uuid("resumes"),
    expiresAt: instant("expires_at").notNull(),
    readyAt: instant("ready_at"),
    spentAt: instant("spent_at"),
  },
  (t) => [
    primaryKey({ name: "sign_in_proofs_pk", columns: [t.id] }),
    unique("sign_in_proofs_token_once").on(t.tokenHash),
    index("sign_in_proofs_by_user").on(t.userId),
  ],
);

/** A few digits that unlock a session which was opened in full before, and nothing else. */
export const userPins = pgTable(
  "user_pins",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    pinHash: text("pin_hash").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (t) => [primaryKey({ name: "user_pins_pk", columns: [t.userId] })],
);

/** A link by which somebody who forgot their password chooses another; good for a while, once. Its key is derived, not kept. */
export const passwordResets = pgTable(
  "password_resets",
  {
    id: uuid("id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    spentAt: instant("spent_at"),
  },
  (t) => [primaryKey({ name: "password_resets_pk", columns: [t.id] }), index("password_resets_by_user").on(t.userId)],
);

/** The app that shows a person's codes; counts as a second factor once `confirmedAt`. */
export const userFactors = pgTable(
  "user_factors",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** The seed, readable only with the key that `keyId` names. */
    sealedSeed: text("sealed_seed").notNull(),
    keyId: text("key_id").notNull(),
    /** The thirty seconds whose code was accepted last: no code of them or before is accepted again. */
    lastStep: minor("last_step"),
    createdAt: instant("created_at").notNull(),
    confirmedAt: instant("confirmed_at"),
  },
  (t) => [primaryKey({ name: "user_factors_pk", columns: [t.userId] })],
);

export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    id: uuid("id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    codeHash: text("code_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    spentAt: instant("spent_at"),
  },
  (t) => [
    primaryKey({ name: "recovery_codes_pk", columns: [t.id] }),
    unique("recovery_codes_once").on(t.userId, t.codeHash),
  ],
);

/** A key of somebody's own device or password manager, which opens the account by itself: it also asked for their finger, face or PIN. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: uuid("id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    ...keptPasskey(),
  },
  (t) => [
    primaryKey({ name: "passkeys_pk", columns: [t.id] }),
    unique("passkeys_credential_once").on(t.credentialId),
    index("passkeys_by_user").on(t.userId),
  ],
);

/** What a device was asked to sign: good for a few minutes, once, and only from the browser that was asked. */
export const passkeyChallenges = pgTable(
  "passkey_challenges",
  {
    tokenHash: text("token_hash").notNull(),
    challenge: text("challenge").notNull(),
    /** Whose key is being made; null while signing in, when nobody has said who they are. */
    userId: uuid("user_id").references(() => users.id),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "passkey_challenges_pk", columns: [t.tokenHash] }),
    index("passkey_challenges_by_end").on(t.expiresAt),
  ],
);

export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text("key").notNull(),
    points: integer("points").notNull(),
    // The name that rate-limiter-flexible looks for.
    expire: instant("expires_at").notNull(),
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

/**
 * Who answered STOP or START to a text message: it holds for the number they came from, whichever clinic wrote, as carriers have it.
 * Numbers are kept under the server's key; the latest row holds.
 */
export const smsStops = pgTable(
  "sms_stops",
  {
    id: uuid("id").notNull(),
    numberHash: text("number_hash").notNull(),
    stopped: boolean("stopped").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ name: "sms_stops_pk", columns: [t.id] }), index("sms_stops_by_number").on(t.numberHash, t.at)],
);
