// The dated rows that the rules of a clinic read from its first day on: tax, keeping, payers, scopes and plan templates.
import { payerFees } from "../../db/seed/rows/payer-fees.ts";
import { planTemplates } from "../../db/seed/rows/plan-templates.ts";
import { retentionRules } from "../../db/seed/rows/retention-rules.ts";
import { scopeRules } from "../../db/seed/rows/scope-rules.ts";
import { taxRatesIn } from "../../db/seed/rows/tax-rates.ts";
import type { LocalDate } from "../time/dates.ts";

export type Opening = {
  clinicId: string;
  region: string;
  /** Codes of the disciplines it offers. */
  offered: readonly string[];
  /** From when its plan templates hold. */
  from: LocalDate;
  newId: () => string;
  /** For the rows about keeping; the same as `newId` unless somebody counts what is drawn. */
  keepingId?: () => string;
};

/** Rows as the tables of the same names take them. */
export function openingRules({ clinicId, region, offered, from, newId, keepingId = newId }: Opening) {
  const row = () => ({ clinicId, id: newId() });
  return {
    taxRates: taxRatesIn(region).map((rate) => ({ ...row(), ...rate })),
    retentionRules: retentionRules.map((rule) => ({ clinicId, id: keepingId(), ...rule })),
    // The public payers' rows are those of British Columbia.
    payerRules: region === "BC" ? payerFees.map((fee) => ({ ...row(), ...fee, rule: { ...fee.rule } })) : [],
    scopeRules: scopeRules.map((rule) => ({ ...row(), ...rule })),
    planTemplates: templatesFor(offered).map((template) => ({
      ...row(),
      code: template.code,
      version: 1,
      name: template.name,
      body: { ...template },
      effectiveFrom: from,
    })),
    calendarVersions: [{ ...row(), version: 1 }],
  };
}

/** The templates of which every track can be given by a discipline that the clinic offers. */
export const templatesFor = (offered: readonly string[]) =>
  planTemplates.filter(({ tracks }) =>
    tracks.every((track) => track.disciplines.some((code) => offered.includes(code))),
  );
