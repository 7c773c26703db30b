// A patient's wishes survive their way through an address, and what is not readable there is left out.
import { describe, expect, it } from "vitest";
import type { PlanPreferences } from "../../../lib/plans/plan-views.ts";
import { chosenOf, chosenValue, wishesOf, wishesQuery } from "../../../lib/plans/wishes.ts";

const known: PlanPreferences = {
  weekdays: [1],
  partsOfDay: [],
  onlyThese: false,
  notBefore: null,
  notAfter: null,
  away: [],
  sameDay: "either",
  practitioner: "same",
};
const visit = "019c79c3-18e0-7422-adbc-667024cb40ca";
const person = "019933d3-7480-740c-8869-60924cd0c5d3";

describe("wishes in an address", () => {
  it("leave the plan's own when none are said", () => {
    expect(wishesOf({}, known)).toEqual(known);
  });

  it("take what is readable and drop the rest", () => {
    const asked = { wishes: "1", day: ["2", "9", "x"], part: "evening", notBefore: "600", sameDay: "together" };
    expect(wishesOf(asked, known)).toEqual({
      ...known,
      weekdays: [2],
      partsOfDay: ["evening"],
      notBefore: 600,
      sameDay: "together",
    });
    expect(wishesQuery(asked)).toBe("wishes=1&day=2&day=9&day=x&part=evening&notBefore=600&sameDay=together");
  });

  it("carry chosen starts, the later choice for a visit winning", () => {
    const first = { visitId: visit, start: new Date("2026-12-01T17:00:00Z"), practitionerId: person };
    const later = { ...first, start: new Date("2026-12-02T17:00:00Z") };
    expect(
      chosenOf({ chosen: [chosenValue(first), chosenValue(later), "nonsense", `${visit}~never~${person}`] }),
    ).toEqual([later]);
  });
});
