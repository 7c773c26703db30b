import { describe, expect, it } from "vitest";
import { payoutRatesOf } from "../../../lib/clinic/payout-rates.ts";
import { payoutRateInput } from "../../../lib/clinic/setup-input.ts";

const from = "2026-12-01";

describe("what a practitioner is due, as it is typed", () => {
  it.each([
    ["percent", "60", { from, kind: "percent", feeBp: 6_000 }],
    ["percent", " 62.5 ", { from, kind: "percent", feeBp: 6_250 }],
    ["percent", "100", { from, kind: "percent", feeBp: 10_000 }],
    ["percent", "0", { from, kind: "percent", feeBp: 0 }],
    ["per_visit", "$72.50", { from, kind: "per_visit", visitMinor: 7_250 }],
    ["per_visit", "1,280", { from, kind: "per_visit", visitMinor: 128_000 }],
  ])("%s of %s", (kind, value, expected) => expect(payoutRateInput.parse({ kind, value, from })).toEqual(expected));

  it.each([
    ["percent", "100.01"],
    ["percent", "62.555"],
    ["percent", "-5"],
    ["percent", ""],
    ["per_visit", "much"],
    ["per_visit", "1000000"],
  ])("%s of %s is refused at its field", (kind, value) => {
    const { error } = payoutRateInput.safeParse({ kind, value, from });
    expect(error?.issues.map(({ path }) => path)).toEqual([["value"]]);
  });

  it("needs a kind and a day that exists", () => {
    expect(payoutRateInput.safeParse({ kind: "salary", value: "1", from }).success).toBe(false);
    expect(payoutRateInput.safeParse({ kind: "percent", value: "1", from: "2026-02-30" }).success).toBe(false);
  });
});

it("is read row by row, of one practitioner", () => {
  const row = (practitionerId: string, feeBp: number | null, visitMinor: number | null) => ({
    practitionerId,
    effectiveFrom: from,
    kind: feeBp === null ? "per_visit" : "percent",
    feeBp,
    visitMinor,
  });
  expect(payoutRatesOf([row("a", 6_000, null), row("b", null, 1), row("a", null, 7_000)], "a")).toEqual([
    { effectiveFrom: from, kind: "percent", feeBp: 6_000 },
    { effectiveFrom: from, kind: "per_visit", visitMinor: 7_000 },
  ]);
});
