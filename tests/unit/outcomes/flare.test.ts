import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterFlares, detectFlare } from "../../../lib/outcomes/flare.ts";
import { addDays } from "../../../lib/time/dates.ts";

const today = "2026-03-29";

describe("detectFlare", () => {
  it("finds a pain flare exactly from two points above a flat fortnight", () => {
    fc.assert(
      fc.property(fc.nat(80), fc.nat(100), fc.integer({ min: 7, max: 14 }), (usual, now, days) => {
        const { flare } = detectFlare({ nprs14: Array.from({ length: days }, () => usual / 10), today: now / 10 });
        expect(flare).toBe(now - usual >= 20);
      }),
    );
  });
});

describe("afterFlares", () => {
  it("counts days, not entries, in the last 28", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 60 }), { maxLength: 6 }), (ages) => {
        const recent = new Set(ages.filter((age) => age >= 0 && age <= 27)).size;
        expect(afterFlares({ today, flareDates: ages.map((age) => addDays(today, -age)) })).toEqual({
          phase: recent >= 2 ? "step_back" : "keep",
          extraVisitOffered: recent === 1,
        });
      }),
    );
  });
  it("reckons on the first days of the calendar too", () => {
    expect(afterFlares({ today: "0001-01-05", flareDates: ["0001-01-01"] }).extraVisitOffered).toBe(true);
  });
});
