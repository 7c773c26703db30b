// Shares of price and tax: they add up to the cent, nobody's is negative, and each carries its part of the tax.
import fc from "fast-check";
import { expect, test } from "vitest";
import { sharesOf, type Terms } from "../../../lib/money/share.ts";

const terms = fc.integer({ min: 0, max: 1_000_000 }).chain((priceMinor) =>
  fc.record({
    priceMinor: fc.constant(priceMinor),
    taxMinor: fc.integer({ min: 0, max: Math.ceil(priceMinor / 5) }),
    patientMinor: fc.integer({ min: 0, max: priceMinor }),
  }),
);

test("the shares add up to price and tax, whatever the split", () => {
  fc.assert(
    fc.property(terms, (of: Terms) => {
      const { patient, payer } = sharesOf(of);
      expect(patient.netMinor + payer.netMinor).toBe(of.priceMinor);
      expect(patient.taxMinor + payer.taxMinor).toBe(of.taxMinor);
      for (const share of [patient, payer]) {
        expect(share.dueMinor).toBe(share.netMinor + share.taxMinor);
        expect(share.taxMinor).toBeGreaterThanOrEqual(0);
        // Within a cent of its own part.
        const exact = of.priceMinor > 0 ? (of.taxMinor * share.netMinor) / of.priceMinor : share.taxMinor;
        expect(Math.abs(share.taxMinor - exact)).toBeLessThan(1);
      }
    }),
  );
});

test("who pays nothing is taxed nothing", () => {
  expect(sharesOf({ priceMinor: 12_800, taxMinor: 640, patientMinor: 0 }).patient.dueMinor).toBe(0);
  expect(sharesOf({ priceMinor: 12_800, taxMinor: 640, patientMinor: 12_800 })).toEqual({
    patient: { netMinor: 12_800, taxMinor: 640, dueMinor: 13_440 },
    payer: { netMinor: 0, taxMinor: 0, dueMinor: 0 },
  });
});

test("a user fee of $23.00 on a massage of $128.00 carries $1.15 of the $6.40 tax", () => {
  const { patient, payer } = sharesOf({ priceMinor: 12_800, taxMinor: 640, patientMinor: 2_300 });
  expect(patient).toEqual({ netMinor: 2_300, taxMinor: 115, dueMinor: 2_415 });
  expect(payer).toEqual({ netMinor: 10_500, taxMinor: 525, dueMinor: 11_025 });
});

test("a visit without a price costs nothing", () => {
  expect(sharesOf({ priceMinor: 0, taxMinor: 0, patientMinor: 0 })).toMatchObject({
    patient: { dueMinor: 0 },
    payer: { dueMinor: 0 },
  });
});
