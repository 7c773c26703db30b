import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payerFees } from "../../../db/seed/rows/payer-fees.ts";
import type { PayerFee } from "../../../db/seed/rows/payer-fees.ts";
import { fundVisit } from "../../../lib/plans/funding.ts";
import type { FundingFacts } from "../../../lib/plans/funding.ts";
import { dateOfDay } from "../../../lib/time/dates.ts";

const cents = fc.nat(100_000);
const facts: fc.Arbitrary<FundingFacts> = fc.record(
  {
    payer: fc.constantFrom("icbc", "worksafebc", "msp", "extended", "self"),
    crashDate: fc.integer({ min: 20_000, max: 20_700 }).map(dateOfDay),
    date: fc.integer({ min: 20_000, max: 20_900 }).map(dateOfDay),
    discipline: fc.constantFrom("massage_therapy", "physiotherapy", "acupuncture", "osteopathic_manual_practice"),
    visitNumber: fc.integer({ min: 1, max: 40 }),
    initialAlreadyBilledInDiscipline: fc.boolean(),
    priceMinor: cents,
    planLimits: fc.record(
      { percentBp: fc.nat(10_000), perVisitMaxMinor: cents, annualMaxMinor: cents },
      { requiredKeys: ["percentBp"] },
    ),
    usedMinor: cents,
    attended: fc.boolean(),
  },
  {
    requiredKeys: [
      "payer",
      "date",
      "discipline",
      "visitNumber",
      "initialAlreadyBilledInDiscipline",
      "priceMinor",
      "attended",
    ],
  },
);

const visit: FundingFacts = {
  payer: "icbc",
  crashDate: "2026-03-01",
  date: "2026-04-10",
  discipline: "massage_therapy",
  visitNumber: 3,
  initialAlreadyBilledInDiscipline: true,
  priceMinor: 13_000,
  attended: true,
};

describe("fundVisit", () => {
  it("splits the price into two parts that add up, neither below 0", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const split = fundVisit(payerFees, one);
        expect(split.payerMinor + split.patientMinor).toBe(one.priceMinor);
        expect(Math.min(split.payerMinor, split.patientMinor)).toBeGreaterThanOrEqual(0);
        expect(split.covered).toBe(split.payerMinor > 0);
        expect(split.payer).toBe(one.payer);
        expect(split.covered && (!one.attended || one.payer === "self")).toBe(false);
        expect(one.payer === "worksafebc" && split.covered ? split.patientMinor : 0).toBe(0);
      }),
    );
  });
  it("never pays more than the limits of an extended plan", () => {
    fc.assert(
      fc.property(facts, ({ planLimits, ...one }) => {
        fc.pre(planLimits !== undefined);
        const { payerMinor } = fundVisit(payerFees, { ...one, planLimits, payer: "extended" });
        expect(payerMinor).toBeLessThanOrEqual(planLimits?.perVisitMaxMinor ?? Infinity);
        const left = (planLimits?.annualMaxMinor ?? Infinity) - (one.usedMinor ?? 0);
        expect(payerMinor).toBeLessThanOrEqual(Math.max(0, left));
      }),
    );
  });
  it("takes over a newer fee row from its own date on", () => {
    const newer: PayerFee = {
      payer: "icbc",
      discipline: "massage_therapy",
      effectiveFrom: "2026-04-10",
      rule: { initialMinor: 13_000, standardMinor: 10_800, visits: 12, days: 84 },
      source: "an entry of the clinic",
    };
    expect(fundVisit([newer, ...payerFees], visit).payerMinor).toBe(10_800);
    expect(fundVisit([newer, ...payerFees], { ...visit, date: "2026-04-09" }).payerMinor).toBe(10_500);
  });
  it("says why", () => {
    expect(fundVisit(payerFees, { ...visit, visitNumber: 13 }).because).toContain("12 are paid");
    expect(fundVisit(payerFees, { ...visit, date: "2026-06-01" }).because).toContain("day 92");
    expect(fundVisit(payerFees, { ...visit, attended: false }).because).toContain("missed");
  });
});
