// What people type into the desk's forms, read exactly.
import { describe, expect, it } from "vitest";
import { amountText, dateParts, text, texts } from "../../../../app/desk/typed.ts";
import { typedAmount } from "../../../../lib/money/money.ts";

it("an amount field says what is read back from it", () => expect(typedAmount(amountText(12_805))).toBe(12_805));

describe("texts of a form", () => {
  it("takes the last of a repeated name, so that a pressed button wins", () =>
    expect(text({ start: ["a", " b "] }, "start")).toBe("b"));

  it("lists what was chosen", () => expect(texts({ day: ["1", "", "3"] }, "day")).toEqual(["1", "3"]));

  it("joins the three boxes of a date", () => {
    expect(dateParts({ bYear: "1980", bMonth: "4", bDay: "9" }, "b")).toBe("1980-04-09");
    expect(dateParts({ bYear: "", bMonth: "", bDay: "" }, "b")).toBe("");
  });
});
