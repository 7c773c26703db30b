// Receipts for what patients paid, numbered without gaps in the order in which they were issued.
import { currency, memberIn } from "./clinic.ts";
import type { Bill, Charge } from "./charges.ts";
import type { Story } from "./story.ts";

export type PendingReceipt = { bill: Bill; charge: Charge; method: string; at: Date };

export function issueReceipts({ clinic, receipts }: Story): void {
  const { rows, draw, id: clinicId } = clinic;
  const licences = new Map(rows.licences.map((one) => [one.practitionerId, one]));
  const suppliers = new Map(rows.suppliers.map((one) => [one.id, one]));
  const inOrder = receipts.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  inOrder.forEach(({ bill, charge, method, at }, index) => {
    const { place, patient, terms } = bill;
    const licence = licences.get(place.practitioner.id);
    const supplier = suppliers.get(place.practitioner.supplierId);
    rows.receipts.push({
      clinicId,
      id: draw.id(at),
      number: index + 1,
      kind: "receipt",
      patientId: patient.id,
      chargeId: charge.id,
      body: {
        patient: patient.name,
        supplier: {
          name: supplier?.name,
          address: supplier?.address,
          phone: supplier?.phone,
          gstNumber: supplier?.gstNumber ?? null,
        },
        service: {
          name: place.service.name,
          minutes: place.service.minutes,
          on: place.date,
          first: place.service.first,
        },
        practitioner: {
          name: place.practitioner.design.name,
          title: place.practitioner.discipline.title,
          college: licence?.college,
          licence: licence?.number,
        },
        currency,
        priceMinor: terms.priceMinor,
        payer: terms.payer,
        payerMinor: terms.payerMinor,
        netMinor: charge.netMinor,
        taxMinor: charge.taxMinor,
        totalMinor: charge.totalMinor,
        paid: [{ method, amountMinor: charge.totalMinor, on: clinic.clock.dateOf(at) }],
      },
      issuedAt: at,
      memberId: memberIn(clinic),
    });
  });
  rows.counters.push({ clinicId, name: "receipt", value: inOrder.length });
}
