import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, dateOfDay, dayNumber, daysBetween, isDate, weekdayOf } from "../../../lib/time/dates.ts";

describe("isDate", () => {
  it.each(["2026-01-31", "2024-02-29", "2000-02-29", "2026-12-31"])("takes %s", (text) => {
    expect(isDate(text)).toBe(true);
  });
  it.each([
    "2026-02-29",
    "1900-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-1",
    "26-01-01",
    "0000-01-01",
    "2026-01-01T00:00:00Z",
    " 2026-01-01",
    "",
  ])("refuses %j", (text) => expect(isDate(text)).toBe(false));
});

describe("day arithmetic", () => {
  const day = fc.integer({ min: -700_000, max: 2_900_000 });
  it("goes there and back", () => {
    fc.assert(
      fc.property(day, (n) => {
        expect(dayNumber(dateOfDay(n))).toBe(n);
      }),
    );
  });
  it("agrees with the calendar of the platform", () => {
    fc.assert(
      fc.property(day, (n) => {
        expect(dateOfDay(n)).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });
  it("adds and measures", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (n, k) => {
        expect(daysBetween(dateOfDay(n), addDays(dateOfDay(n), k))).toBe(k);
      }),
    );
  });
  it("counts calendar days over both clock changes of 2025", () => {
    expect(daysBetween("2025-03-08", "2025-03-10")).toBe(2);
    expect(daysBetween("2025-11-01", "2025-11-03")).toBe(2);
  });
  it("refuses a date that does not exist", () => {
    expect(() => dayNumber("2026-02-30")).toThrow(RangeError);
    expect(() => addDays("9999-12-31", 1)).toThrow(RangeError);
  });
  it("knows the weekday", () => {
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(weekdayOf("2026-11-29")).toBe(7);
    expect(weekdayOf("1969-12-31")).toBe(3);
  });
});

it("the same day some months later, and the first of the next where there is no such day", () => {
  expect(addMonths("2026-11-27", 3)).toBe("2027-02-27");
  expect(addMonths("2026-01-31", 1)).toBe("2026-03-01");
  expect(addMonths("2028-01-29", 1)).toBe("2028-02-29");
  expect(addMonths("2026-12-31", 12)).toBe("2027-12-31");
  expect(addMonths("2026-03-15", -4)).toBe("2025-11-15");
});
