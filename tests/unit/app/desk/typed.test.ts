// What people type into the desk's forms, read exactly.
import { describe, expect, it } from "vitest";
import { amountText, cents, dateParts, text, texts } from "../../../../app/desk/typed.ts";

describe("cents", () => {
  it.each([
    ["128", 12_800],
    ["128.5", 12_850],
    ["$1,280.05", 128_005],
    [" 0.30 ", 30],
  ])("reads %s", (typed, minor) => expect(cents(typed)).toBe(minor));

  it.each(["", "ten", "1.234", "-5", "1e3", "12.3.4"])("refuses %s", (typed) => expect(cents(typed)).toBeNull());

  it("reads back what it writes", () => expect(cents(amountText(12_805))).toBe(12_805));
});

describe("texts of a form", () => {
  it("takes the last of a repeated name, so that a pressed button wins", () =>
    expect(text({ start: ["a", " b "] }, "start")).toBe("b"));

  it("lists what was chosen", () => expect(texts({ day: ["1", "", "3"] }, "day")).toEqual(["1", "3"]));

  it("joins the three boxes of a date", () => {
    expect(dateParts({ bYear: "1980", bMonth: "4", bDay: "9" }, "b")).toBe("1980-04-09");
    expect(dateParts({ bYear: "", bMonth: "", bDay: "" }, "b")).toBe("");
  });
});
