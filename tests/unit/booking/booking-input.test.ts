// Dates and instants that a doorway must turn away before anybody reckons with them.
import { expect, test } from "vitest";
import { holdInput, slotsInput } from "../../../lib/booking/booking-input.ts";

const service = "0197063d-c180-7000-8000-000000000000";

test.each([
  ["a day that does not exist", "2026-02-30", "2026-03-02"],
  ["the year nought", "0000-01-01", "0000-01-02"],
  ["the end of time", "9999-12-01", "9999-12-31"],
  ["the wrong way round", "2026-12-05", "2026-12-01"],
  ["63 days", "2026-12-01", "2027-02-01"],
])("slots are not searched over %s", (_name, from, to) => {
  expect(slotsInput.safeParse({ service, from, to }).success).toBe(false);
});

test("62 days, both ends included, are searched", () => {
  expect(slotsInput.safeParse({ service, from: "2026-12-01", to: "2027-01-31" }).success).toBe(true);
});

test.each(["0000-01-01T00:00:00Z", "9999-12-31T23:59:00Z", "2026-12-01T09:00:00", "2026-02-30T09:00:00Z"])(
  "no hold starts at %s",
  (start) => {
    expect(holdInput.safeParse({ service, start }).success).toBe(false);
  },
);
