import { expect, test } from "vitest";
import { isLive, mayBecome } from "../../../lib/booking/status.ts";

const all = ["held", "booked", "arrived", "fulfilled", "cancelled", "noshow", "expired"] as const;

test("a visit goes forward; only a tick at the door can be taken back", () => {
  expect(mayBecome("booked", "arrived")).toBe(true);
  expect(mayBecome("arrived", "booked")).toBe(true);
  expect(mayBecome("noshow", "booked")).toBe(true);
  expect(mayBecome("fulfilled", "booked")).toBe(false);
  expect(mayBecome("cancelled", "booked")).toBe(false);
});

test("BK-02 of all forty-nine ways from one status to another, twelve are open", () => {
  const open = all.flatMap((from) => all.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`));
  expect(open).toEqual([
    "held → booked",
    "held → cancelled",
    "held → expired",
    "booked → arrived",
    "booked → fulfilled",
    "booked → cancelled",
    "booked → noshow",
    "arrived → booked",
    "arrived → fulfilled",
    "arrived → noshow",
    "noshow → booked",
    "expired → held",
  ]);
});

test("ended appointments leave their time to others", () => {
  expect(all.filter(isLive)).toEqual(["held", "booked", "arrived", "fulfilled"]);
});
