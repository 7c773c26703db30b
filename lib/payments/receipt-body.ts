// Puts what is known of a charge into a receipt as it will stand.
import type { ReceiptFacts } from "../../db/queries/receipts.ts";
import { dateIn } from "../time/zone.ts";
import type { ReceiptBody } from "./receipt.ts";

export function receiptBody(facts: ReceiptFacts, of: { number: number; now: Date; replaces?: number }): ReceiptBody {
  const treatment = facts.kind === "visit";
  const totalMinor = facts.netMinor + facts.taxMinor;
  const [payer = null, ...furtherPayers] = treatment ? facts.payers : [];
  return {
    kind: treatment ? "treatment" : "missed_visit",
    number: of.number,
    ...(of.replaces === undefined ? {} : { replaces: of.replaces }),
    issuedOn: dateIn(of.now, facts.clinic.timeZone),
    serviceOn: facts.serviceOn,
    patientName: facts.patientName,
    service: treatment
      ? {
          name: facts.serviceName,
          discipline: facts.disciplineName,
          minutes: Math.round((facts.endsAt.getTime() - facts.startsAt.getTime()) / 60_000),
          initialVisit: facts.serviceKind === "first",
        }
      : null,
    ...(treatment && facts.referral ? { referral: facts.referral } : {}),
    practitioner: {
      name: facts.practitionerName,
      title: facts.practitionerTitle,
      college: facts.licence?.college ?? null,
      licenceNumber: facts.licence?.number ?? null,
    },
    supplier: facts.supplier,
    clinic: {
      name: facts.clinic.name,
      phone: facts.clinic.phone,
      email: facts.clinic.email,
      place: facts.place.address,
    },
    currency: facts.currency,
    feeMinor: facts.netMinor,
    taxMinor: facts.taxMinor,
    taxCode: facts.taxCode,
    totalMinor,
    payer,
    ...(furtherPayers.length ? { furtherPayers } : {}),
    payments: facts.paid.map((one) => ({
      method: one.method,
      amountMinor: one.amountMinor,
      receivedOn: dateIn(one.receivedAt, facts.clinic.timeZone),
    })),
    balanceMinor: totalMinor - facts.paid.reduce((sum, one) => sum + one.amountMinor, 0),
  };
}
