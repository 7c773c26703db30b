// A patient's wishes survive their way through an address, and what is not readable there is left out.
import { describe, expect, it } from "vitest";
import { preferencesInput } from "../../../lib/plans/plans-input.ts";
import type { PlanPreferences } from "../../../lib/plans/plan-views.ts";
import { changedOf, changedQuery, chosenOf, chosenValue, wishesOf, wishesQuery } from "../../../lib/plans/wishes.ts";

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
    const asked = {
      wishes: "1",
      weekdays: ["2", "9", "x"],
      partsOfDay: ["evening", "noon"],
      onlyThese: "yes",
      notBefore: "600",
      notAfter: "2000",
      sameDay: "together",
      practitioner: "whoever",
    };
    expect(wishesOf(asked, known)).toEqual({
      weekdays: [2],
      partsOfDay: ["evening"],
      onlyThese: true,
      notBefore: 600,
      notAfter: null,
      away: [],
      sameDay: "together",
      practitioner: "prefer_same",
    });
    expect(wishesOf(Object.fromEntries(new URLSearchParams(wishesQuery(asked))), known).notBefore).toBe(600);
  });

  it("read absences as they were meant: one day, a row left empty, dates the wrong way round", () => {
    const asked = {
      wishes: "1",
      awayFrom: ["2026-07-12", "", "2026-08-09", "2026-02-30"],
      awayTo: ["2026-07-19", "", "2026-08-01", ""],
    };
    expect(wishesOf(asked, known).away).toEqual([
      { from: "2026-07-12", to: "2026-07-19" },
      { from: "2026-08-01", to: "2026-08-09" },
    ]);
    expect(wishesOf({ wishes: "1", awayFrom: "", awayTo: "2026-07-12" }, known).away).toEqual([
      { from: "2026-07-12", to: "2026-07-12" },
    ]);
    const again = new URLSearchParams(wishesQuery(asked));
    expect(
      wishesOf({ wishes: "1", awayFrom: again.getAll("awayFrom"), awayTo: again.getAll("awayTo") }, known),
    ).toEqual(wishesOf(asked, known));
  });

  it("read hours the wrong way round as they were meant", () => {
    const hours = (notBefore: string, notAfter: string) => {
      const wishes = wishesOf({ wishes: "1", notBefore, notAfter }, known);
      return [wishes.notBefore, wishes.notAfter];
    };
    expect(hours("600", "1020")).toEqual([600, 1020]);
    expect(hours("1020", "600")).toEqual([600, 1020]);
    expect(hours("600", "600")).toEqual([600, null]);
    expect(hours("", "600")).toEqual([null, 600]);
  });

  it("always fit the shape that plans keep", () => {
    const asked = {
      wishes: "1",
      weekdays: ["1", "1"],
      notAfter: "1440",
      awayFrom: Array.from({ length: 30 }, () => "2026-07-12"),
    };
    expect(preferencesInput.safeParse(wishesOf(asked, known)).success).toBe(true);
  });

  it("carry chosen starts, the later choice for a visit winning", () => {
    const first = { visitId: visit, start: new Date("2026-12-01T17:00:00Z"), practitionerId: person };
    const later = { ...first, start: new Date("2026-12-02T17:00:00Z") };
    expect(
      chosenOf({ chosen: [chosenValue(first), chosenValue(later), "nonsense", `${visit}~never~${person}`] }),
    ).toEqual([later]);
    // No calendar reckons with such a year.
    expect(chosenOf({ chosen: [`${visit}~+275760-09-13T00:00:00.000Z~${person}`] })).toEqual([]);
  });
});

describe("an answer with other times in an address", () => {
  const start = new Date("2026-12-01T17:00:00Z");
  const other = "019933d3-7480-740c-8869-60924cd0c5d4";
  const difference = {
    kept: [],
    moved: [{ visitId: visit, from: start, to: start }],
    new: [],
    dropped: [{ visitId: other, from: start }],
  };

  it("names the visits, keeps the wishes and lets go of what was chosen", () => {
    const chosen = chosenValue({ visitId: visit, start, practitionerId: person });
    const said = new URLSearchParams(changedQuery({ wishes: "1", weekdays: "2", chosen, changed: "x" }, difference));
    expect([...said.keys()]).toEqual(["wishes", "weekdays", "changed"]);
    const query = Object.fromEntries(said);
    expect(changedOf(query)).toEqual(new Set([visit, other]));
    expect(changedOf(Object.fromEntries(new URLSearchParams(wishesQuery(query))))).toEqual(new Set([visit, other]));
  });

  it("is not there when nothing was answered", () => {
    expect(changedOf({ wishes: "1" })).toBeNull();
  });
});
