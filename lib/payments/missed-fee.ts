// The fee for a late cancellation or a missed visit: the amount that was shown, tax inside it.
import { taxRateRows } from "../../db/queries/clinics.ts";
import { feeParties } from "../../db/queries/receipts.ts";
import { registeredOn, taxRatesOf } from "../clinic/price.ts";
import { taxOf } from "../clinic/tax.ts";
import type { TxCtx } from "../context/context.ts";
import { dateIn } from "../time/zone.ts";
import type { Profession } from "../../db/seed/rows/scope-rules.ts";
import { charge } from "./book-money.ts";

export type FeeOf = {
  id: string;
  chainId: string;
  patientId: string;
  practitionerId: string;
  serviceId: string;
  supplierId: string;
  currency: string;
  startsAt: Date;
  timeZone: string;
};

/** Charges the fee once; null when it was charged before. */
export async function chargeMissedFee(
  t: TxCtx,
  of: FeeOf,
  feeMinor: number,
  planId: string | null,
): Promise<string | null> {
  const date = dateIn(of.startsAt, of.timeZone);
  const parties = await feeParties(t.tx, t.clinicId, of.serviceId, of.supplierId);
  const rate = taxOf(taxRatesOf(await taxRateRows(t.tx, t.clinicId)), {
    profession: parties.profession as Profession,
    supplier: { registeredForGst: registeredOn(parties.gstRegisteredFrom, date) },
    service: "missed_visit_fee",
    date,
    amountMinor: feeMinor,
  });
  const netMinor = Math.round((feeMinor * 10_000) / (10_000 + rate.rateBp));
  return charge(t, {
    kind: "missed_visit_fee",
    chainId: of.chainId,
    appointmentId: of.id,
    patientId: of.patientId,
    planId,
    supplierId: of.supplierId,
    payer: "self",
    netMinor,
    taxMinor: feeMinor - netMinor,
    taxCode: rate.code,
    currency: of.currency,
    serviceOn: date,
  });
}
