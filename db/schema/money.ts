// Money as facts: what is owed, what came in, what went back, and the double-entry ledger over them. All append-only but for settlement marks.
import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { appointments } from "./booking.ts";
import { cardReaders } from "./card-readers.ts";
import { members, suppliers } from "./clinic.ts";
import { clinics } from "./global.ts";
import { instalments } from "./instalments.ts";
import { coverages, patients } from "./patients.ts";
import { keptCards } from "./cards.ts";
import { giftCards } from "./gift-cards.ts";
import { packages } from "./packages.ts";
import { plans } from "./plans.ts";
import { instant, minor, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

/** A hosted checkout we asked Stripe for; parameters are stored before the call so that a retry asks for the same. */
export const checkouts = pgTable(
  "checkouts",
  {
    ...tenantKey(),
    purpose: text("purpose").notNull(),
    patientId: uuid("patient_id"),
    chainId: uuid("chain_id"),
    planId: uuid("plan_id"),
    packageId: uuid("package_id"),
    /** Of a plan that is paid in instalments: which one; the first also keeps the card. */
    instalmentId: uuid("instalment_id"),
    giftCardId: uuid("gift_card_id"),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    params: jsonb("params").$type<Record<string, unknown>>().notNull(),
    /** The account at Stripe that it was asked of; empty for the key's own. */
    stripeAccount: text("stripe_account").notNull().default(""),
    applicationFeeMinor: minor("application_fee_minor").notNull().default(0),
    /** What is paid at Stripe: a page's session (`cs_…`), or the payment on a reader (`pi_…`). */
    stripeSessionId: text("stripe_session_id"),
    url: text("url"),
    /** The card reader it is paid on, where it is no page. */
    readerId: uuid("reader_id"),
    /** Why the last card held to the reader did not pay, in Stripe's words. */
    refusal: text("refusal"),
    status: text("status").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    settledAt: instant("settled_at"),
  },
  (t) => [
    tenantPk("checkouts", t),
    within("checkouts_patient_fk", t, t.patientId, patients),
    within("checkouts_chain_fk", t, t.chainId, appointments),
    within("checkouts_plan_fk", t, t.planId, plans),
    within("checkouts_package_fk", t, t.packageId, packages),
    within("checkouts_instalment_fk", t, t.instalmentId, instalments),
    within("checkouts_gift_card_fk", t, t.giftCardId, giftCards),
    within("checkouts_reader_fk", t, t.readerId, cardReaders),
    unique("checkouts_session_once").on(t.clinicId, t.stripeSessionId),
    index("checkouts_by_chain").on(t.clinicId, t.chainId),
    index("checkouts_by_plan").on(t.clinicId, t.planId),
    index("checkouts_by_gift_card").on(t.clinicId, t.giftCardId),
    uniqueIndex("checkouts_reader_one_at_a_time")
      .on(t.clinicId, t.readerId)
      .where(sql`${t.readerId} is not null and ${t.status} in ('creating', 'open')`),
    index("checkouts_waiting")
      .on(t.clinicId, t.expiresAt)
      .where(sql`${t.status} in ('creating', 'open')`),
    check(
      "checkouts_purpose_known",
      sql`${t.purpose} in ('appointment', 'plan', 'desk', 'package', 'card', 'instalment', 'gift_card')`,
    ),
    check(
      "checkouts_status_known",
      sql`${t.status} in ('creating', 'open', 'paid', 'expired', 'refunded_late', 'failed', 'kept')`,
    ),
  ],
);

/** What is owed for a service given (or a late cancellation), by whom. */
export const charges = pgTable(
  "charges",
  {
    ...tenantKey(),
    kind: text("kind").notNull(),
    /** Null for what was owed before the clinic came here, and for visits paid ahead that lapsed. */
    chainId: uuid("chain_id"),
    appointmentId: uuid("appointment_id"),
    patientId: uuid("patient_id").notNull(),
    planId: uuid("plan_id"),
    supplierId: uuid("supplier_id").notNull(),
    payer: text("payer").notNull(),
    netMinor: minor("net_minor").notNull(),
    taxMinor: minor("tax_minor").notNull(),
    taxCode: text("tax_code").notNull(),
    currency: text("currency").notNull(),
    serviceOn: date("service_on", { mode: "string" }).notNull(),
    /** The patient's own cover that is asked, where it is not the payer of the episode. */
    coverageId: uuid("coverage_id"),
    /** The charge as it was first written, of one that another payer was asked before. */
    originId: uuid("origin_id"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    tenantPk("charges", t),
    within("charges_chain_fk", t, t.chainId, appointments),
    within("charges_booking_fk", t, t.appointmentId, appointments),
    within("charges_patient_fk", t, t.patientId, patients),
    within("charges_plan_fk", t, t.planId, plans),
    within("charges_supplier_fk", t, t.supplierId, suppliers),
    within("charges_coverage_fk", t, t.coverageId, coverages),
    within("charges_origin_fk", t, t.originId, { clinicId: t.clinicId, id: t.id }),
    uniqueIndex("charges_once")
      .on(t.clinicId, t.appointmentId, t.kind, t.payer)
      .where(sql`${t.originId} is null`),
    index("charges_by_visit").on(t.clinicId, t.appointmentId),
    index("charges_by_patient").on(t.clinicId, t.patientId),
    check("charges_kind_known", sql`${t.kind} in ('visit', 'missed_visit_fee', 'carried_over', 'lapsed')`),
    check(
      "charges_of_a_visit",
      sql`(${t.kind} in ('carried_over', 'lapsed')) = (${t.appointmentId} is null) and (${t.chainId} is null) = (${t.appointmentId} is null)`,
    ),
    check("charges_not_negative", sql`${t.netMinor} >= 0 and ${t.taxMinor} >= 0`),
  ],
);

/** A charge that a payer was asked to pay, each time anew; the last attempt says where it stands. */
export const claims = pgTable(
  "claims",
  {
    ...tenantKey(),
    chargeId: uuid("charge_id").notNull(),
    attempt: integer("attempt").notNull(),
    status: text("status").notNull(),
    sentAt: instant("sent_at").notNull(),
    answeredAt: instant("answered_at"),
    /** Why the payer said no. */
    reason: text("reason").notNull().default(""),
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("claims", t),
    within("claims_charge_fk", t, t.chargeId, charges),
    within("claims_member_fk", t, t.memberId, members),
    unique("claims_attempt_once").on(t.clinicId, t.chargeId, t.attempt),
    check("claims_status_known", sql`${t.status} in ('sent', 'rejected', 'settled')`),
    check("claims_answered", sql`(${t.answeredAt} is not null) = (${t.status} <> 'sent')`),
  ],
);

/** A kept card that was asked to pay a charge, or an instalment before there is one; its key at Stripe is its id, so a repeat asks for the same. */
export const cardCharges = pgTable(
  "card_charges",
  {
    ...tenantKey(),
    chargeId: uuid("charge_id"),
    instalmentId: uuid("instalment_id"),
    cardId: uuid("card_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    status: text("status").notNull(),
    applicationFeeMinor: minor("application_fee_minor").notNull().default(0),
    declineCode: text("decline_code"),
    stripePaymentIntentId: text("stripe_payment_intent_id"),
    askedAt: instant("asked_at").notNull(),
    settledAt: instant("settled_at"),
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("card_charges", t),
    within("card_charges_charge_fk", t, t.chargeId, charges),
    within("card_charges_instalment_fk", t, t.instalmentId, instalments),
    within("card_charges_card_fk", t, t.cardId, keptCards),
    within("card_charges_member_fk", t, t.memberId, members),
    uniqueIndex("card_charges_one_at_a_time")
      .on(t.clinicId, t.chargeId)
      .where(sql`${t.status} = 'pending'`),
    uniqueIndex("card_charges_instalment_one_at_a_time")
      .on(t.clinicId, t.instalmentId)
      .where(sql`${t.status} = 'pending'`),
    check("card_charges_of_one", sql`num_nonnulls(${t.chargeId}, ${t.instalmentId}) = 1`),
    check("card_charges_positive", sql`${t.amountMinor} > 0`),
    check(
      "card_charges_status_known",
      sql`${t.status} in ('pending', 'succeeded', 'declined', 'authentication_required')`,
    ),
  ],
);

export const payments = pgTable(
  "payments",
  {
    ...tenantKey(),
    /** Null where it bought a gift card: whose credit it becomes is known when the card is used. */
    patientId: uuid("patient_id"),
    chainId: uuid("chain_id"),
    planId: uuid("plan_id"),
    /** What it bought; what of it is left belongs to the visits that are left. */
    packageId: uuid("package_id"),
    /** Which part of the plan's price it was. */
    instalmentId: uuid("instalment_id"),
    /** The card it bought; by the method `gift_card`, the one it came from. */
    giftCardId: uuid("gift_card_id"),
    method: text("method").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    checkoutId: uuid("checkout_id"),
    cardChargeId: uuid("card_charge_id"),
    stripePaymentIntentId: text("stripe_payment_intent_id"),
    receivedAt: instant("received_at").notNull(),
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("payments", t),
    within("payments_patient_fk", t, t.patientId, patients),
    within("payments_chain_fk", t, t.chainId, appointments),
    within("payments_plan_fk", t, t.planId, plans),
    within("payments_package_fk", t, t.packageId, packages),
    within("payments_instalment_fk", t, t.instalmentId, instalments),
    within("payments_gift_card_fk", t, t.giftCardId, giftCards),
    within("payments_checkout_fk", t, t.checkoutId, checkouts),
    within("payments_card_charge_fk", t, t.cardChargeId, cardCharges),
    within("payments_member_fk", t, t.memberId, members),
    unique("payments_package_once").on(t.clinicId, t.packageId),
    unique("payments_instalment_once").on(t.clinicId, t.instalmentId),
    unique("payments_card_charge_once").on(t.clinicId, t.cardChargeId),
    unique("payments_checkout_once").on(t.clinicId, t.checkoutId),
    unique("payments_intent_once").on(t.clinicId, t.stripePaymentIntentId),
    index("payments_by_patient").on(t.clinicId, t.patientId),
    index("payments_by_chain").on(t.clinicId, t.chainId),
    index("payments_by_plan").on(t.clinicId, t.planId),
    index("payments_by_gift_card").on(t.clinicId, t.giftCardId),
    check("payments_positive", sql`${t.amountMinor} > 0`),
    check(
      "payments_method_known",
      sql`${t.method} in ('stripe', 'cash', 'terminal', 'e_transfer', 'payer', 'carried_over', 'gift_card')`,
    ),
    check("payments_from_a_gift_card", sql`${t.method} <> 'gift_card' or ${t.giftCardId} is not null`),
    check(
      "payments_of_a_patient",
      sql`${t.patientId} is not null or (${t.giftCardId} is not null and ${t.method} <> 'gift_card')`,
    ),
  ],
);

/** What of a charge is no longer owed: waived, or taken back after it was paid. The charge itself is never changed. */
export const chargeReductions = pgTable(
  "charge_reductions",
  {
    ...tenantKey(),
    chargeId: uuid("charge_id").notNull(),
    netMinor: minor("net_minor").notNull(),
    taxMinor: minor("tax_minor").notNull(),
    reason: text("reason").notNull(),
    /** The charge it stands on now: taken off the one payer, and asked of the next. */
    movedToId: uuid("moved_to_id"),
    memberId: uuid("member_id"),
    at: instant("at").notNull(),
  },
  (t) => [
    tenantPk("charge_reductions", t),
    within("charge_reductions_moved_fk", t, t.movedToId, charges),
    unique("charge_reductions_moved_once").on(t.clinicId, t.movedToId),
    within("charge_reductions_charge_fk", t, t.chargeId, charges),
    within("charge_reductions_member_fk", t, t.memberId, members),
    index("charge_reductions_by_charge").on(t.clinicId, t.chargeId),
    check(
      "charge_reductions_positive",
      sql`${t.netMinor} >= 0 and ${t.taxMinor} >= 0 and ${t.netMinor} + ${t.taxMinor} > 0`,
    ),
  ],
);

/**
 * Which part of a payment covers which charge; what is not allocated is the patient's credit. A negative row lets go of money that
 * covered a charge before.
 */
export const paymentAllocations = pgTable(
  "payment_allocations",
  {
    ...tenantKey(),
    paymentId: uuid("payment_id").notNull(),
    chargeId: uuid("charge_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    tenantPk("payment_allocations", t),
    within("payment_allocations_payment_fk", t, t.paymentId, payments),
    within("payment_allocations_charge_fk", t, t.chargeId, charges),
    index("payment_allocations_by_payment").on(t.clinicId, t.paymentId),
    index("payment_allocations_by_charge").on(t.clinicId, t.chargeId),
    check("payment_allocations_not_nothing", sql`${t.amountMinor} <> 0`),
  ],
);

/** One visit of a package that was used, by its charge; `returnedAt` when that charge was taken back. */
export const packageUses = pgTable(
  "package_uses",
  {
    ...tenantKey(),
    packageId: uuid("package_id").notNull(),
    number: integer("number").notNull(),
    chargeId: uuid("charge_id").notNull(),
    at: instant("at").notNull(),
    returnedAt: instant("returned_at"),
  },
  (t) => [
    tenantPk("package_uses", t),
    within("package_uses_package_fk", t, t.packageId, packages),
    within("package_uses_charge_fk", t, t.chargeId, charges),
    unique("package_uses_charge_once").on(t.clinicId, t.chargeId),
    uniqueIndex("package_uses_number_once")
      .on(t.clinicId, t.packageId, t.number)
      .where(sql`${t.returnedAt} is null`),
  ],
);

export const refunds = pgTable(
  "refunds",
  {
    ...tenantKey(),
    paymentId: uuid("payment_id").notNull(),
    /** How the money went back; card payments go back by Stripe alone. */
    method: text("method").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    reason: text("reason").notNull(),
    status: text("status").notNull(),
    stripeRefundId: text("stripe_refund_id"),
    /** Stripe's word for why it refused, of one that failed. */
    refusedCode: text("refused_code"),
    requestedAt: instant("requested_at").notNull(),
    settledAt: instant("settled_at"),
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("refunds", t),
    within("refunds_payment_fk", t, t.paymentId, payments),
    within("refunds_member_fk", t, t.memberId, members),
    unique("refunds_stripe_once").on(t.clinicId, t.stripeRefundId),
    index("refunds_by_payment").on(t.clinicId, t.paymentId),
    check("refunds_positive", sql`${t.amountMinor} > 0`),
    check("refunds_method_known", sql`${t.method} in ('stripe', 'cash', 'terminal', 'e_transfer', 'gift_card')`),
    check("refunds_status_known", sql`${t.status} in ('pending', 'succeeded', 'failed')`),
  ],
);

/** Money that a bank took back because its customer disputes a payment; it comes again when the clinic wins. */
export const disputes = pgTable(
  "disputes",
  {
    ...tenantKey(),
    paymentId: uuid("payment_id").notNull(),
    stripeDisputeId: text("stripe_dispute_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    reason: text("reason").notNull(),
    status: text("status").notNull(),
    /** Of a lost one: what it took of the payment; the rest had gone back before, and is the clinic's loss. */
    takenMinor: minor("taken_minor"),
    openedAt: instant("opened_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    tenantPk("disputes", t),
    within("disputes_payment_fk", t, t.paymentId, payments),
    unique("disputes_stripe_once").on(t.clinicId, t.stripeDisputeId),
    index("disputes_by_payment").on(t.clinicId, t.paymentId),
    check("disputes_positive", sql`${t.amountMinor} > 0`),
    check("disputes_status_known", sql`${t.status} in ('open', 'won', 'lost')`),
    check("disputes_taken_when_lost", sql`(${t.takenMinor} is not null) = (${t.status} = 'lost')`),
  ],
);

/** Double entry: the entries of one `transactionId` sum to zero. Append-only. */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    ...tenantKey(),
    transactionId: uuid("transaction_id").notNull(),
    account: text("account").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    kind: text("kind").notNull(),
    refId: uuid("ref_id").notNull(),
    stripeObjectId: text("stripe_object_id"),
    at: instant("at").notNull(),
  },
  (t) => [
    tenantPk("ledger_entries", t),
    ofClinic("ledger_entries_of_clinic", t, clinics),
    unique("ledger_entries_once").on(t.clinicId, t.kind, t.refId, t.account),
    index("ledger_entries_by_transaction").on(t.clinicId, t.transactionId),
    index("ledger_entries_by_time").on(t.clinicId, t.at),
  ],
);

/** Receipts as issued, numbered without gaps per clinic; never changed afterwards. One is void exactly when another replaces it. */
export const receipts = pgTable(
  "receipts",
  {
    ...tenantKey(),
    number: minor("number").notNull(),
    kind: text("kind").notNull(),
    patientId: uuid("patient_id").notNull(),
    chargeId: uuid("charge_id"),
    paymentId: uuid("payment_id"),
    replacesId: uuid("replaces_id"),
    /** Why the one before was voided. */
    replaceReason: text("replace_reason"),
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
    issuedAt: instant("issued_at").notNull(),
    memberId: uuid("member_id"),
  },
  (t) => [
    tenantPk("receipts", t),
    within("receipts_patient_fk", t, t.patientId, patients),
    within("receipts_charge_fk", t, t.chargeId, charges),
    within("receipts_payment_fk", t, t.paymentId, payments),
    within("receipts_member_fk", t, t.memberId, members),
    unique("receipts_number_once").on(t.clinicId, t.number),
    foreignKey({
      name: "receipts_replaces_fk",
      columns: [t.clinicId, t.replacesId],
      foreignColumns: [t.clinicId, t.id],
    }),
    uniqueIndex("receipts_charge_once")
      .on(t.clinicId, t.chargeId)
      .where(sql`${t.replacesId} is null`),
    unique("receipts_replaced_once").on(t.clinicId, t.replacesId),
  ],
);

/** Numbers that must have no gaps, taken under the row's lock. */
export const counters = pgTable(
  "counters",
  { clinicId: uuid("clinic_id").notNull(), name: text("name").notNull(), value: minor("value").notNull() },
  (t) => [
    primaryKey({ name: "counters_pk", columns: [t.clinicId, t.name] }),
    ofClinic("counters_of_clinic", t, clinics),
  ],
);
