import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payerFees } from "../../../db/seed/rows/payer-fees.ts";
import { inOrder, splitVisit, type AskedPayer, type VisitToPay } from "../../../lib/plans/payer-order.ts";
import cases from "../../fixtures/payer-order-cases.json" with { type: "json" };

type Case = {
  name: string;
  source: string;
  order: AskedPayer[];
  visit: VisitToPay;
  expected: [payer: string, coverageId: string | null, minor: number][];
};

const cents = fc.nat(50_000);
const asked: fc.Arbitrary<AskedPayer> = fc.record({
  coverageId: fc.option(fc.uuid()),
  payer: fc.constantFrom("icbc", "worksafebc", "msp", "extended"),
  planLimits: fc.record({ percentBp: fc.nat(10_000), annualMaxMinor: cents }),
  usedMinor: cents,
  visitNumber: fc.integer({ min: 1, max: 30 }),
  initialAlreadyBilledInDiscipline: fc.boolean(),
  crashDate: fc.constant("2026-01-05"),
});

describe("splitVisit", () => {
  it.each(cases as unknown as Case[])("$name", ({ order, visit, expected }) => {
    const parts = splitVisit(payerFees, order, visit);
    expect(parts.map(({ payer, coverageId, minor }) => [payer, coverageId, minor])).toEqual(expected);
  });
  it("has a source and a date for every case", () => {
    for (const { source } of cases) expect(source).toMatch(/\d{4}-\d{2}-\d{2}$/);
  });
  it("adds up to the price, asks nobody for more than is left, and leaves a missed visit to the patient", () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 5 }), cents, fc.boolean(), (order, priceMinor, attended) => {
        const visit: VisitToPay = { date: "2026-02-10", discipline: "physiotherapy", priceMinor, attended };
        const parts = splitVisit(payerFees, order, visit);
        expect(parts.reduce((sum, { minor }) => sum + minor, 0)).toBe(priceMinor);
        expect(parts.every(({ minor, payer }) => minor > 0 || payer === "self")).toBe(true);
        expect(parts.at(-1)!.payer).toBe("self");
        expect(!attended && parts.length > 1).toBe(false);
      }),
    );
  });
});

describe("inOrder", () => {
  it("asks public insurers before plans of the patient's own, and those as they were put", () => {
    const row = (payer: AskedPayer["payer"], position: number) => ({ payer, position });
    expect(inOrder([row("extended", 1), row("extended", 0), row("msp", 5), row("icbc", 9)])).toEqual([
      row("icbc", 9),
      row("msp", 5),
      row("extended", 0),
      row("extended", 1),
    ]);
  });
});
