// Sources: ICBC, treatment plans beyond the early access window and count (facts on ICBC, read 2026-11); 12 massages in 84 days, fees of 2025-04-01.
import { describe, expect, it } from "vitest";
import { payerFees } from "../../../db/seed/rows/payer-fees.ts";
import { approvedLeft, beyondWindow, type Approval } from "../../../lib/plans/approvals.ts";
import { moneyOfCourse, type Funding } from "../../../lib/plans/course-money.ts";
import { draftLetter } from "../../../lib/plans/funding-letter.ts";
import { fundingLeft } from "../../../lib/plans/funding-left.ts";
import { fundedUntil } from "../../../lib/plans/plan-funding.ts";
import { addDays } from "../../../lib/time/dates.ts";

const crashDate = "2026-01-05";
const on = (day: number) => addDays(crashDate, day);
const approval: Approval = {
  disciplineCode: "massage_therapy",
  visits: 2,
  validFrom: on(80),
  validUntil: on(120),
};
const funding: Funding = {
  fees: payerFees,
  payer: "icbc",
  crashDate,
  planLimits: null,
  approvals: [approval],
  history: [],
};
const price = { priceMinor: 13_000, taxMinor: 650, taxCode: "gst" } as never;
const paidOn = (days: readonly number[], of: Funding) => {
  const visits = days.map((day) => ({
    visitId: String(day),
    disciplineCode: "massage_therapy",
    date: on(day),
    price,
  }));
  const money = moneyOfCourse(visits, of);
  return days.map((day) => money.get(String(day))!.payerMinor);
};

describe("an approval", () => {
  it("pays so many visits after the window, from its first day to its last", () => {
    expect(paidOn([10, 84, 85, 100, 110, 121], funding)).toEqual([12_800, 10_500, 10_500, 10_500, 0, 0]);
    expect(paidOn([10, 85], { ...funding, approvals: [] })).toEqual([12_800, 0]);
    expect(paidOn([10, 85], { ...funding, approvals: [{ ...approval, disciplineCode: "physiotherapy" }] })).toEqual([
      12_800, 0,
    ]);
  });
  it("comes on top of the payer's own count inside the window", () => {
    const days = [...Array.from({ length: 12 }, (_, index) => index + 1), 79, 80, 81, 82];
    expect(paidOn(days, funding).slice(12)).toEqual([0, 10_500, 10_500, 0]);
  });
  it("moves the last day that is planned for", () => {
    expect(fundedUntil(funding, "massage_therapy", on(1))).toBe(on(120));
    expect(fundedUntil(funding, "physiotherapy", on(1))).toBe(on(84));
  });
  it("leaves out what an earlier approval paid", () => {
    const window = { visits: 12, until: on(84) };
    const later = { ...approval, validFrom: on(130), validUntil: on(160) };
    const before = [{ date: on(90) }, { date: on(100) }];
    expect(beyondWindow(before, window)).toEqual(before);
    expect(approvedLeft([approval, later], window, before, on(101))).toBe(0);
    expect(approvedLeft([approval, later], window, before, on(125))).toBe(0);
    expect(approvedLeft([approval, later], window, before, on(131))).toBe(2);
  });
  it("stands in what is left: unused visits of the window are gone after it", () => {
    const use = (day: number) => ({
      episodeId: "e",
      payer: "icbc",
      disciplineCode: "massage_therapy",
      date: on(day),
      given: true,
      payerMinor: 10_500,
    });
    const massage = {
      episodeId: "e",
      payer: "icbc" as const,
      crashDate,
      planLimits: null,
      disciplineCode: "massage_therapy",
    };
    const uses = [use(3), use(9)];
    expect(fundingLeft(payerFees, massage, uses, on(81), [approval])).toMatchObject({
      visits: 14,
      left: 12,
      until: on(120),
    });
    expect(fundingLeft(payerFees, massage, [...uses, use(90)], on(91), [approval])).toMatchObject({
      visits: 4,
      given: 3,
      left: 1,
      warning: "most_used",
    });
    expect(fundingLeft(payerFees, massage, uses, on(121), [approval])).toMatchObject({
      until: on(84),
      warning: "over",
    });
  });
});

it("drafts a letter with progress, goals, interventions and other factors, and leaves open what it cannot know", () => {
  const letter = draftLetter({
    payerName: "ICBC",
    patientName: "Asha Rao",
    birthDate: "1990-05-05",
    claimNumber: null,
    crashDate,
    condition: "Neck pain",
    disciplineName: "Massage therapy",
    given: 9,
    visits: 12,
    until: on(84),
    scores: [
      { name: "Pain", first: 6, last: 3, firstOn: on(1), lastOn: on(40), better: "lower" },
      { name: "Function", first: 4, last: 4, firstOn: on(1), lastOn: on(1), better: "higher" },
    ],
    maintainingFactors: ["long hours at a desk"],
    techniques: ["therapeutic exercise"],
    askedVisits: 8,
    askedUntil: on(140),
    practitionerName: "Tom Reed",
    say: (date) => date,
  });
  for (const part of [
    "Claim: (claim number)",
    `We ask for 8 further visits of massage therapy, until ${on(140)}.`,
    `Treatment so far: 9 of 12 visits, paid until ${on(84)}.`,
    `- Pain: 6 on ${on(1)}, 3 on ${on(40)} (better)`,
    `- Function: 4 on ${on(1)}\n`,
    "Functional and return-to-work goals:",
    "- therapeutic exercise",
    "- long hours at a desk",
  ])
    expect(letter).toContain(part);
});
