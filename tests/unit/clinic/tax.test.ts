import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { taxRates } from "../../../db/seed/rows/tax-rates.ts";
import type { TaxRate } from "../../../db/seed/rows/tax-rates.ts";
import { firstTaxDate, taxOf } from "../../../lib/clinic/tax.ts";
import type { TaxFacts } from "../../../lib/clinic/tax.ts";

const facts: fc.Arbitrary<TaxFacts> = fc.record({
  profession: fc.constantFrom("rmt", "physiotherapist", "acupuncturist", "osteopathic_practitioner"),
  supplier: fc.record({ registeredForGst: fc.boolean() }),
  service: fc.constantFrom("treatment", "missed_visit_fee", "report", "product"),
  date: fc.constantFrom("2014-02-12", "2020-06-30", "2026-11-24"),
  amountMinor: fc.nat(10_000_000),
});

describe("taxOf", () => {
  it("is within half a cent of 5 %, or nothing", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const tax = taxOf(taxRates, one);
        const taxed = tax.code === "gst";
        const off = taxed ? tax.amountMinor * 20 - one.amountMinor : tax.amountMinor;
        expect(taxed ? off > -10 && off <= 10 : off === 0).toBe(true);
        expect(tax.rateBp).toBe(taxed ? 500 : 0);
        expect(taxed && !one.supplier.registeredForGst).toBe(false);
      }),
    );
  });
  it("refuses a date before its rows", () => {
    expect(firstTaxDate(taxRates)).toBe("2014-02-12");
    const old: TaxFacts = {
      profession: "rmt",
      supplier: { registeredForGst: true },
      service: "treatment",
      date: "2014-02-11",
      amountMinor: 1,
    };
    expect(() => taxOf(taxRates, old)).toThrow(/rates start on 2014-02-12/);
  });
  it("follows a change of the law from its date on", () => {
    const relief: TaxRate = {
      profession: "rmt",
      supply: "treatment",
      effectiveFrom: "2027-01-01",
      code: "exempt",
      rateBp: 0,
      source: "supposed",
    };
    const one: TaxFacts = {
      profession: "rmt",
      supplier: { registeredForGst: true },
      service: "treatment",
      date: "2027-01-01",
      amountMinor: 12_000,
    };
    expect(taxOf([...taxRates, relief], one).code).toBe("exempt");
    expect(taxOf([...taxRates, relief], { ...one, date: "2026-12-31" }).amountMinor).toBe(600);
  });
});
