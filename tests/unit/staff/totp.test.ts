// The app's codes against the RFC's own table, and which texts are not codes.
import { expect, test } from "vitest";
import { newSeed, seedAddress, stepOfCode } from "../../../lib/staff/totp.ts";

// The seed of RFC 6238, appendix B: the ASCII digits 12345678901234567890.
const seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("at %i seconds the code is %s", (seconds, code) => {
  expect(stepOfCode(seed, code, new Date(seconds * 1000), null)).toBe(Math.floor(seconds / 30));
});

test("one step early or late is forgiven, two are not", () => {
  const at = (seconds: number) => stepOfCode(seed, "287082", new Date(seconds * 1000), null);
  expect([0, 29, 30, 59, 60, 89].map(at)).toEqual([1, 1, 1, 1, 1, 1]);
  expect([90, 119].map(at)).toEqual([null, null]);
});

test("a step that was used, and any before it, is over", () => {
  const at = new Date(59_000);
  expect(stepOfCode(seed, "287082", at, 0)).toBe(1);
  expect(stepOfCode(seed, "287082", at, 1)).toBeNull();
  expect(stepOfCode(seed, "287082", at, 2)).toBeNull();
});

test("spaces are read over; other lengths, letters and blanks are no code", () => {
  const at = new Date(59_000);
  expect(stepOfCode(seed, " 287 082 ", at, null)).toBe(1);
  for (const text of ["", "      ", "28708", "2870820", "287O82", "94287082", "-87082", "287083"])
    expect(stepOfCode(seed, text, at, null)).toBeNull();
});

test("seeds are 160 random bits, and their address says whose they are", () => {
  const [one, two] = [newSeed(), newSeed()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(two);
  const address = new URL(seedAddress(one, "ruth@harbour.test"));
  expect(address.protocol + address.host).toBe("otpauth:totp");
  expect(decodeURIComponent(address.pathname)).toBe("/Taper:ruth@harbour.test");
  expect(Object.fromEntries(address.searchParams)).toMatchObject({ secret: one, digits: "6", period: "30" });
});
