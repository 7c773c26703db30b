// Who pays what along a course: ICBC's initial and standard fee, its last day, MSP's ten visits, a plan's annual maximum.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { payerFees } from "../../../db/seed/rows/payer-fees.ts";
import { dueNowOf, moneyOfCourse, totalsOf, type Funding, type PricedVisit } from "../../../lib/plans/course-money.ts";
import { plainTerms } from "../../../lib/plans/pay-terms.ts";
import { addDays } from "../../../lib/time/dates.ts";

const price = { priceMinor: 11_000, taxMinor: 550, taxCode: "gst", currency: "CAD" };
const icbc: Funding = { fees: payerFees, payer: "icbc", crashDate: "2026-11-01", planLimits: null, history: [] };
const visit = (visitId: string, date: string, disciplineCode = "massage_therapy"): PricedVisit => ({
  visitId,
  disciplineCode,
  date,
  price,
});

describe("ICBC", () => {
  test("pays the initial fee once a discipline, at most the price, until day 84", () => {
    const money = moneyOfCourse(
      [
        visit("late", "2027-01-25"),
        visit("first", "2026-11-10"),
        visit("second", "2026-11-17"),
        visit("last", "2027-01-24"),
      ],
      icbc,
    );
    expect(money.get("first")).toMatchObject({
      payer: "icbc",
      payerMinor: 11_000,
      patientMinor: 0,
      patientTaxMinor: 0,
    });
    expect(money.get("second")).toMatchObject({ payerMinor: 10_500, patientMinor: 500, patientTaxMinor: 25 });
    expect(money.get("last")).toMatchObject({ payer: "icbc", patientMinor: 500 });
    expect(money.get("late")).toMatchObject({
      payer: "self",
      payerMinor: 0,
      patientMinor: 11_000,
      patientTaxMinor: 550,
    });
  });

  test("a visit billed before on the claim takes the initial fee; another claim's does not", () => {
    const before = { disciplineCode: "massage_therapy", date: "2026-11-05", payerMinor: 12_800 };
    const of = (onClaim: boolean) =>
      moneyOfCourse([visit("v", "2026-11-10")], { ...icbc, history: [{ ...before, onClaim }] }).get("v")?.payerMinor;
    expect(of(true)).toBe(10_500);
    expect(of(false)).toBe(11_000);
  });
});

test("MSP pays ten visits a calendar year over all disciplines", () => {
  const many = Array.from({ length: 12 }, (_, i) =>
    visit(`${i}`, addDays("2026-11-10", i), i % 2 ? "physiotherapy" : "massage_therapy"),
  );
  const money = moneyOfCourse(many, { ...icbc, payer: "msp", crashDate: null });
  expect(many.map(({ visitId }) => money.get(visitId)!.payerMinor)).toEqual([...Array(10).fill(2300), 0, 0]);
});

test("an extended plan stops at its annual maximum and begins again with the year", () => {
  const funding: Funding = {
    ...icbc,
    payer: "extended",
    crashDate: null,
    planLimits: { percentBp: 8000, annualMaxMinor: 20_000 },
  };
  const days = ["2026-11-10", "2026-11-17", "2026-11-24", "2026-12-01", "2027-01-05"];
  const money = moneyOfCourse(
    days.map((date) => visit(date, date)),
    funding,
  );
  expect(days.map((date) => money.get(date)!.payerMinor)).toEqual([8800, 8800, 2400, 0, 8800]);
});

test("parts add up to the price, and a patient is asked for no more than the firm visits' share", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ day: fc.nat(120), price: fc.nat(40_000), provisional: fc.boolean() }), { maxLength: 25 }),
      fc.constantFrom("icbc", "msp", "self", "worksafebc") as fc.Arbitrary<Funding["payer"]>,
      fc.nat(20_000),
      (rows, payer, deposit) => {
        const visits = rows.map((row, i) => ({
          ...visit(`${i}`, addDays("2026-11-01", row.day)),
          price: { ...price, priceMinor: row.price, taxMinor: Math.round(row.price / 20) },
        }));
        const money = moneyOfCourse(visits, { ...icbc, payer });
        const counted = rows.map((row, i) => ({ ...money.get(`${i}`)!, provisional: row.provisional, placed: true }));
        for (const one of counted) {
          expect(one.payerMinor + one.patientMinor).toBe(one.priceMinor);
          expect(one.patientTaxMinor).toBeLessThanOrEqual(one.taxMinor);
        }
        const totals = totalsOf(counted, "CAD");
        const due = dueNowOf(counted, totals, {
          depositMinor: deposit,
          wholeMinor: totals.dueMinor,
          terms: plainTerms,
        });
        expect(due.deposit).toBeLessThanOrEqual(due.whole);
        expect(due.first_visit).toBeLessThanOrEqual(due.whole);
        expect(due.clinic).toBe(0);
      },
    ),
  );
});
