/** The shape of a line to be taxed at a doorway. */
import { z } from "zod";
import type { TaxRate } from "../../db/seed/rows/tax-rates.ts";
import { minorInput } from "../money/money-input.ts";
import { dateInput } from "../time/date-input.ts";
import { professionInput } from "./profession-input.ts";
import { firstTaxDate } from "./tax.ts";

/** Dates before the first row are refused: what was owed then is not known here. */
export function taxInput(rates: readonly TaxRate[]) {
  const first = firstTaxDate(rates);
  return z.object({
    profession: professionInput,
    supplier: z.object({ registeredForGst: z.boolean() }),
    service: z.enum(["treatment", "missed_visit_fee", "report", "product"]),
    date: dateInput.refine((date) => first !== undefined && date >= first, `rates start on ${first}`),
    amountMinor: minorInput,
  });
}
