// A record is never let go a day early, whoever it is about and whenever the last entry was.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retentionRules } from "../../../db/seed/rows/retention-rules.ts";
import { keepUntil } from "../../../lib/patients/keep-until.ts";
import { addDays, addYears, dateOfDay } from "../../../lib/time/dates.ts";

const rule = retentionRules[0]!;
const day = fc.integer({ min: -25_000, max: 30_000 }).map(dateOfDay);
const years = fc.integer({ min: 0, max: 60 });
const anyRule = fc.record({ yearsAfterLastEntry: years, ageOfMajority: years, yearsAfterMajority: years });
const laterOf = (a: string, b: string) => (a > b ? a : b);

describe("keepUntil", () => {
  it.each([
    // An adult: the last entry decides.
    ["2010-05-17", "1970-02-03", "2026-05-17"],
    // A child of four: nineteen on 2025-08-09, and sixteen years from then.
    ["2010-05-17", "2006-08-09", "2041-08-09"],
    // Nineteen on the day of the last entry.
    ["2010-05-17", "1991-05-17", "2026-05-17"],
    ["2010-05-17", "1991-05-18", "2026-05-18"],
    // 29 February, where the last year has none.
    ["2012-02-29", "1970-01-01", "2028-02-29"],
    ["2000-01-01", "1996-02-29", "2031-03-01"],
    // Without a birth date it may have been a newborn.
    ["2010-05-17", null, "2045-05-17"],
  ])("last entry %s, born %s: until %s", (lastEntryOn, birthDate, until) => {
    expect(keepUntil({ lastEntryOn, birthDate, rule })).toBe(until);
  });

  it("is the later of both bounds, and neither is cut short", () => {
    fc.assert(
      fc.property(day, day, anyRule, (lastEntryOn, birthDate, given) => {
        const until = keepUntil({ lastEntryOn, birthDate, rule: given });
        const bounds = [
          addYears(lastEntryOn, given.yearsAfterLastEntry),
          addYears(birthDate, given.ageOfMajority + given.yearsAfterMajority),
        ] as const;
        expect(until).toBe(laterOf(...bounds));
        // The year of the calendar, counted without our own arithmetic.
        expect(Number(bounds[0].slice(0, 4)) - Number(lastEntryOn.slice(0, 4))).toBe(given.yearsAfterLastEntry);
        expect(bounds[0].slice(5) === lastEntryOn.slice(5) || bounds[0].endsWith("-03-01")).toBe(true);
      }),
    );
  });

  it("never ends earlier for a later entry, a later birth or a longer rule", () => {
    const later = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(day, day, anyRule, later, (lastEntryOn, birthDate, given, days) => {
        const until = keepUntil({ lastEntryOn, birthDate, rule: given });
        const entry = keepUntil({ lastEntryOn: addDays(lastEntryOn, days), birthDate, rule: given });
        const birth = keepUntil({ lastEntryOn, birthDate: addDays(birthDate, days), rule: given });
        const longer = keepUntil({
          lastEntryOn,
          birthDate,
          rule: { ...given, yearsAfterLastEntry: given.yearsAfterLastEntry + 1 },
        });
        for (const other of [entry, birth, longer]) expect(other >= until).toBe(true);
      }),
    );
  });

  it("keeps a record without a birth date at least as long as any with one from before the last entry", () => {
    fc.assert(
      fc.property(day, anyRule, fc.integer({ min: 0, max: 40_000 }), (lastEntryOn, given, days) => {
        const unknown = keepUntil({ lastEntryOn, birthDate: null, rule: given });
        expect(unknown >= keepUntil({ lastEntryOn, birthDate: addDays(lastEntryOn, -days), rule: given })).toBe(true);
      }),
    );
  });
});
