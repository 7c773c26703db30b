// Splits a visit's price and tax between the patient and the payer.
import { allocate } from "./money.ts";

export type Terms = { priceMinor: number; taxMinor: number; patientMinor: number };

export type Share = { netMinor: number; taxMinor: number; dueMinor: number };

/** Each one's part of the price, with its part of the tax; the parts add up to price and tax exactly. */
export function sharesOf({ priceMinor, taxMinor, patientMinor }: Terms): { patient: Share; payer: Share } {
  const payerMinor = priceMinor - patientMinor;
  const [patientTax = 0, payerTax = 0] =
    priceMinor > 0 ? allocate(taxMinor, [patientMinor, payerMinor]) : [taxMinor, 0];
  const share = (netMinor: number, tax: number): Share => ({ netMinor, taxMinor: tax, dueMinor: netMinor + tax });
  return { patient: share(patientMinor, patientTax), payer: share(payerMinor, payerTax) };
}
