// Until when somebody may act for another person: the rule of the region, birthday by birthday.
import { describe, expect, it } from "vitest";
import { agesOn, guardianTerm } from "../../../lib/patients/guardian-term.ts";

const ages = { askFrom: 12, endsAt: 19 };
const today = "2026-11-24";
const term = (birthDate: string, more: Partial<Parameters<typeof guardianTerm>[0]> = {}) =>
  guardianTerm({ birthDate, relation: "parent", youngAgrees: false, today, ages, ...more });

describe("from when until when", () => {
  it.each([
    ["2020-03-01", { from: today, until: "2032-03-01" }],
    ["2014-11-25", { from: today, until: "2026-11-25" }],
    ["2014-11-24", { problem: "ask_young" }],
    ["2008-05-05", { problem: "ask_young" }],
    ["2007-11-25", { problem: "ask_young" }],
    ["2007-11-24", { problem: "of_age" }],
    ["1950-01-01", { problem: "of_age" }],
  ] as const)("born %s", (birthDate, expected) => expect(term(birthDate)).toEqual(expected));

  it("holds to the day of majority once the young person agrees, and never beyond", () => {
    expect(term("2014-11-24", { youngAgrees: true })).toEqual({ from: today, until: "2033-11-24" });
    expect(term("2007-11-25", { youngAgrees: true })).toEqual({ from: today, until: "2026-11-25" });
    expect(term("2007-11-24", { youngAgrees: true })).toEqual({ problem: "of_age" });
    expect(term("2020-03-01", { youngAgrees: true })).toEqual({ from: today, until: "2032-03-01" });
  });

  it("lets a representative act for an adult, a year at a time, and for no child", () => {
    expect(term("1950-01-01", { relation: "representative" })).toEqual({ from: today, until: "2027-11-24" });
    expect(term("2020-03-01", { relation: "representative", youngAgrees: true })).toEqual({ problem: "too_young" });
  });

  it("is the region's own rule, with its source", () => {
    expect(agesOn("CA-BC", today)).toMatchObject({ askFrom: 12, endsAt: 19 });
    expect(agesOn("BC", today).source).toMatch(/Infants Act/);
    expect(agesOn("CA-ON", today)).toMatchObject({ endsAt: 18 });
  });
});
