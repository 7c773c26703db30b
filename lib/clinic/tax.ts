/** Sales tax of one line: rate, amount and why, from the dated rows of the clinic. */

import type { Profession } from "../../db/seed/rows/scope-rules.ts";
import type { Supply, TaxRate } from "../../db/seed/rows/tax-rates.ts";
import { percentOf } from "../money/money.ts";
import type { LocalDate } from "../time/dates.ts";
import { latestRow } from "./dated-rows.ts";

export const supplyNames: Record<Supply, string> = {
  treatment: "Treatment",
  missed_visit_fee: "Fee for a missed visit",
  report: "Report",
  product: "Product",
};

export type TaxFacts = {
  profession: Profession;
  /** Tax belongs to who supplies the service: the clinic, or a contractor with a registration of their own. */
  supplier: { registeredForGst: boolean };
  service: Supply;
  date: LocalDate;
  /** Price of the line before tax. */
  amountMinor: number;
};

export type TaxResult = { rateBp: number; amountMinor: number; code: "gst" | "exempt" | "not_registered" };

/** The first date for which there are rates, to tell a caller with an earlier one. */
export function firstTaxDate(rates: readonly TaxRate[]): LocalDate | undefined {
  return rates.map((row) => row.effectiveFrom).toSorted()[0];
}

/**
 * Tax of a line in minor units, rounded half up. Exempt goes before not registered.
 * Throws `RangeError` when no rate is in force on the date.
 */
export function taxOf(
  rates: readonly TaxRate[],
  { profession, supplier, service, date, amountMinor }: TaxFacts,
): TaxResult {
  const rate = latestRow(
    rates.filter((row) => row.profession === profession && row.supply === service),
    date,
  );
  if (!rate)
    throw new RangeError(
      `no tax rate for ${service} by ${profession} on ${date}; rates start on ${firstTaxDate(rates)}`,
    );
  if (rate.code === "exempt") return { rateBp: 0, amountMinor: 0, code: "exempt" };
  if (!supplier.registeredForGst) return { rateBp: 0, amountMinor: 0, code: "not_registered" };
  return { rateBp: rate.rateBp, amountMinor: percentOf(amountMinor, rate.rateBp), code: rate.code };
}
