// A calendar's openings against a patient's wishes: what stands against each, and what giving one thing up would add.
import { expect, test } from "vitest";
import { alternativesOf, partOf, slotsOf, type Opening, type Wishes } from "../../../lib/plans/course-openings.ts";
import { preferencesOf } from "../../../lib/plans/parse-plan.ts";

// Day 0 is Tuesday 2026-12-01.
const opening = (day: number, hour: number, practitionerId = "priya"): Opening => ({
  day,
  start: hour * 60,
  end: hour * 60 + 45,
  practitionerId,
  at: 0,
});
const wishes = (preferences: object, primary: string | null = null): Wishes => ({
  preferences: preferencesOf(preferences),
  startDate: "2026-12-01",
  primary,
  names: new Map([
    ["priya", "Priya Nair"],
    ["daniel", "Daniel Reyes"],
  ]),
});

test("parts of the day begin at noon and at five", () => {
  expect([719, 720, 1019, 1020].map(partOf)).toEqual(["morning", "afternoon", "afternoon", "evening"]);
});

test("wishes cost points, and only stand against an opening when nothing else will do", () => {
  const all = [opening(0, 9), opening(0, 18), opening(1, 9)];
  const soft = slotsOf(all, wishes({ weekdays: [2], partsOfDay: ["evening"] }), 3);
  expect(soft.map((day) => day.map(({ cost }) => cost))).toEqual([[8, 0], [16], []]);
  const hard = wishes({ weekdays: [2], partsOfDay: ["evening"], onlyThese: true });
  expect(slotsOf(all, hard, 3).map((day) => day.length)).toEqual([1, 0, 0]);
  // Tuesday morning is one step away from the wishes, Wednesday morning two.
  expect(
    alternativesOf(all, hard, 3).map(({ slots, ...step }) => ({ ...step, days: slots.map((day) => day.length) })),
  ).toEqual([
    { kind: "part-of-day", value: "morning", days: [1, 0, 0] },
    { kind: "weekday", value: "Wednesday", also: [{ kind: "part-of-day", value: "morning" }], days: [0, 1, 0] },
  ]);
});

test("no visit begins before or ends after the hours that were said", () => {
  // 45 minutes each: over at 9:45, 10:45, 16:45 and 17:45.
  const all = [opening(0, 9), opening(0, 10), opening(1, 16), opening(1, 17)];
  const said = wishes({ notBefore: "10:00", notAfter: 17 * 60 });
  expect(slotsOf(all, said, 2).map((day) => day.map(({ start }) => start / 60))).toEqual([[10], [16]]);
  expect(alternativesOf(all, said, 2).map(({ value }) => value.replaceAll("\u202f", " "))).toEqual([
    "before 10:00 am",
    "after 5:00 pm",
  ]);
});

test("absences, early hours and other people each are one thing to give up", () => {
  const all = [opening(0, 8), opening(1, 10), opening(2, 10, "daniel")];
  const said = wishes(
    { notBefore: 540, away: [{ from: "2026-12-02", to: "2026-12-02" }], practitioner: "same" },
    "priya",
  );
  expect(slotsOf(all, said, 3).flat()).toEqual([]);
  expect(alternativesOf(all, said, 3).map(({ kind, value }) => `${kind}: ${value.replaceAll("\u202f", " ")}`)).toEqual([
    "part-of-day: before 9:00 am",
    "absence: Wed, Dec 2 to Wed, Dec 2",
    "practitioner: Daniel Reyes",
  ]);
});
