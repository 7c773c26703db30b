// The clinic itself: places, rooms, people who work there, what they offer, and when they are open.
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { clinics, users } from "./global.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

export const locations = pgTable(
  "locations",
  {
    ...tenantKey(),
    name: text("name").notNull(),
    address: text("address").notNull(),
    phone: text("phone").notNull(),
    arrival: text("arrival").notNull().default(""),
  },
  (t) => [tenantPk("locations", t), ofClinic("locations_of_clinic", t, clinics)],
);

/** Rooms and equipment; one row a unit, capacity 1 each. */
export const resources = pgTable(
  "resources",
  {
    ...tenantKey(),
    locationId: uuid("location_id").notNull(),
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    retiredAt: instant("retired_at"),
  },
  (t) => [tenantPk("resources", t), within("resources_location_fk", t, t.locationId, locations)],
);

/** Who bills: the clinic itself or a practitioner on their own account; GST registration belongs to the supplier. */
export const suppliers = pgTable(
  "suppliers",
  {
    ...tenantKey(),
    name: text("name").notNull(),
    address: text("address").notNull(),
    phone: text("phone").notNull(),
    gstNumber: text("gst_number"),
    gstRegisteredFrom: date("gst_registered_from", { mode: "string" }),
  },
  (t) => [tenantPk("suppliers", t), ofClinic("suppliers_of_clinic", t, clinics)],
);

export const practitioners = pgTable(
  "practitioners",
  {
    ...tenantKey(),
    supplierId: uuid("supplier_id").notNull(),
    name: text("name").notNull(),
    title: text("title").notNull(),
    pronouns: text("pronouns").notNull().default(""),
    gender: text("gender").notNull().default(""),
    languages: text("languages").array().notNull(),
    about: text("about").notNull().default(""),
    position: integer("position").notNull(),
    leftOn: date("left_on", { mode: "string" }),
    /** The most hands-on minutes in a day, and without a break of a quarter of an hour; null for no limit. */
    maxMinutesADay: integer("max_minutes_a_day"),
    maxMinutesInRow: integer("max_minutes_in_row"),
  },
  (t) => [
    tenantPk("practitioners", t),
    ofClinic("practitioners_of_clinic", t, clinics),
    within("practitioners_supplier_fk", t, t.supplierId, suppliers),
  ],
);

/** A signed-in person of the clinic. */
export const members = pgTable(
  "members",
  {
    ...tenantKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    role: text("role").notNull(),
    practitionerId: uuid("practitioner_id"),
    name: text("name").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    tenantPk("members", t),
    ofClinic("members_of_clinic", t, clinics),
    within("members_practitioner_fk", t, t.practitionerId, practitioners),
    unique("members_user_once").on(t.clinicId, t.userId),
    check(
      "members_role_known",
      sql`${t.role} in ('practitioner', 'front_desk', 'clinical_lead', 'manager', 'owner', 'support')`,
    ),
  ],
);

/** A place offered to somebody by e-mail. The link's token is kept as a hash; it is good until it is taken, withdrawn, or too old. */
export const invitations = pgTable(
  "invitations",
  {
    ...tenantKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role").notNull(),
    practitionerId: uuid("practitioner_id"),
    tokenHash: text("token_hash").notNull(),
    /** Null for the first owner, whom nobody could invite. */
    invitedBy: uuid("invited_by"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    acceptedBy: uuid("accepted_by"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    tenantPk("invitations", t),
    within("invitations_practitioner_fk", t, t.practitionerId, practitioners),
    within("invitations_inviter_fk", t, t.invitedBy, members),
    within("invitations_member_fk", t, t.acceptedBy, members),
    unique("invitations_token_once").on(t.clinicId, t.tokenHash),
    index("invitations_by_email").on(t.clinicId, t.email),
    check(
      "invitations_role_known",
      sql`${t.role} in ('practitioner', 'front_desk', 'clinical_lead', 'manager', 'owner', 'support')`,
    ),
  ],
);

/** What the clinic asks of its people's sign-in; the row set last holds. */
export const signInRules = pgTable(
  "sign_in_rules",
  {
    ...tenantKey(),
    secondFactorRequired: boolean("second_factor_required").notNull(),
    /** After so many minutes without use a desk locks; null for never. */
    lockAfterMin: integer("lock_after_min").default(15),
    setAt: instant("set_at").notNull(),
    setBy: uuid("set_by").notNull(),
  },
  (t) => [
    tenantPk("sign_in_rules", t),
    within("sign_in_rules_member_fk", t, t.setBy, members),
    index("sign_in_rules_by_time").on(t.clinicId, t.setAt),
  ],
);

export const licences = pgTable(
  "licences",
  {
    ...tenantKey(),
    practitionerId: uuid("practitioner_id").notNull(),
    profession: text("profession").notNull(),
    college: text("college").notNull(),
    number: text("number").notNull(),
    credentials: text("credentials").array().notNull(),
    restrictions: text("restrictions").array().notNull(),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    validUntil: date("valid_until", { mode: "string" }),
  },
  (t) => [
    tenantPk("licences", t),
    within("licences_practitioner_fk", t, t.practitionerId, practitioners),
    index("licences_by_practitioner").on(t.clinicId, t.practitionerId),
  ],
);

/**
 * What a practitioner is due of what they do, from a day on: a share of each net fee in basis points, or so much a visit given. The row
 * with the latest `effectiveFrom` on or before the day of the visit holds.
 */
export const payoutRates = pgTable(
  "payout_rates",
  {
    ...tenantKey(),
    practitionerId: uuid("practitioner_id").notNull(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    kind: text("kind").notNull(),
    /** Of a `percent` row alone. */
    feeBp: integer("fee_bp"),
    /** Of a `per_visit` row alone. */
    visitMinor: minor("visit_minor"),
  },
  (t) => [
    tenantPk("payout_rates", t),
    within("payout_rates_practitioner_fk", t, t.practitionerId, practitioners),
    unique("payout_rates_day_once").on(t.clinicId, t.practitionerId, t.effectiveFrom),
    check("payout_rates_kind_known", sql`${t.kind} in ('percent', 'per_visit')`),
    check(
      "payout_rates_of_their_kind",
      sql`(${t.feeBp} is not null) = (${t.kind} = 'percent') and (${t.visitMinor} is not null) = (${t.kind} = 'per_visit')`,
    ),
    check("payout_rates_sane", sql`${t.feeBp} between 0 and 10000 and ${t.visitMinor} >= 0`),
  ],
);

export const disciplines = pgTable(
  "disciplines",
  {
    ...tenantKey(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    letter: text("letter").notNull(),
    hue: integer("hue").notNull(),
    deep: boolean("deep").notNull(),
    profession: text("profession").notNull(),
    position: integer("position").notNull(),
  },
  (t) => [
    tenantPk("disciplines", t),
    ofClinic("disciplines_of_clinic", t, clinics),
    unique("disciplines_code_once").on(t.clinicId, t.code),
  ],
);

export const services = pgTable(
  "services",
  {
    ...tenantKey(),
    disciplineId: uuid("discipline_id").notNull(),
    name: text("name").notNull(),
    about: text("about").notNull().default(""),
    kind: text("kind").notNull(),
    durationMin: integer("duration_min").notNull(),
    stepMin: integer("step_min").notNull(),
    bufferBeforeMin: integer("buffer_before_min").notNull(),
    bufferAfterMin: integer("buffer_after_min").notNull(),
    online: boolean("online").notNull(),
    position: integer("position").notNull(),
    retiredAt: instant("retired_at"),
  },
  (t) => [
    tenantPk("services", t),
    within("services_discipline_fk", t, t.disciplineId, disciplines),
    check("services_kind_known", sql`${t.kind} in ('first', 'follow_up')`),
    check("services_lengths_sane", sql`${t.durationMin} between 5 and 480 and ${t.stepMin} between 1 and 60`),
  ],
);

/** Kinds of rooms or equipment that a service needs for its whole length. */
export const serviceNeeds = pgTable(
  "service_needs",
  {
    ...tenantKey(),
    serviceId: uuid("service_id").notNull(),
    kind: text("kind").notNull(),
    qty: integer("qty").notNull(),
  },
  (t) => [
    tenantPk("service_needs", t),
    within("service_needs_service_fk", t, t.serviceId, services),
    unique("service_needs_kind_once").on(t.clinicId, t.serviceId, t.kind),
  ],
);

/** Dated prices: the row with the latest `effectiveFrom` on or before the day of the visit holds. */
export const servicePrices = pgTable(
  "service_prices",
  {
    ...tenantKey(),
    serviceId: uuid("service_id").notNull(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    priceMinor: minor("price_minor").notNull(),
    taxCode: text("tax_code").notNull(),
  },
  (t) => [
    tenantPk("service_prices", t),
    within("service_prices_service_fk", t, t.serviceId, services),
    unique("service_prices_day_once").on(t.clinicId, t.serviceId, t.effectiveFrom),
  ],
);

export const practitionerServices = pgTable(
  "practitioner_services",
  { ...tenantKey(), practitionerId: uuid("practitioner_id").notNull(), serviceId: uuid("service_id").notNull() },
  (t) => [
    tenantPk("practitioner_services", t),
    within("practitioner_services_person_fk", t, t.practitionerId, practitioners),
    within("practitioner_services_service_fk", t, t.serviceId, services),
    unique("practitioner_services_once").on(t.clinicId, t.serviceId, t.practitionerId),
  ],
);

/** Weekly hours in local time; dow 0 = Sunday; minutes after local midnight, end up to 1440. */
export const weeklyHours = pgTable(
  "weekly_hours",
  {
    ...tenantKey(),
    practitionerId: uuid("practitioner_id").notNull(),
    locationId: uuid("location_id").notNull(),
    dow: integer("dow").notNull(),
    startMin: integer("start_min").notNull(),
    endMin: integer("end_min").notNull(),
  },
  (t) => [
    tenantPk("weekly_hours", t),
    within("weekly_hours_practitioner_fk", t, t.practitionerId, practitioners),
    within("weekly_hours_location_fk", t, t.locationId, locations),
    index("weekly_hours_by_practitioner").on(t.clinicId, t.practitionerId),
    check(
      "weekly_hours_sane",
      sql`${t.dow} between 0 and 6 and ${t.startMin} >= 0 and ${t.startMin} < ${t.endMin} and ${t.endMin} <= 1440`,
    ),
  ],
);

/** One local date whose hours replace the weekly ones; no intervals means closed. */
export const hourOverrides = pgTable(
  "hour_overrides",
  {
    ...tenantKey(),
    practitionerId: uuid("practitioner_id").notNull(),
    onDate: date("on_date", { mode: "string" }).notNull(),
    intervals: jsonb("intervals").$type<Array<{ start: number; end: number }>>().notNull(),
  },
  (t) => [
    tenantPk("hour_overrides", t),
    within("hour_overrides_practitioner_fk", t, t.practitionerId, practitioners),
    unique("hour_overrides_day_once").on(t.clinicId, t.practitionerId, t.onDate),
  ],
);

/** The whole clinic is closed. */
export const closures = pgTable(
  "closures",
  {
    ...tenantKey(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [
    tenantPk("closures", t),
    ofClinic("closures_of_clinic", t, clinics),
    index("closures_by_start").on(t.clinicId, t.startsAt),
    check("closures_order", sql`${t.startsAt} < ${t.endsAt}`),
  ],
);

export const timeOff = pgTable(
  "time_off",
  {
    ...tenantKey(),
    practitionerId: uuid("practitioner_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason").notNull(),
    createdAt: instant("created_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    tenantPk("time_off", t),
    within("time_off_practitioner_fk", t, t.practitionerId, practitioners),
    index("time_off_by_practitioner").on(t.clinicId, t.practitionerId, t.startsAt),
    check("time_off_order", sql`${t.startsAt} < ${t.endsAt}`),
  ],
);

/** Dated booking policy; the row in force is copied onto each booking. */
export const policies = pgTable(
  "policies",
  {
    ...tenantKey(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    minNoticeMin: integer("min_notice_min").notNull(),
    horizonDays: integer("horizon_days").notNull(),
    cancelNoticeHours: integer("cancel_notice_hours").notNull(),
    lateFeeMinor: minor("late_fee_minor").notNull(),
    depositMinor: minor("deposit_minor").notNull(),
    planDepositMinor: minor("plan_deposit_minor").notNull(),
    /** The most first visits a practitioner gives in a day; null for no limit. */
    maxFirstADay: integer("max_first_a_day"),
    /** Online only times that begin or end a working stretch or lie beside another visit. */
    onlyBeside: boolean("only_beside").notNull().default(false),
  },
  (t) => [
    tenantPk("policies", t),
    ofClinic("policies_of_clinic", t, clinics),
    unique("policies_day_once").on(t.clinicId, t.effectiveFrom),
  ],
);

/** Dated tax rows: profession × kind of supply. */
export const taxRates = pgTable(
  "tax_rates",
  {
    ...tenantKey(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    profession: text("profession").notNull(),
    supply: text("supply").notNull(),
    code: text("code").notNull(),
    rateBp: integer("rate_bp").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    tenantPk("tax_rates", t),
    ofClinic("tax_rates_of_clinic", t, clinics),
    unique("tax_rates_row_once").on(t.clinicId, t.profession, t.supply, t.effectiveFrom),
  ],
);

/** Dated payer rows; what each payer pays is read by the funding rule. */
export const payerRules = pgTable(
  "payer_rules",
  {
    ...tenantKey(),
    payer: text("payer").notNull(),
    discipline: text("discipline").notNull(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    rule: jsonb("rule").$type<Record<string, unknown>>().notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    tenantPk("payer_rules", t),
    ofClinic("payer_rules_of_clinic", t, clinics),
    unique("payer_rules_row_once").on(t.clinicId, t.payer, t.discipline, t.effectiveFrom),
  ],
);

/** Dated technique × profession cells; no row means denied. */
export const scopeRules = pgTable(
  "scope_rules",
  {
    ...tenantKey(),
    technique: text("technique").notNull(),
    profession: text("profession").notNull(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    cell: text("cell").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    tenantPk("scope_rules", t),
    ofClinic("scope_rules_of_clinic", t, clinics),
    unique("scope_rules_row_once").on(t.clinicId, t.technique, t.profession, t.effectiveFrom),
  ],
);

/** Bumped in every transaction that changes what can be booked; a cached search is valid only for its version. */
export const calendarVersions = pgTable(
  "calendar_versions",
  { ...tenantKey(), version: minor("version").notNull() },
  (t) => [
    tenantPk("calendar_versions", t),
    ofClinic("calendar_versions_of_clinic", t, clinics),
    unique("calendar_versions_once").on(t.clinicId),
  ],
);

/**
 * Each loss of, or stranger's look at, personal information, whether or not anybody had to be told. What is learnt later is a further
 * row that names the first. Append-only.
 */
export const breaches = pgTable(
  "breaches",
  {
    ...tenantKey(),
    /** The first row about the same breach; null there. */
    continuesId: uuid("continues_id"),
    foundOn: date("found_on", { mode: "string" }).notNull(),
    happened: text("happened").notNull(),
    dataKinds: text("data_kinds").array().notNull(),
    people: integer("people").notNull(),
    /** Whether it may do somebody real and significant harm, as it looked then. */
    harmLikely: boolean("harm_likely").notNull(),
    told: text("told").notNull(),
    toldOn: date("told_on", { mode: "string" }),
    recordedAt: instant("recorded_at").notNull(),
    memberId: uuid("member_id").notNull(),
  },
  (t) => [
    tenantPk("breaches", t),
    ofClinic("breaches_of_clinic", t, clinics),
    within("breaches_first_fk", t, t.continuesId, { clinicId: t.clinicId, id: t.id }),
    within("breaches_member_fk", t, t.memberId, members),
    index("breaches_by_time").on(t.clinicId, t.recordedAt),
    check("breaches_people_counted", sql`${t.people} >= 0`),
  ],
);

/** What the clinic's public privacy page names, as it stood from `setAt` on; the latest row holds. Append-only. */
export const privacyNotices = pgTable(
  "privacy_notices",
  {
    ...tenantKey(),
    officerName: text("officer_name").notNull(),
    officerContact: text("officer_contact").notNull(),
    /** Where the records lie, as a patient would say it. */
    keptIn: text("kept_in").notNull(),
    /** Who else handles personal information, and what for. */
    processors: jsonb("processors").$type<{ name: string; purpose: string; country: string }[]>().notNull(),
    setAt: instant("set_at").notNull(),
    /** Null for the first one, which comes with the clinic. */
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("privacy_notices", t),
    ofClinic("privacy_notices_of_clinic", t, clinics),
    within("privacy_notices_member_fk", t, t.memberId, members),
    index("privacy_notices_by_time").on(t.clinicId, t.setAt),
  ],
);

/** The clinic's own sign-in (OpenID Connect), as set from `setAt` on; the latest row holds, one without issuer ends it. Append-only. */
export const identityProviders = pgTable(
  "identity_providers",
  {
    ...tenantKey(),
    issuer: text("issuer"),
    clientId: text("client_id").notNull(),
    /** The client's secret, readable only with the key that `keyId` names. */
    sealedSecret: text("sealed_secret").notNull(),
    keyId: text("key_id").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (t) => [
    tenantPk("identity_providers", t),
    ofClinic("identity_providers_of_clinic", t, clinics),
    index("identity_providers_by_time").on(t.clinicId, t.setAt),
  ],
);

/** Which member of the clinic somebody is whom its provider knows: found once by their e-mail, by the provider's own key from then on. */
export const providerIdentities = pgTable(
  "provider_identities",
  {
    clinicId: uuid("clinic_id").notNull(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    memberId: uuid("member_id").notNull(),
    linkedAt: instant("linked_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "provider_identities_pk", columns: [t.clinicId, t.issuer, t.subject] }),
    within("provider_identities_member_fk", t, t.memberId, members),
    unique("provider_identities_member_once").on(t.clinicId, t.issuer, t.memberId),
  ],
);
