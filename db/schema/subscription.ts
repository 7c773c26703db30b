// A clinic's own subscription to Taper: its trial, what Stripe last said of it, and its bills.
import { sql } from "drizzle-orm";
import { boolean, check, date, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { clinics } from "./global.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk } from "./shapes.ts";

/** One a clinic. A clinic without a row is not billed. */
export const subscriptions = pgTable(
  "subscriptions",
  {
    ...tenantKey(),
    /** Grows with each change of what is known, so that an answer of Stripe's that was overtaken is asked for again. */
    version: integer("version").notNull().default(1),
    startedAt: instant("started_at").notNull(),
    trialEndsAt: instant("trial_ends_at").notNull(),
    /** `cus_…` and `sub_…` on Taper's own account. */
    stripeCustomerId: text("stripe_customer_id"),
    stripeSubscriptionId: text("stripe_subscription_id"),
    /** In the gateway's words; null until somebody subscribed. */
    status: text("status"),
    /** Practitioners that the next bill is for, and the day of the price list that it goes by. */
    quantity: integer("quantity"),
    pricedFrom: date("priced_from", { mode: "string" }),
    periodEndsAt: instant("period_ends_at"),
    cancelled: boolean("cancelled").notNull().default(false),
    endedAt: instant("ended_at"),
    /** Since when a bill is not paid. */
    pastDueSince: instant("past_due_since"),
    /** As it was told to the owner: from then on nothing new can be booked. */
    graceEndsAt: instant("grace_ends_at"),
    cardBrand: text("card_brand"),
    cardLast4: text("card_last4"),
    cardExpires: text("card_expires"),
    /** The page at Stripe that was opened last and is not known to have ended: to subscribe, or to change the card. */
    pageId: uuid("page_id"),
    pageKind: text("page_kind"),
    pageSessionId: text("page_session_id"),
    /** When Stripe was last asked. */
    checkedAt: instant("checked_at"),
  },
  (t) => [
    tenantPk("subscriptions", t),
    ofClinic("subscriptions_of_clinic", t, clinics),
    unique("subscriptions_one_a_clinic").on(t.clinicId),
    check(
      "subscriptions_status_known",
      sql`${t.status} in ('trialing', 'active', 'past_due', 'unpaid', 'paused', 'ended', 'unfinished')`,
    ),
    check("subscriptions_page_known", sql`${t.pageKind} in ('subscribe', 'card')`),
    check("subscriptions_grace_said", sql`${t.pastDueSince} is null or ${t.graceEndsAt} is not null`),
  ],
);

/** Its bills as Stripe last showed them. */
export const subscriptionInvoices = pgTable(
  "subscription_invoices",
  {
    ...tenantKey(),
    stripeInvoiceId: text("stripe_invoice_id").notNull(),
    number: text("number"),
    status: text("status").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    createdAt: instant("created_at").notNull(),
    paidAt: instant("paid_at"),
    nextAttemptAt: instant("next_attempt_at"),
    pageUrl: text("page_url"),
    pdfUrl: text("pdf_url"),
  },
  (t) => [
    tenantPk("subscription_invoices", t),
    ofClinic("subscription_invoices_of_clinic", t, clinics),
    unique("subscription_invoices_once").on(t.clinicId, t.stripeInvoiceId),
    check("subscription_invoices_status_known", sql`${t.status} in ('draft', 'open', 'paid', 'void', 'uncollectible')`),
  ],
);
