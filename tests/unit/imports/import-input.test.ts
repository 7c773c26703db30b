// Dates, times and amounts as other systems write them, and headings as they call them.
import { describe, expect, test } from "vitest";
import { importColumns } from "../../../lib/imports/import-columns.ts";
import { readAmount, readDate, readTime } from "../../../lib/imports/import-input.ts";
import { matchColumns } from "../../../lib/imports/match-columns.ts";

test.each([
  ["2026-11-24", "ymd", "2026-11-24"],
  ["2026/1/4", "ymd", "2026-01-04"],
  ["2026-11-24T00:00:00Z", "ymd", "2026-11-24"],
  ["24/11/2026", "dmy", "2026-11-24"],
  ["4.1.2026", "dmy", "2026-01-04"],
  ["11/24/2026", "mdy", "2026-11-24"],
  ["24/11/2026", "ymd", null],
  ["24/11/26", "dmy", null],
  ["", "ymd", null],
  ["soon", "ymd", null],
] as const)("the date %s, written %s, is %s", (typed, form, date) => {
  expect(readDate(typed, form)).toBe(date);
});

test.each([
  ["14:30", 870],
  ["2:30 pm", 870],
  ["2:30 p.m.", 870],
  ["2 PM", 840],
  ["12:00 am", 0],
  ["12:15pm", 735],
  ["9:05:00", 545],
  ["9", null],
  ["25:00", null],
  ["13:00 pm", null],
  ["noon", null],
])("the time %s is minute %s", (typed, minute) => {
  expect(readTime(typed)).toBe(minute);
});

test.each([
  ["$1,280.50", 128_050],
  ["40", 4000],
  ["", 0],
  ["0.00", 0],
  ["-5", null],
  ["five", null],
])("the amount %s is %s cents", (typed, cents) => {
  expect(readAmount(typed)).toBe(cents);
});

describe("headings", () => {
  test("are found by what they are called elsewhere, each once", () => {
    const headings = ["Client ID", "First Name", "Last Name", "Date of Birth", "Email Address", "Cell Phone", "Notes"];
    expect(matchColumns(importColumns.patients, headings)).toEqual({
      key: 0,
      name: -1,
      firstName: 1,
      lastName: 2,
      birthDate: 3,
      email: 4,
      mobile: 5,
      guardianName: -1,
    });
  });

  test("a heading that is nowhere known stays unmatched", () => {
    expect(Object.values(matchColumns(importColumns.balances, ["x", "y"]))).toEqual([-1, -1, -1]);
  });
});
