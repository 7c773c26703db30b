// Receipts for what patients paid, numbered without gaps in the order in which they were issued.
import type { ReceiptBody } from "../../lib/payments/receipt.ts";
import { currency, memberIn, type Clinic } from "./clinic.ts";
import type { Bill, Charge } from "./charges.ts";
import type { Paid } from "./payments.ts";
import type { Story } from "./story.ts";

export type PendingReceipt = { bill: Bill; charge: Charge; paid: Paid[]; at: Date };

export function issueReceipts({ clinic, receipts }: Story): void {
  const { rows, draw, id: clinicId } = clinic;
  const bodyOf = receiptWriter(clinic);
  const inOrder = receipts.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  inOrder.forEach((receipt, index) => {
    const { bill, charge, at } = receipt;
    rows.receipts.push({
      clinicId,
      id: draw.id(at),
      number: index + 1,
      kind: "treatment",
      patientId: bill.patient.id,
      chargeId: charge.id,
      body: bodyOf(receipt, index + 1),
      issuedAt: at,
      memberId: memberIn(clinic),
    });
  });
  rows.counters.push({ clinicId, name: "receipt", value: inOrder.length });
}

function receiptWriter({ design, rows, clock }: Clinic) {
  const licences = new Map(rows.licences.map((one) => [one.practitionerId, one]));
  const suppliers = new Map(rows.suppliers.map((one) => [one.id, one]));
  const { name, phone, address } = design;
  const clinic = { name, phone, email: `hello@${design.slug}.test`, place: address };
  return ({ bill, charge, paid, at }: PendingReceipt, number: number): ReceiptBody => {
    const { place, patient, terms } = bill;
    const { service, practitioner } = place;
    const licence = licences.get(practitioner.id);
    const supplier = suppliers.get(practitioner.supplierId);
    return {
      kind: "treatment",
      number,
      issuedOn: clock.dateOf(at),
      serviceOn: place.date,
      patientName: patient.name,
      service: {
        name: service.name,
        discipline: practitioner.discipline.name,
        minutes: service.minutes,
        initialVisit: service.first,
      },
      practitioner: {
        name: practitioner.design.name,
        title: practitioner.discipline.title,
        college: licence?.college ?? null,
        licenceNumber: licence?.number ?? null,
      },
      supplier: {
        name: supplier?.name ?? name,
        address: supplier?.address ?? address,
        phone: supplier?.phone ?? phone,
        gstNumber: supplier?.gstNumber ?? null,
      },
      clinic,
      currency,
      feeMinor: charge.netMinor,
      taxMinor: charge.taxMinor,
      taxCode: charge.taxCode,
      totalMinor: charge.totalMinor,
      payer: terms.payerMinor > 0 ? { name: terms.payer, minor: terms.payerMinor } : null,
      payments: paid.map((one) => ({
        method: one.method,
        amountMinor: one.amountMinor,
        receivedOn: clock.dateOf(one.at),
      })),
      balanceMinor: 0,
    };
  };
}
