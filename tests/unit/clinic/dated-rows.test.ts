import { describe, expect, it } from "vitest";
import { latestRow } from "../../../lib/clinic/dated-rows.ts";

const rows = [{ effectiveFrom: "2026-04-01" }, { effectiveFrom: "2025-04-01" }, { effectiveFrom: "2027-04-01" }];

describe("latestRow", () => {
  it.each([
    ["2025-03-31", undefined],
    ["2025-04-01", "2025-04-01"],
    ["2026-03-31", "2025-04-01"],
    ["2026-11-24", "2026-04-01"],
    ["2040-01-01", "2027-04-01"],
  ])("on %s it is the row of %s", (date, expected) => {
    expect(latestRow(rows, date)?.effectiveFrom).toBe(expected);
  });
});
