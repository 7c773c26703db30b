// Wishes in words: only what was wished, and whether it always holds.
import { expect, test } from "vitest";
import { preferencesOf } from "../../../lib/plans/parse-plan.ts";
import { sayWishes } from "../../../lib/plans/wish-words.ts";

const said = (preferences: object, severalDisciplines = true) =>
  sayWishes(preferencesOf(preferences), severalDisciplines).map((words) => words.replaceAll("\u202f", " "));

test("nothing is said when nothing was wished", () => {
  expect(said({})).toEqual([]);
});

test("days and parts of the day are wishes, unless nothing else will do", () => {
  expect(said({ weekdays: [4, 2], partsOfDay: ["morning"] })).toEqual([
    "Tuesdays and Thursdays, mornings where possible",
  ]);
  expect(said({ weekdays: [1, 3, 5], onlyThese: true })).toEqual(["only Mondays, Wednesdays and Fridays"]);
});

test("hours, absences, company and people are said as they hold", () => {
  const away = [
    { from: "2026-07-12", to: "2026-07-19" },
    { from: "2026-08-03", to: "2026-08-03" },
  ];
  const wishes = { notBefore: "10:00", notAfter: "17:00", away, sameDay: "together", practitioner: "same" };
  expect(said(wishes)).toEqual([
    "never before 10:00 am",
    "always over by 5:00 pm",
    "away from Sun, Jul 12 to Sun, Jul 19",
    "away on Mon, Aug 3",
    "two disciplines on one day",
    "always the same person",
  ]);
  expect(said({ sameDay: "apart", practitioner: "any" }, false)).toEqual(["anybody"]);
});
