import { describe, expect, it } from "vitest";
import { payerFees } from "../../../../../db/seed/rows/payer-fees.ts";
import { retentionRules } from "../../../../../db/seed/rows/retention-rules.ts";
import { scopeRules } from "../../../../../db/seed/rows/scope-rules.ts";
import { taxRates } from "../../../../../db/seed/rows/tax-rates.ts";
import { isDate } from "../../../../../lib/time/dates.ts";

const all: readonly { effectiveFrom: string; source: string }[] = [
  ...scopeRules,
  ...payerFees,
  ...taxRates,
  ...retentionRules,
];

describe("the dated rows", () => {
  it("each say from when they hold and on what they rest", () => {
    for (const row of all) {
      expect(isDate(row.effectiveFrom)).toBe(true);
      expect(row.source.length).toBeGreaterThan(10);
    }
  });
  it("hold one cell for every technique and profession", () => {
    const cells = new Set(scopeRules.map((row) => `${row.technique} ${row.profession}`));
    expect(cells.size).toBe(18 * 4);
    expect(scopeRules).toHaveLength(18 * 4);
  });
  it("hold one rate for every profession and supply", () => {
    expect(new Set(taxRates.map((row) => `${row.profession} ${row.supply}`)).size).toBe(16);
  });
  it("pay for osteopathic manual practice nowhere", () => {
    expect(payerFees.filter((row) => row.discipline === "osteopathic_manual_practice")).toEqual([]);
  });
});
