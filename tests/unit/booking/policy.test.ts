import { expect, test } from "vitest";
import { cancelTerms, freeUntil, isLate } from "../../../lib/booking/policy.ts";

const policy = { cancelNoticeHours: 24, lateFeeMinor: 5_000, depositMinor: 0 };
const start = new Date("2026-12-01T16:00:00Z");

test("free up to the very moment of the notice", () => {
  expect(freeUntil(start, policy)).toEqual(new Date("2026-11-30T16:00:00Z"));
  expect(isLate(start, policy, new Date("2026-11-30T16:00:00Z"))).toBe(false);
  expect(isLate(start, policy, new Date("2026-11-30T16:00:01Z"))).toBe(true);
});

test("only a patient's late cancelling of a booking costs the agreed fee", () => {
  const late = new Date("2026-12-01T10:00:00Z");
  expect(cancelTerms({ start, status: "booked", policy }, "patient", late)).toEqual({ late: true, feeMinor: 5_000 });
  expect(cancelTerms({ start, status: "booked", policy }, "clinic", late)).toEqual({ late: false, feeMinor: 0 });
  expect(cancelTerms({ start, status: "held", policy }, "patient", late)).toEqual({ late: false, feeMinor: 0 });
});
