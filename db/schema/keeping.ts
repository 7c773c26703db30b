// How long records are kept, which are held whatever their age, and which were erased.
import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { members } from "./clinic.ts";
import { clinics } from "./global.ts";
import { patients } from "./patients.ts";
import { instant, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** How long the clinic keeps a patient's record, from each day on. Append-only. */
export const retentionRules = pgTable(
  "retention_rules",
  {
    ...tenantKey(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    yearsAfterLastEntry: integer("years_after_last_entry").notNull(),
    ageOfMajority: integer("age_of_majority").notNull(),
    yearsAfterMajority: integer("years_after_majority").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    tenantPk("retention_rules", t),
    ofClinic("retention_rules_of_clinic", t, clinics),
    unique("retention_rules_row_once").on(t.clinicId, t.effectiveFrom),
    check(
      "retention_rules_years_sane",
      sql`${t.yearsAfterLastEntry} between 1 and 100 and ${t.ageOfMajority} between 1 and 30 and ${t.yearsAfterMajority} between 0 and 100`,
    ),
  ],
);

/** A record is held when its latest row says `placed`. Append-only. */
export const legalHolds = pgTable(
  "legal_holds",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    act: text("act").notNull(),
    reason: text("reason").notNull(),
    at: instant("at").notNull(),
    memberId: uuid("member_id").notNull(),
  },
  (t) => [
    tenantPk("legal_holds", t),
    within("legal_holds_patient_fk", t, t.patientId, patients),
    within("legal_holds_member_fk", t, t.memberId, members),
    index("legal_holds_by_patient").on(t.clinicId, t.patientId, t.at),
    check("legal_holds_act_known", sql`${t.act} in ('placed', 'lifted')`),
  ],
);

/** Whose record was erased: ids alone, so that a backup from before can be erased again. Written by `app.erase_patient` only. */
export const erasures = pgTable(
  "erasures",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    keptUntil: date("kept_until", { mode: "string" }).notNull(),
    erasedOn: date("erased_on", { mode: "string" }).notNull(),
    erasedAt: instant("erased_at").notNull(),
    memberId: uuid("member_id").notNull(),
  },
  (t) => [
    tenantPk("erasures", t),
    within("erasures_patient_fk", t, t.patientId, patients),
    within("erasures_member_fk", t, t.memberId, members),
    unique("erasures_patient_once").on(t.clinicId, t.patientId),
  ],
);
