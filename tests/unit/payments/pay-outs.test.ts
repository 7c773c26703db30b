import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EarnedRow } from "../../../db/queries/money-reports.ts";
import type { PayoutRate } from "../../../lib/clinic/setup-views.ts";
import { percentOf } from "../../../lib/money/money.ts";
import { dueOf, payOuts } from "../../../lib/payments/pay-outs.ts";

const row = (more: Partial<EarnedRow>): EarnedRow => ({
  practitionerId: "priya",
  practitionerName: "Priya Nair",
  supplierId: "clinic",
  supplierName: "Harbour",
  what: "visit",
  serviceOn: "2026-11-10",
  beforeMinor: 0,
  afterMinor: 0,
  n: 1,
  ...more,
});
const percent = (feeBp: number, effectiveFrom = "2026-01-01"): PayoutRate => ({
  effectiveFrom,
  kind: "percent",
  feeBp,
});
const perVisit = (visitMinor: number, effectiveFrom = "2026-01-01"): PayoutRate => ({
  effectiveFrom,
  kind: "per_visit",
  visitMinor,
});

/** A fee that shrinks, step by step, to the last amount. */
const shrinking = fc
  .array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 6 })
  .map((amounts) => amounts.toSorted((a, b) => b - a));
const stepsOf = (amounts: readonly number[]) =>
  amounts.map((afterMinor, index) => row({ beforeMinor: index ? amounts[index - 1]! : 0, afterMinor }));

describe("what is due", () => {
  it("is rounded half up fee by fee, not of their sum", () => {
    const [line] = payOuts([row({ afterMinor: 1, n: 3 })], () => [percent(5_000)]);
    expect(line).toMatchObject({ feesMinor: 3, dueMinor: 3 });
  });

  it("is the share of what is left of the fee, in however many steps, and nothing once all is taken off", () => {
    fc.assert(
      fc.property(shrinking, fc.integer({ min: 0, max: 10_000 }), (amounts, bp) => {
        const due = (steps: readonly EarnedRow[]) => steps.reduce((sum, step) => sum + dueOf(step, percent(bp)), 0);
        expect(due(stepsOf(amounts))).toBe(percentOf(amounts.at(-1)!, bp));
        expect(due(stepsOf([...amounts, 0]))).toBe(0);
      }),
    );
  });

  it("adds up over periods: two halves are the whole", () => {
    const rows = fc.array(
      fc.record({
        what: fc.constantFrom("given", "visit", "missed_visit_fee"),
        serviceOn: fc.constantFrom("2026-10-31", "2026-11-10"),
        afterMinor: fc.integer({ min: 0, max: 100_000 }),
        n: fc.integer({ min: 1, max: 4 }),
      }),
    );
    const rates = [percent(6_000, "2026-11-01"), perVisit(7_000, "2026-01-01")];
    fc.assert(
      fc.property(rows, fc.nat(), (list, cut) => {
        const all = list.map((one) => row(one.what === "given" ? { ...one, afterMinor: 0 } : one));
        const at = all.length ? cut % all.length : 0;
        const sum = (part: EarnedRow[]) =>
          payOuts(part, () => rates).reduce((due, one) => due + (one.dueMinor ?? 0), 0);
        expect(sum(all.slice(0, at)) + sum(all.slice(at))).toBe(sum(all));
      }),
    );
  });

  it("takes the arrangement of the day of the visit, and says what lies before the first", () => {
    const rates = [perVisit(7_000, "2026-11-10"), percent(6_000, "2026-11-05")];
    const [line] = payOuts(
      [
        row({ what: "given", serviceOn: "2026-11-01" }),
        row({ serviceOn: "2026-11-01", afterMinor: 10_000 }),
        row({ what: "given", serviceOn: "2026-11-09" }),
        row({ serviceOn: "2026-11-09", afterMinor: 10_000 }),
        row({ what: "given", n: 2 }),
        row({ afterMinor: 10_000, n: 2 }),
        row({ what: "missed_visit_fee", afterMinor: 4_762 }),
      ],
      () => rates,
    );
    expect(line).toEqual({
      practitionerId: "priya",
      practitionerName: "Priya Nair",
      supplierId: "clinic",
      supplierName: "Harbour",
      visits: 4,
      feesMinor: 40_000,
      missedMinor: 4_762,
      agreed: rates.toReversed(),
      dueMinor: 6_000 + 14_000,
      withoutRate: 2,
    });
  });

  it("is not known where nothing was agreed, and is kept apart by supplier", () => {
    const lines = payOuts(
      [row({ what: "given" }), row({ what: "given", supplierId: "own", supplierName: "Priya Nair" })],
      () => [],
    );
    expect(lines.map(({ supplierId, dueMinor, withoutRate }) => [supplierId, dueMinor, withoutRate])).toEqual([
      ["clinic", null, 1],
      ["own", null, 1],
    ]);
  });
});
