// What soreness after a visit asks for, at its bounds.
import { expect, test } from "vitest";
import { asksForCall, gentlerNext } from "../../../lib/outcomes/soreness.ts";

const after = { soreness: 0, soreForDays: false, nerveSign: false };

test("7 of 10, three days, or a nerve sign asks for a call today", () => {
  expect(asksForCall(after)).toBe(false);
  expect(asksForCall({ ...after, soreness: 6 })).toBe(false);
  expect(asksForCall({ ...after, soreness: 7 })).toBe(true);
  expect(asksForCall({ ...after, soreForDays: true })).toBe(true);
  expect(asksForCall({ ...after, nerveSign: true })).toBe(true);
});

test("from 4 of 10 on the next visit begins gentler", () => {
  expect(gentlerNext(3)).toBe(false);
  expect(gentlerNext(4)).toBe(true);
});
