import { describe, expect, it } from "vitest";
import { datesBetween, holidaysBetween } from "../../../../scripts/seed/holidays.ts";

describe("holidays", () => {
  it("knows the movable days of 2026 in British Columbia", () => {
    const days = holidaysBetween("BC", "2026-01-01", "2026-12-31").map((one) => one.date);
    expect(days).toEqual([
      "2026-01-01",
      "2026-02-16",
      "2026-04-03",
      "2026-05-18",
      "2026-07-01",
      "2026-08-03",
      "2026-09-07",
      "2026-09-30",
      "2026-10-12",
      "2026-11-11",
      "2026-12-25",
      "2026-12-26",
    ]);
  });

  it("puts Victoria Day on the Monday before May 25, even when the 24th is a Monday", () => {
    const victoria = (year: number) => holidaysBetween("ON", `${year}-05-01`, `${year}-05-31`).map((one) => one.date);
    expect([victoria(2025), victoria(2027)]).toEqual([["2025-05-19"], ["2027-05-24"]]);
  });

  it("lists dates over a leap day", () => {
    expect(datesBetween("2028-02-28", "2028-03-01")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
  });
});
