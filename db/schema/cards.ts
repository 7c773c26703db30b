// Cards that patients keep with Stripe: what may be shown of them, never their numbers.
import { sql } from "drizzle-orm";
import { integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { patients } from "./patients.ts";
import { instant, tenantKey, tenantPk, within } from "./shapes.ts";

/** One a patient at most; a new one takes the place of the one before. */
export const keptCards = pgTable(
  "kept_cards",
  {
    ...tenantKey(),
    patientId: uuid("patient_id").notNull(),
    /** The account at Stripe that keeps it; empty for the key's own. */
    stripeAccount: text("stripe_account").notNull().default(""),
    stripeCustomerId: text("stripe_customer_id").notNull(),
    stripePaymentMethodId: text("stripe_payment_method_id").notNull(),
    brand: text("brand").notNull(),
    last4: text("last4").notNull(),
    expMonth: integer("exp_month").notNull(),
    expYear: integer("exp_year").notNull(),
    /** The words that the patient agreed to. */
    consentVersion: text("consent_version").notNull(),
    keptAt: instant("kept_at").notNull(),
    forgottenAt: instant("forgotten_at"),
  },
  (t) => [
    tenantPk("kept_cards", t),
    within("kept_cards_patient_fk", t, t.patientId, patients),
    unique("kept_cards_method_once").on(t.clinicId, t.stripePaymentMethodId),
    uniqueIndex("kept_cards_one_a_patient")
      .on(t.clinicId, t.patientId)
      .where(sql`${t.forgottenAt} is null`),
  ],
);
