import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLocked, lockMinutes, pinProblem } from "../../../lib/staff/desk-lock.ts";

const seen = new Date("2026-11-27T17:00:00Z");
const after = (minutes: number) => new Date(seen.getTime() + minutes * 60_000);
const open = { lockedAt: null, lastSeenAt: seen };

describe("a desk", () => {
  test("locks after a quarter of an hour where the clinic said nothing else", () => {
    expect(lockMinutes(null)).toBe(15);
    expect(isLocked(open, null, after(15))).toBe(false);
    expect(isLocked(open, null, after(15.1))).toBe(true);
  });

  test("locks when the clinic says, or never", () => {
    expect(isLocked(open, { lockAfterMin: 5 }, after(6))).toBe(true);
    expect(isLocked(open, { lockAfterMin: null }, after(11 * 60))).toBe(false);
  });

  test("that was locked by hand stays locked, whatever the clinic says", () => {
    expect(isLocked({ ...open, lockedAt: seen }, { lockAfterMin: null }, after(0))).toBe(true);
  });
});

describe("a PIN", () => {
  test.each(["", "12345", "123456", "987654", "456789", "111111", "121212", "12a456", "01234567890", "４８１５９２"])(
    "is not %s",
    (pin) => expect(pinProblem(pin)).not.toBeNull(),
  );

  test("is six to ten digits, at least three of them different, and no run", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 10 });
    fc.assert(
      fc.property(digits, (list) => {
        const pin = list.join("");
        fc.pre(new Set(list).size >= 3 && !"01234567890".includes(pin) && !"09876543210".includes(pin));
        expect(pinProblem(pin)).toBeNull();
      }),
    );
  });
});
