import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageOf, agedBalances } from "../../../lib/payments/aged-balances.ts";
import { addDays } from "../../../lib/time/dates.ts";

const asOf = "2026-12-01";
const days = (since: number) => addDays(asOf, -since);

describe("how old a debt is", () => {
  it.each([
    [-1, 0],
    [0, 0],
    [30, 0],
    [31, 1],
    [60, 1],
    [61, 2],
    [90, 2],
    [91, 3],
    [4_000, 3],
  ])("%d days is of age %d", (since, age) => expect(ageOf(days(since), asOf)).toBe(age));
});

const open = fc.record({
  patientId: fc.constantFrom("p", "q", "r"),
  patientName: fc.constant("Somebody"),
  payer: fc.constantFrom("self", "icbc", "msp"),
  serviceOn: fc.integer({ min: -2, max: 200 }).map(days),
  openMinor: fc.integer({ min: 1, max: 1_000_000 }),
});

describe("who owes", () => {
  it("is told whole: every cent once, by patient or by payer, in one age", () => {
    fc.assert(
      fc.property(fc.array(open), (rows) => {
        const { patients, payers, totals } = agedBalances(rows, asOf);
        const all = rows.reduce((sum, row) => sum + row.openMinor, 0);
        const own = rows.reduce((sum, row) => sum + (row.payer === "self" ? row.openMinor : 0), 0);
        expect(totals.patientsMinor).toBe(own);
        expect(totals.payersMinor).toBe(all - own);
        for (const [lines, ages, total] of [
          [patients, totals.patients, totals.patientsMinor],
          [payers, totals.payers, totals.payersMinor],
        ] as const) {
          expect(lines.reduce((sum, line) => sum + line.totalMinor, 0)).toBe(total);
          expect(ages.reduce((sum, minor) => sum + minor, 0)).toBe(total);
          ages.forEach((minor, age) => expect(lines.reduce((sum, line) => sum + line.ages[age]!, 0)).toBe(minor));
          expect(lines.map((line) => line.totalMinor)).toEqual(
            lines.map((line) => line.totalMinor).toSorted((a, b) => b - a),
          );
        }
      }),
    );
  });

  it("says since when, and keeps payers without the names of patients", () => {
    const row = { patientId: "p", patientName: "Asha Rao", payer: "self", openMinor: 100 };
    const { patients, payers, totals } = agedBalances(
      [
        { ...row, serviceOn: days(40) },
        { ...row, serviceOn: days(10) },
        { ...row, payer: "icbc", serviceOn: days(95) },
      ],
      asOf,
      new Map([["p", 60]]),
    );
    expect(patients).toEqual([
      { id: "p", name: "Asha Rao", ages: [100, 100, 0, 0], totalMinor: 200, laterMinor: 60, oldestOn: days(40) },
    ]);
    expect(totals.laterMinor).toBe(60);
    expect(payers).toEqual([{ id: "icbc", name: "", ages: [0, 0, 0, 100], totalMinor: 100, oldestOn: days(95) }]);
  });
});
