// What is taken off a charge: never more than it, its tax to the cent, and in steps the same as at once.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takenOff } from "../../../lib/money/taken-off.ts";

const nothing = { netMinor: 0, taxMinor: 0 };

describe("taken off a charge", () => {
  test("a half of $134.40, of it $6.40 tax, has half of the tax", () => {
    expect(takenOff({ netMinor: 12_800, taxMinor: 640 }, nothing, 6_720)).toEqual({ netMinor: 6_400, taxMinor: 320 });
  });

  test("all of it is its net and its tax", () => {
    expect(takenOff({ netMinor: 4_762, taxMinor: 238 }, nothing, 5_000)).toEqual({ netMinor: 4_762, taxMinor: 238 });
  });

  test("more than is left is refused", () => {
    const whole = { netMinor: 4_762, taxMinor: 238 };
    expect(takenOff(whole, nothing, 5_001)).toBeNull();
    expect(takenOff(whole, { netMinor: 4_000, taxMinor: 200 }, 801)).toBeNull();
    expect(takenOff(nothing, nothing, 1)).toBeNull();
  });

  test("in steps: each whole and not negative, and nothing is left at the end", () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.nat(200_000),
        fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 12 }),
        (netMinor, taxMinor, steps) => {
          const whole = { netMinor, taxMinor };
          let before = nothing;
          const take = (amountMinor: number) => {
            const part = takenOff(whole, before, amountMinor)!;
            expect(part.netMinor + part.taxMinor).toBe(amountMinor);
            expect(Math.min(part.netMinor, part.taxMinor)).toBeGreaterThanOrEqual(0);
            before = { netMinor: before.netMinor + part.netMinor, taxMinor: before.taxMinor + part.taxMinor };
          };
          const left = () => netMinor + taxMinor - before.netMinor - before.taxMinor;
          for (const step of steps) if (left() > 0) take(Math.min(step, left()));
          if (left() > 0) take(left());
          expect(before).toEqual(whole);
        },
      ),
    );
  });
});
