import { describe, expect, it } from "vitest";
import { dayOf, monthsAt, periodOf, placeOf } from "../../../../../app/owner/money/asked.ts";

/** Half past ten at night on 15 March in Vancouver, the next day in London. */
const door = { ctx: { now: new Date("2026-03-16T05:30:00Z") }, clinic: { timeZone: "America/Vancouver" } };
const at = door as Parameters<typeof periodOf>[1];

describe("what the address of a money report says", () => {
  it("leaves out a day that does not exist, is to come, or is said twice", () => {
    expect(dayOf({ day: "2026-03-15" }, "day", at)).toBe("2026-03-15");
    for (const day of ["2026-03-16", "2026-02-31", "", "today", ["2026-03-01", "2026-03-02"]])
      expect(dayOf({ day }, "day", at)).toBeUndefined();
  });

  it("takes this month so far where the period makes no sense", () => {
    const thisMonth = { from: "2026-03-01", to: "2026-03-15" };
    expect(periodOf({ from: "2026-01-05", to: "2026-02-04" }, at)).toEqual({ from: "2026-01-05", to: "2026-02-04" });
    for (const asked of [
      {},
      { from: "2026-03-01" },
      { from: "2026-02-02", to: "2026-02-01" },
      { from: "2025-03-01", to: "2026-03-15" },
      { from: "2026-02-01", to: "2026-03-16" },
    ])
      expect(periodOf(asked, at)).toEqual(thisMonth);
  });

  it("takes a place by its id, or none", () => {
    const id = "019ac3a0-0000-7000-8000-000000000001";
    expect([placeOf({ place: id }), placeOf({ place: "none" }), placeOf({ place: "x" }), placeOf({})]).toEqual([
      id,
      "none",
      undefined,
      undefined,
    ]);
  });

  it("leads to this month and the whole of the last", () => {
    expect(monthsAt("/a", "2026-03-15").map(({ href }) => href)).toEqual([
      "/a?from=2026-03-01&to=2026-03-15",
      "/a?from=2026-02-01&to=2026-02-28",
    ]);
  });
});
