import { expect, test } from "vitest";
import { isLive, mayBecome } from "../../../lib/booking/status.ts";

test("a visit goes forward; only a tick at the door can be taken back", () => {
  expect(mayBecome("booked", "arrived")).toBe(true);
  expect(mayBecome("arrived", "booked")).toBe(true);
  expect(mayBecome("noshow", "booked")).toBe(true);
  expect(mayBecome("fulfilled", "booked")).toBe(false);
  expect(mayBecome("cancelled", "booked")).toBe(false);
});

test("ended appointments leave their time to others", () => {
  const all = ["held", "booked", "arrived", "fulfilled", "cancelled", "noshow", "expired"] as const;
  expect(all.filter(isLive)).toEqual(["held", "booked", "arrived", "fulfilled"]);
});
