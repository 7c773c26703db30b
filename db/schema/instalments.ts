// Ways to pay a course ahead: what the clinic offers from a day on, and the instalments of a plan with what became of each.
import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { clinics } from "./global.ts";
import { plans } from "./plans.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** Dated: for plans offered from that day on, of one template or of all that have no rows of their own. */
export const payRules = pgTable(
  "pay_rules",
  {
    ...tenantKey(),
    /** Null: every template. */
    templateCode: text("template_code"),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    /** Whether the whole course can be paid ahead, and what that takes off visits that the patient pays alone. */
    prepay: boolean("prepay").notNull(),
    discountBp: integer("discount_bp").notNull(),
    /** The most instalments, weeks from one to the next, and the least that one may be; null: not offered. */
    mostInstalments: integer("most_instalments"),
    weeksApart: integer("weeks_apart"),
    leastMinor: minor("least_minor"),
    /** Days after a refusal on which a kept card is asked again, one refusal after the other. */
    retryDays: integer("retry_days").array().notNull(),
  },
  (t) => [
    tenantPk("pay_rules", t),
    ofClinic("pay_rules_of_clinic", t, clinics),
    unique("pay_rules_day_once").on(t.clinicId, t.templateCode, t.effectiveFrom).nullsNotDistinct(),
    check("pay_rules_discount_sane", sql`${t.discountBp} between 0 and 5000 and (${t.prepay} or ${t.discountBp} = 0)`),
    check(
      "pay_rules_instalments_sane",
      sql`num_nulls(${t.mostInstalments}, ${t.weeksApart}, ${t.leastMinor}) in (0, 3)
        and ${t.mostInstalments} between 2 and 24 and ${t.weeksApart} between 1 and 12 and ${t.leastMinor} > 0`,
    ),
  ],
);

/**
 * One part of what a plan costs, and its day. `due`: waits for its day; `failed`: its day is over and the card did not pay; `dropped`: not
 * owed any more. One that is paid has the payment that names it.
 */
export const instalments = pgTable(
  "instalments",
  {
    ...tenantKey(),
    planId: uuid("plan_id").notNull(),
    /** 1… within its plan. */
    number: integer("number").notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    status: text("status").notNull(),
    /** Why the card did not pay, of one that failed. */
    failure: text("failure"),
    /** How often a card was asked in vain. */
    refusals: integer("refusals").notNull().default(0),
    /** When the card is asked again by itself; null: not any more. */
    askAgainOn: date("ask_again_on", { mode: "string" }),
    createdAt: instant("created_at").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    tenantPk("instalments", t),
    within("instalments_plan_fk", t, t.planId, plans),
    unique("instalments_number_once").on(t.clinicId, t.planId, t.number),
    index("instalments_waiting")
      .on(t.clinicId, t.dueOn)
      .where(sql`${t.status} in ('due', 'failed')`),
    check("instalments_positive", sql`${t.amountMinor} > 0`),
    check("instalments_status_known", sql`${t.status} in ('due', 'paid', 'failed', 'dropped')`),
    check(
      "instalments_failure_known",
      sql`(${t.status} = 'failed') = (${t.failure} is not null)
        and ${t.failure} in ('declined', 'authentication_required', 'no_card')`,
    ),
    check("instalments_asked_again_when_failed", sql`${t.askAgainOn} is null or ${t.status} = 'failed'`),
  ],
);
