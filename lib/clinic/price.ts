// The price of a service on a day and its tax, from dated rows.
import type { Profession } from "../../db/seed/rows/scope-rules.ts";
import type { Supply, TaxRate } from "../../db/seed/rows/tax-rates.ts";
import type { LocalDate } from "../time/dates.ts";
import { percentOf } from "../money/money.ts";
import type { PriceView } from "./catalogue-views.ts";
import { latestRow } from "./dated-rows.ts";
import { taxOf } from "./tax.ts";

export type ServicePrice = { serviceId: string; effectiveFrom: LocalDate; priceMinor: number; taxCode: string };

/** A tax row as the database keeps it; its vocabulary is checked when it is written. */
export type StoredTaxRate = {
  profession: string;
  supply: string;
  effectiveFrom: LocalDate;
  code: string;
  rateBp: number;
  source: string;
};

export const taxRatesOf = (rows: readonly StoredTaxRate[]): TaxRate[] =>
  rows.map((row) => ({
    ...row,
    profession: row.profession as Profession,
    supply: row.supply as Supply,
    code: row.code === "exempt" ? "exempt" : "gst",
  }));

/** Whether a supplier charges GST on a day. */
export const registeredOn = (from: LocalDate | null, date: LocalDate): boolean => from !== null && from <= date;

/** Null when the service has no price on that day yet. */
export function priceOf(input: {
  prices: readonly ServicePrice[];
  taxRates: readonly TaxRate[];
  serviceId: string;
  profession: string;
  registeredForGst: boolean;
  currency: string;
  date: LocalDate;
  /** Basis points taken off before tax. */
  discountBp?: number;
}): PriceView | null {
  const { prices, taxRates, serviceId, profession, registeredForGst, currency, date, discountBp = 0 } = input;
  const price = latestRow(
    prices.filter((row) => row.serviceId === serviceId),
    date,
  );
  if (!price) return null;
  const priceMinor = price.priceMinor - percentOf(price.priceMinor, discountBp);
  const tax = taxOf(taxRates, {
    profession: profession as Profession,
    supplier: { registeredForGst },
    service: "treatment",
    date,
    amountMinor: priceMinor,
  });
  return { priceMinor, taxMinor: tax.amountMinor, taxCode: tax.code, currency };
}
