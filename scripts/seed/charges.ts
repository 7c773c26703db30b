// What a visit or a missed one leaves to be paid, by the patient and by the payer, in the ledger.
import { allocate } from "../../lib/money/money.ts";
import { currency, policyOn, taxOn } from "./clinic.ts";
import type { Booking } from "./bookings.ts";
import { post } from "./ledger.ts";
import { paidByPatient, paidByPayer } from "./payments.ts";
import type { Story } from "./story.ts";

export type Bill = Booking & { appointmentId: string; chainId: string; at: Date };

export type Charge = {
  id: string;
  kind: "visit" | "missed_visit_fee";
  /** `patient`, or the payer's code: whose account is debited. */
  payer: string;
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
};

export function chargeVisit(story: Story, bill: Bill): void {
  const { terms } = bill;
  const { payerMinor, patientMinor, taxMinor, taxCode } = terms;
  // The tax follows the two parts of the price, so that each account is taxed on what it pays.
  const [payerTax = 0, patientTax = 0] =
    payerMinor + patientMinor ? allocate(taxMinor, [payerMinor, patientMinor]) : [];
  if (payerMinor > 0) {
    const charge = addCharge(story, bill, "visit", terms.payer, payerMinor, payerTax, taxCode);
    paidByPayer(story, bill, charge);
  }
  if (patientMinor > 0) {
    const charge = addCharge(story, bill, "visit", "patient", patientMinor, patientTax, taxCode);
    paidByPatient(story, bill, charge);
  }
}

/** The stored fee of a late cancellation or a missed visit; no payer pays it. */
export function chargeMissed(story: Story, bill: Bill): void {
  const { clinic } = story;
  const { lateFeeMinor } = policyOn(clinic, clinic.clock.dateOf(bill.createdAt));
  const tax = taxOn(clinic, bill.place.practitioner, bill.place.date, lateFeeMinor, "missed_visit_fee");
  const charge = addCharge(story, bill, "missed_visit_fee", "patient", lateFeeMinor, tax.amountMinor, tax.code);
  paidByPatient(story, bill, charge);
}

function addCharge(
  { clinic }: Story,
  bill: Bill,
  kind: Charge["kind"],
  payer: string,
  netMinor: number,
  taxMinor: number,
  taxCode: string,
): Charge {
  const id = clinic.draw.id(bill.at);
  const totalMinor = netMinor + taxMinor;
  clinic.rows.charges.push({
    clinicId: clinic.id,
    id,
    kind,
    chainId: bill.chainId,
    appointmentId: bill.appointmentId,
    patientId: bill.patient.id,
    planId: bill.plan?.planId ?? null,
    supplierId: bill.place.practitioner.supplierId,
    payer,
    netMinor,
    taxMinor,
    taxCode,
    currency,
    serviceOn: bill.place.date,
    createdAt: bill.at,
  });
  post(clinic, "charge", id, bill.at, {
    [`receivable:${payer}`]: totalMinor,
    revenue: -netMinor,
    "tax:gst": -taxMinor,
  });
  return { id, kind, payer, netMinor, taxMinor, totalMinor };
}
