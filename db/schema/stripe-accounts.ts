// A clinic's own account at Stripe as Stripe last described it, and what of its payments goes to Taper.
import { sql } from "drizzle-orm";
import { boolean, check, date, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { members } from "./clinic.ts";
import { clinics } from "./global.ts";
import { instant, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** One at a time; one that its owner took away stays, because payments were made on it. */
export const stripeAccounts = pgTable(
  "stripe_accounts",
  {
    ...tenantKey(),
    /** `acct_…`; null until Stripe has answered that it is made. */
    stripeAccountId: text("stripe_account_id"),
    charges: boolean("charges").notNull().default(false),
    payouts: boolean("payouts").notNull().default(false),
    submitted: boolean("submitted").notNull().default(false),
    /** What Stripe asks for, in its names. */
    due: text("due").array().notNull().default([]),
    disabledReason: text("disabled_reason"),
    deadline: instant("deadline"),
    startedAt: instant("started_at").notNull(),
    memberId: uuid("member_id"),
    /** When Stripe was last asked. */
    checkedAt: instant("checked_at"),
    disconnectedAt: instant("disconnected_at"),
  },
  (t) => [
    tenantPk("stripe_accounts", t),
    ofClinic("stripe_accounts_of_clinic", t, clinics),
    within("stripe_accounts_member_fk", t, t.memberId, members),
    unique("stripe_accounts_once").on(t.clinicId, t.stripeAccountId),
    uniqueIndex("stripe_accounts_one_at_a_time")
      .on(t.clinicId)
      .where(sql`${t.disconnectedAt} is null`),
  ],
);

/** What goes to Taper of each payment on a connected account, from a day on. Without a row: nothing. */
export const applicationFees = pgTable(
  "application_fees",
  {
    ...tenantKey(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    basisPoints: integer("basis_points").notNull(),
    /** Where it was agreed. */
    source: text("source").notNull(),
  },
  (t) => [
    tenantPk("application_fees", t),
    ofClinic("application_fees_of_clinic", t, clinics),
    unique("application_fees_day_once").on(t.clinicId, t.effectiveFrom),
    check("application_fees_sane", sql`${t.basisPoints} between 0 and 2000`),
  ],
);
