// What a visit or a missed one leaves to be paid, by the patient and by the payer, in the ledger.
import { sharesOf } from "../../lib/money/share.ts";
import { chargeEntries } from "../../lib/payments/ledger.ts";
import { currency, policyOn, taxOn } from "./clinic.ts";
import type { Booking } from "./bookings.ts";
import { post } from "./ledger.ts";
import { paidByPatient, paidByPayer } from "./payments.ts";
import type { Story } from "./story.ts";

export type Bill = Booking & { appointmentId: string; chainId: string; at: Date };

export type Charge = {
  id: string;
  kind: "visit" | "missed_visit_fee";
  /** `self`, or the payer's code. */
  payer: string;
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
  taxCode: string;
};

export function chargeVisit(story: Story, bill: Bill): void {
  const { terms } = bill;
  const { patient, payer } = sharesOf(terms);
  if (payer.dueMinor > 0) paidByPayer(story, bill, addCharge(story, bill, "visit", terms.payer, payer, terms.taxCode));
  if (patient.dueMinor > 0) paidByPatient(story, bill, addCharge(story, bill, "visit", "self", patient, terms.taxCode));
}

/** The stored fee of a late cancellation or a missed visit, tax inside it; no payer pays it. */
export function chargeMissed(story: Story, bill: Bill): void {
  const { clinic } = story;
  const { lateFeeMinor } = policyOn(clinic, clinic.clock.dateOf(bill.agreedAt ?? bill.createdAt));
  const { rateBp, code } = taxOn(clinic, bill.place.practitioner, bill.place.date, lateFeeMinor, "missed_visit_fee");
  const netMinor = Math.round((lateFeeMinor * 10_000) / (10_000 + rateBp));
  const share = { netMinor, taxMinor: lateFeeMinor - netMinor };
  paidByPatient(story, bill, addCharge(story, bill, "missed_visit_fee", "self", share, code));
}

function addCharge(
  { clinic }: Story,
  bill: Bill,
  kind: Charge["kind"],
  payer: string,
  { netMinor, taxMinor }: { netMinor: number; taxMinor: number },
  taxCode: string,
): Charge {
  const id = clinic.draw.id(bill.at);
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
  post(clinic, "charge", id, bill.at, chargeEntries(payer, netMinor, taxMinor));
  return { id, kind, payer, netMinor, taxMinor, totalMinor: netMinor + taxMinor, taxCode };
}
