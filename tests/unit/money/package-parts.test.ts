// What each visit of a package costs: whole cents that add up to what was paid, whatever the numbers.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextPart, packageParts } from "../../../lib/money/package-parts.ts";

describe("the parts of a package", () => {
  test("a cent that cannot be shared out is on the first visits", () => {
    expect(packageParts(60_000, 5)).toEqual([12_000, 12_000, 12_000, 12_000, 12_000]);
    expect(packageParts(10_000, 3)).toEqual([3_334, 3_333, 3_333]);
    expect(packageParts(1, 2)).toEqual([1, 0]);
  });

  test("add up, and differ by a cent at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 2, max: 50 }), (total, sessions) => {
        const parts = packageParts(total, sessions);
        expect(parts).toHaveLength(sessions);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test("visits are used in turn, one that was given back before the others, and none when all are used", () => {
  expect(nextPart(3, [])).toBe(1);
  expect(nextPart(3, [1, 3])).toBe(2);
  expect(nextPart(3, [3, 2, 1])).toBeNull();
});
