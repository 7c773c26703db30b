// Visits bought together, of one service or as a month of a membership: what is offered, what was sold to whom, and who else may use it.
import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { members, services } from "./clinic.ts";
import { memberships } from "./memberships.ts";
import { patients } from "./patients.ts";
import { instant, minor, tenantKey, tenantPk, within } from "./shapes.ts";

/** What is offered; an offer with another price is another offer. */
export const packageOffers = pgTable(
  "package_offers",
  {
    ...tenantKey(),
    serviceId: uuid("service_id").notNull(),
    sessions: integer("sessions").notNull(),
    /** What the patient pays for all of them, tax included. */
    totalMinor: minor("total_minor").notNull(),
    /** Months after which what is left cannot be used any more; null: never. */
    validMonths: integer("valid_months"),
    online: boolean("online").notNull(),
    offeredAt: instant("offered_at").notNull(),
    retiredAt: instant("retired_at"),
  },
  (t) => [
    tenantPk("package_offers", t),
    within("package_offers_service_fk", t, t.serviceId, services),
    check("package_offers_sane", sql`${t.sessions} between 2 and 50 and ${t.totalMinor} > 0`),
    check("package_offers_months_sane", sql`${t.validMonths} between 1 and 60`),
  ],
);

/** What was bought; the terms are the ones of the day. Its money is the payment that names it. */
export const packages = pgTable(
  "packages",
  {
    ...tenantKey(),
    /** With its one service; both null for a month of a membership, whose offer names its services. */
    offerId: uuid("offer_id"),
    serviceId: uuid("service_id"),
    membershipId: uuid("membership_id"),
    /** The bill that paid the month. */
    stripeInvoiceId: text("stripe_invoice_id"),
    patientId: uuid("patient_id").notNull(),
    sessions: integer("sessions").notNull(),
    totalMinor: minor("total_minor").notNull(),
    currency: text("currency").notNull(),
    status: text("status").notNull(),
    createdAt: instant("created_at").notNull(),
    soldAt: instant("sold_at"),
    /** The last day on which it can be used; null: none. */
    expiresOn: date("expires_on", { mode: "string" }),
    endedAt: instant("ended_at"),
  },
  (t) => [
    tenantPk("packages", t),
    within("packages_offer_fk", t, t.offerId, packageOffers),
    within("packages_service_fk", t, t.serviceId, services),
    within("packages_membership_fk", t, t.membershipId, memberships),
    within("packages_patient_fk", t, t.patientId, patients),
    unique("packages_invoice_once").on(t.clinicId, t.stripeInvoiceId),
    check(
      "packages_of_one",
      sql`num_nonnulls(${t.offerId}, ${t.membershipId}) = 1 and (${t.serviceId} is null) = (${t.offerId} is null)
        and (${t.stripeInvoiceId} is null) = (${t.membershipId} is null)`,
    ),
    index("packages_by_patient").on(t.clinicId, t.patientId),
    check("packages_status_known", sql`${t.status} in ('waiting', 'active', 'refunded', 'lapsed', 'unpaid')`),
    check("packages_sold", sql`(${t.soldAt} is not null) = (${t.status} in ('active', 'refunded', 'lapsed'))`),
  ],
);

/** Others who may use it, such as the family. */
export const packageSharers = pgTable(
  "package_sharers",
  {
    ...tenantKey(),
    packageId: uuid("package_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    memberId: uuid("member_id").notNull(),
    addedAt: instant("added_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    tenantPk("package_sharers", t),
    within("package_sharers_package_fk", t, t.packageId, packages),
    within("package_sharers_patient_fk", t, t.patientId, patients),
    within("package_sharers_member_fk", t, t.memberId, members),
    index("package_sharers_by_package").on(t.clinicId, t.packageId),
    index("package_sharers_by_patient").on(t.clinicId, t.patientId),
  ],
);
