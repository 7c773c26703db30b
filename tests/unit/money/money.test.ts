import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, formatMoney, percentOf, roundHalfUp, typedAmount } from "../../../lib/money/money.ts";

describe("roundHalfUp", () => {
  it.each([
    [0.5, 1],
    [1.49, 1],
    [-0.5, 0],
    [-1.5, -1],
    [2.5, 3],
    [0.49999999999999994, 0],
  ])("%d gives %d", (value, expected) => expect(roundHalfUp(value) + 0).toBe(expected));
});

describe("percentOf", () => {
  it.each([
    [12_000, 500, 600],
    [10, 500, 1],
    [9, 500, 0],
    [30, 500, 2],
    [-10, 500, 0],
    [-30, 500, -1],
    [-31, 500, -2],
    [9_007_199_254_740_991, 10_000, 9_007_199_254_740_991],
  ])("%d at %d bp gives %d", (amount, bp, expected) => expect(percentOf(amount, bp)).toBe(expected));
});

describe("allocate", () => {
  it("gives the odd cents to the largest remainders, earlier parts first", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(5, [3, 7])).toEqual([2, 3]);
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(0, [1, 2])).toEqual([0, 0]);
  });
  it("always adds up, keeps the sign and gives nothing to a weight of 0", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (total, list) => {
        fc.pre(list.some((weight) => weight > 0));
        const parts = allocate(total, list);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
        for (const [index, part] of parts.entries()) {
          expect(part === 0 || Math.sign(part) === Math.sign(total)).toBe(true);
          expect(list[index] === 0 && part !== 0).toBe(false);
        }
      }),
    );
  });
  it("refuses weights that carry nothing", () => {
    expect(() => allocate(100, [])).toThrow(RangeError);
    expect(() => allocate(100, [0, 0])).toThrow(RangeError);
    expect(() => allocate(100, [1, -1])).toThrow(RangeError);
    expect(() => allocate(1.5, [1])).toThrow(RangeError);
  });
});

describe("formatMoney", () => {
  it("writes minor units as the locale does", () => {
    expect(formatMoney(12_800, "CAD", "en-CA")).toBe("$128.00");
    expect(formatMoney(-5, "CAD", "en-CA")).toBe("-$0.05");
    expect(formatMoney(500, "JPY", "en-CA")).toBe("¥500");
  });
});

describe("typed amounts", () => {
  it.each([
    ["128", 12_800],
    ["128.5", 12_850],
    ["$1,280.05", 128_005],
    [" 0.30 ", 30],
  ])("reads %s", (typed, minor) => expect(typedAmount(typed)).toBe(minor));

  it.each(["", "ten", "1.234", "-5", "1e3", "12.3.4"])("refuses %s", (typed) => expect(typedAmount(typed)).toBeNull());
});
