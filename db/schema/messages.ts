// What the clinic has settled about messages: when people are written to, as dated rows.
import { sql } from "drizzle-orm";
import { check, date, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { clinics } from "./global.ts";
import { ofClinic, tenantKey, tenantPk } from "./shapes.ts";

/** The row with the latest `effectiveFrom` on or before the local day holds; before a clinic's first one, the standard rows do. */
export const messageRules = pgTable(
  "message_rules",
  {
    ...tenantKey(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    earlyHours: integer("early_hours").notNull(),
    lateHours: integer("late_hours"),
    onceBelowDays: integer("once_below_days").notNull(),
    quietFromMin: integer("quiet_from_min").notNull(),
    quietToMin: integer("quiet_to_min").notNull(),
    weeklyCap: integer("weekly_cap").notNull(),
    nudgeDays: integer("nudge_days").array().notNull(),
    checkInHours: integer("check_in_hours"),
    offersAtOnce: integer("offers_at_once").notNull(),
    offerMinutes: integer("offer_minutes").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    tenantPk("message_rules", t),
    ofClinic("message_rules_of_clinic", t, clinics),
    unique("message_rules_day_once").on(t.clinicId, t.effectiveFrom),
    check(
      "message_rules_hours_sane",
      sql`${t.earlyHours} between 1 and 336 and (${t.lateHours} is null or ${t.lateHours} between 1 and ${t.earlyHours} - 1)
        and (${t.checkInHours} is null or ${t.checkInHours} between 1 and 168) and ${t.onceBelowDays} between 0 and 60`,
    ),
    check("message_rules_quiet_sane", sql`${t.quietFromMin} between 0 and 1439 and ${t.quietToMin} between 0 and 1439`),
    check(
      "message_rules_counts_sane",
      sql`${t.weeklyCap} between 1 and 50 and cardinality(${t.nudgeDays}) <= 6 and ${t.offersAtOnce} between 1 and 100
        and ${t.offerMinutes} between 10 and 1440`,
    ),
  ],
);
