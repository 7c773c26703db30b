// The code of a gift card: derived, hard to guess, read as people type it; and what cards are sold for on a day.
import { describe, expect, test } from "vitest";
import { giftCode, giftCodeEnd, giftCodeHash, sayGiftCode, typedGiftCode } from "../../../lib/money/gift-code.ts";
import { giftTermsOn, isSoldFor } from "../../../lib/money/gift-terms.ts";
import { newId } from "../../../lib/ids.ts";

const secret = "a test secret of at least thirty-two characters";

describe("a gift card's code", () => {
  test("is sixteen signs without those that people misread, the same for a card and another for another", () => {
    const ids = Array.from({ length: 500 }, newId);
    const codes = ids.map((id) => giftCode(secret, id));
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(new Set(codes).size).toBe(500);
    expect(giftCode(secret, ids[0]!)).toBe(codes[0]);
    expect(giftCode(`${secret}.`, ids[0]!)).not.toBe(codes[0]);
    expect(giftCodeHash(codes[0]!)).not.toContain(giftCodeEnd(codes[0]!));
  });

  test("is read as people type it", () => {
    const code = giftCode(secret, newId());
    expect(typedGiftCode(sayGiftCode(code))).toBe(code);
    expect(typedGiftCode(` ${sayGiftCode(code).toLowerCase().replaceAll("-", " ")} `)).toBe(code);
    expect(typedGiftCode("ol1i-0000-0000-0000")).toBe("0111000000000000");
    for (const wrong of ["", "0000", "0000-0000-0000-000U", `${code}0`, "0000-0000-0000-000é"])
      expect(typedGiftCode(wrong)).toBeNull();
  });
});

test("what is sold counts from its day on, and a row without amounts sells none", () => {
  const row = (effectiveFrom: string, amountsMinor: number[], leastMinor: number | null = null) => ({
    effectiveFrom,
    amountsMinor,
    leastMinor,
    mostMinor: leastMinor === null ? null : 20_000,
  });
  const rows = [row("2027-02-01", []), row("2027-01-01", [5_000], 2_000), row("2026-12-01", [2_500])];
  expect(giftTermsOn(rows, "2026-11-30")).toBeNull();
  expect(giftTermsOn(rows, "2026-12-31")).toEqual({ amountsMinor: [2_500], free: null });
  expect(giftTermsOn(rows, "2027-02-01")).toBeNull();
  const terms = giftTermsOn(rows, "2027-01-15")!;
  expect([1_999, 2_000, 5_000, 20_000, 20_001].map((minor) => isSoldFor(terms, minor))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(isSoldFor({ amountsMinor: [2_500], free: null }, 2_501)).toBe(false);
});
