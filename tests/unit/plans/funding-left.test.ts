// Sources: ICBC Enhanced Care, early access treatments (25 or 12 visits in 84 days of the crash), fees effective 2025-04-01; warnings at
// 75 % and by day 56 (facts on ICBC, read 2026-11); MSP supplementary benefits, ten visits a calendar year over all (read 2026-11).
import { describe, expect, it } from "vitest";
import { payerFees } from "../../../db/seed/rows/payer-fees.ts";
import { fundingLeft, type Funded, type Used } from "../../../lib/plans/funding-left.ts";
import { addDays } from "../../../lib/time/dates.ts";

const crashDate = "2026-01-05";
const on = (day: number) => addDays(crashDate, day);
const massage: Funded = {
  episodeId: "e",
  payer: "icbc",
  crashDate,
  planLimits: null,
  disciplineCode: "massage_therapy",
};
const use = (more: Partial<Used> = {}): Used => ({
  episodeId: "e",
  payer: "icbc",
  disciplineCode: "massage_therapy",
  date: on(3),
  given: true,
  payerMinor: 10_500,
  ...more,
});
const times = (n: number, more: Partial<Used> = {}) => Array.from({ length: n }, () => use(more));

describe("fundingLeft of ICBC", () => {
  it.each([
    ["nothing used on day 1", 0, 0, 1, { given: 0, booked: 0, left: 12, warning: null }],
    ["8 of 12 are two thirds", 8, 2, 20, { given: 8, booked: 2, left: 2, warning: null }],
    ["9 of 12 are three quarters", 9, 0, 20, { given: 9, left: 3, warning: "most_used" }],
    ["what is booked is not left, and warns of nothing by itself", 1, 11, 20, { given: 1, left: 0, warning: null }],
    ["12 of 12", 12, 0, 20, { left: 0, warning: "used_up" }],
    ["day 55", 2, 0, 55, { warning: null }],
    ["day 56", 2, 0, 56, { warning: "closing" }],
    ["day 84 is still paid", 2, 0, 84, { left: 10, warning: "closing" }],
    ["day 85", 2, 0, 85, { warning: "over" }],
  ] as const)("%s", (_name, given, booked, day, expected) => {
    const uses = [...times(given), ...times(booked, { given: false })];
    expect(fundingLeft(payerFees, massage, uses, on(day))).toMatchObject({ visits: 12, until: on(84), ...expected });
  });
  it("counts its own discipline and claim alone; physiotherapy has 25", () => {
    const uses = [...times(3), ...times(4, { disciplineCode: "physiotherapy" }), ...times(5, { episodeId: "before" })];
    expect(fundingLeft(payerFees, massage, uses, on(9))).toMatchObject({ given: 3, left: 9 });
    const physio = { ...massage, disciplineCode: "physiotherapy" };
    expect(fundingLeft(payerFees, physio, uses, on(9))).toMatchObject({ visits: 25, given: 4, left: 21 });
  });
  it("knows nothing of what is not on the list, and nothing without a crash", () => {
    const osteopathic = { ...massage, disciplineCode: "osteopathic_manual_practice" };
    expect(fundingLeft(payerFees, osteopathic, [], on(9))).toBeNull();
    expect(fundingLeft(payerFees, { ...massage, crashDate: null }, [], on(9))).toBeNull();
    expect(fundingLeft(payerFees, { ...massage, payer: "self" }, [], on(9))).toBeNull();
    expect(fundingLeft(payerFees, { ...massage, payer: "worksafebc" }, [], on(9))).toBeNull();
  });
});

describe("fundingLeft of a calendar year", () => {
  const msp: Funded = { ...massage, payer: "msp", crashDate: null };
  it("counts MSP over all disciplines and episodes, from January anew", () => {
    const uses = [
      ...times(5, { payer: "msp", episodeId: "other", disciplineCode: "acupuncture" }),
      ...times(2, { payer: "msp" }),
      ...times(9, { payer: "msp", date: "2025-12-30" }),
    ];
    expect(fundingLeft(payerFees, msp, uses, "2026-05-01")).toMatchObject({
      visits: 10,
      given: 7,
      left: 3,
      until: "2026-12-31",
      warning: null,
    });
    expect(fundingLeft(payerFees, msp, uses, "2026-12-20")).toMatchObject({ warning: null });
    expect(fundingLeft(payerFees, msp, [...uses, use({ payer: "msp" })], "2026-05-01")).toMatchObject({
      warning: "most_used",
    });
  });
  it("counts an extended plan's money, what is booked with it", () => {
    const plan: Funded = { ...msp, payer: "extended", planLimits: { percentBp: 8_000, annualMaxMinor: 30_000 } };
    const uses = [
      ...times(2, { payer: "extended", payerMinor: 11_200 }),
      use({ payer: "extended", payerMinor: 5_000, given: false }),
    ];
    expect(fundingLeft(payerFees, plan, uses, "2026-05-01")).toMatchObject({
      visits: null,
      leftMinor: 2_600,
      warning: null,
    });
    expect(
      fundingLeft(payerFees, plan, [...uses, use({ payer: "extended", payerMinor: 100 })], "2026-05-01"),
    ).toMatchObject({ warning: "most_used" });
    expect(fundingLeft(payerFees, { ...plan, planLimits: { percentBp: 8_000 } }, uses, "2026-05-01")).toBeNull();
  });
});
