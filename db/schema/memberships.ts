// A membership that a patient pays month by month: what the clinic offers, and who has joined. Each month that is paid is a package of its visits.
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { clinics } from "./global.ts";
import { services } from "./clinic.ts";
import { patients } from "./patients.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** What is offered from a moment on; an offer with another price, number or rule is another offer. */
export const membershipOffers = pgTable(
  "membership_offers",
  {
    ...tenantKey(),
    /** As patients and Stripe's page show it. */
    name: text("name").notNull(),
    /** What the patient pays a month, tax included. */
    monthMinor: minor("month_minor").notNull(),
    /** Visits in each month that is paid. */
    sessions: integer("sessions").notNull(),
    /** Months for which an unused visit can be used after its own; 0: it lapses with the month; null: never. */
    rollMonths: integer("roll_months"),
    online: boolean("online").notNull(),
    offeredAt: instant("offered_at").notNull(),
    retiredAt: instant("retired_at"),
  },
  (t) => [
    tenantPk("membership_offers", t),
    ofClinic("membership_offers_of_clinic", t, clinics),
    check("membership_offers_sane", sql`${t.sessions} between 1 and 31 and ${t.monthMinor} > 0`),
    check("membership_offers_roll_sane", sql`${t.rollMonths} between 0 and 12`),
  ],
);

/** The services that its visits may be of. */
export const membershipOfferServices = pgTable(
  "membership_offer_services",
  { ...tenantKey(), offerId: uuid("offer_id").notNull(), serviceId: uuid("service_id").notNull() },
  (t) => [
    tenantPk("membership_offer_services", t),
    within("membership_offer_services_offer_fk", t, t.offerId, membershipOffers),
    within("membership_offer_services_service_fk", t, t.serviceId, services),
    unique("membership_offer_services_once").on(t.clinicId, t.offerId, t.serviceId),
  ],
);

/** One a patient that has not ended; the terms are the ones of the day. */
export const memberships = pgTable(
  "memberships",
  {
    ...tenantKey(),
    offerId: uuid("offer_id").notNull(),
    patientId: uuid("patient_id").notNull(),
    /** `waiting` until Stripe's page is paid, `unpaid` when it never was. */
    status: text("status").notNull(),
    /** Grows with each change of what is known, so that an answer of Stripe's that was overtaken is asked for again. */
    version: integer("version").notNull().default(1),
    currency: text("currency").notNull(),
    /** The account at Stripe that bills it; empty for the key's own. */
    stripeAccount: text("stripe_account").notNull().default(""),
    /** What of each month goes to Taper. */
    feeBp: integer("fee_bp").notNull().default(0),
    stripeCustomerId: text("stripe_customer_id"),
    stripeSubscriptionId: text("stripe_subscription_id"),
    periodEndsAt: instant("period_ends_at"),
    /** Ends with the month that is paid. */
    cancelled: boolean("cancelled").notNull().default(false),
    /** Since when a month is not paid, why, when the card is asked again, and where the bank's question can be answered. */
    pastDueSince: instant("past_due_since"),
    refusal: text("refusal"),
    askAgainAt: instant("ask_again_at"),
    openInvoiceId: text("open_invoice_id"),
    payUrl: text("pay_url"),
    cardBrand: text("card_brand"),
    cardLast4: text("card_last4"),
    cardExpires: text("card_expires"),
    /** The page at Stripe that was opened last and is not known to have ended: to join, or to change the card. */
    pageId: uuid("page_id"),
    pageSessionId: text("page_session_id"),
    createdAt: instant("created_at").notNull(),
    beganAt: instant("began_at"),
    endedAt: instant("ended_at"),
    /** When Stripe was last asked. */
    checkedAt: instant("checked_at"),
  },
  (t) => [
    tenantPk("memberships", t),
    within("memberships_offer_fk", t, t.offerId, membershipOffers),
    within("memberships_patient_fk", t, t.patientId, patients),
    uniqueIndex("memberships_one_a_patient")
      .on(t.clinicId, t.patientId)
      .where(sql`${t.endedAt} is null`),
    unique("memberships_subscription_once").on(t.clinicId, t.stripeSubscriptionId),
    index("memberships_by_patient").on(t.clinicId, t.patientId),
    check("memberships_status_known", sql`${t.status} in ('waiting', 'active', 'past_due', 'ended', 'unpaid')`),
    check("memberships_ended", sql`(${t.endedAt} is not null) = (${t.status} in ('ended', 'unpaid'))`),
    check("memberships_began", sql`(${t.beganAt} is not null) = (${t.status} in ('active', 'past_due', 'ended'))`),
    check("memberships_refusal_known", sql`${t.refusal} in ('declined', 'authentication_required')`),
  ],
);
