// Which check-in is asked for, around the edges of its times.
import { expect, test } from "vitest";
import { checkInDue } from "../../../lib/plans/check-in-due.ts";

const now = new Date("2026-11-26T18:00:00Z");
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const visit = (appointmentId: string, state: string, start: number) => ({
  appointmentId,
  state,
  start: at(start),
  end: at(start + 1),
});
const none = { kind: "between", appointmentId: null };

test("two days before the next visit, and not earlier", () => {
  expect(checkInDue([visit("a", "booked", 48)], [], now)).toEqual({ kind: "before", appointmentId: "a" });
  expect(checkInDue([visit("a", "booked", 48.1)], [], now)).toEqual(none);
  expect(checkInDue([visit("a", "open", 5)], [], now)).toEqual(none);
});

test("about a day after the last visit, for a week", () => {
  expect(checkInDue([visit("a", "attended", -20)], [], now)).toEqual(none);
  expect(checkInDue([visit("a", "attended", -21)], [], now)).toEqual({ kind: "after", appointmentId: "a" });
  expect(checkInDue([visit("a", "attended", -170)], [], now)).toEqual(none);
  expect(checkInDue([visit("a", "missed", -25)], [], now)).toEqual(none);
});

test("the visit that was goes first; what was given is not asked for again", () => {
  const visits = [visit("a", "attended", -80), visit("b", "attended", -26), visit("c", "provisional", 20)];
  const after = { kind: "after" as const, appointmentId: "b" };
  const before = { kind: "before" as const, appointmentId: "c" };
  expect(checkInDue(visits, [], now)).toEqual(after);
  expect(checkInDue(visits, [after], now)).toEqual(before);
  expect(checkInDue(visits, [after, before], now)).toEqual(none);
});
