/** Federal sales tax (GST) on what a clinic sells, by profession and kind of supply, as dated rows; provincial tax is outside. */

import type { Profession } from "./scope-rules.ts";

export type Supply = "treatment" | "missed_visit_fee" | "report" | "product";

export type TaxRate = {
  profession: Profession;
  supply: Supply;
  /** First date the row holds. */
  effectiveFrom: string;
  code: "gst" | "exempt";
  /** Basis points a registered supplier charges; 0 when exempt. */
  rateBp: number;
  source: string;
};

// Acupuncturists' services became exempt on this day; the rows start with it.
const START = "2014-02-12";
const EXEMPT_PHYSIO = "Excise Tax Act, Schedule V, Part II, section 7";
const EXEMPT_ACUPUNCTURE = "Excise Tax Act, Schedule V, Part II, section 7, as amended with effect of 2014-02-12";
const TAXED_MASSAGE = "CRA ruling on massage therapy (2006); petition e-4662 refused in 2024";
const TAXED_OSTEOPATHIC = "CRA Excise and GST/HST News 108 (September 2020): manual practitioners are not regulated";
const TAXED_OTHER = "The exemption covers treatment only; an editable default, to be signed off by an accountant";

const taxed = { effectiveFrom: START, code: "gst", rateBp: 500 } as const;
const exempt = { effectiveFrom: START, code: "exempt", rateBp: 0 } as const;

const PROFESSIONS = ["rmt", "physiotherapist", "acupuncturist", "osteopathic_practitioner"] as const;
const OTHER_SUPPLIES = ["missed_visit_fee", "report", "product"] as const;

export const taxRates: readonly TaxRate[] = [
  { profession: "rmt", supply: "treatment", ...taxed, source: TAXED_MASSAGE },
  { profession: "physiotherapist", supply: "treatment", ...exempt, source: EXEMPT_PHYSIO },
  { profession: "acupuncturist", supply: "treatment", ...exempt, source: EXEMPT_ACUPUNCTURE },
  { profession: "osteopathic_practitioner", supply: "treatment", ...taxed, source: TAXED_OSTEOPATHIC },
  ...PROFESSIONS.flatMap((profession) =>
    OTHER_SUPPLIES.map((supply) => ({ profession, supply, ...taxed, source: TAXED_OTHER })),
  ),
];

/** Provinces in which one harmonised tax (HST) stands in the place of GST. */
const harmonised: Record<string, { rateBp: number; source: string }> = {
  ON: { rateBp: 1300, source: "HST in Ontario, 13 % since 2010-07-01 (CRA, GST/HST rates by province)" },
};

/** The rows of a province: what is taxed is taxed the same way, at the rate of the place. */
export function taxRatesIn(region: string): readonly TaxRate[] {
  const local = harmonised[region];
  if (!local) return taxRates;
  return taxRates.map((row) =>
    row.code === "gst" ? { ...row, rateBp: local.rateBp, source: `${row.source}; ${local.source}` } : row,
  );
}
