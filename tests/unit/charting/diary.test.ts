// Four weeks of a diary: the latest word on a day counts, and 23 days are enough.
import { expect, test } from "vitest";
import { diaryOf, type DiaryRow } from "../../../lib/charting/diary.ts";
import { diaryInput } from "../../../lib/charting/diary-input.ts";
import { addDays } from "../../../lib/time/dates.ts";

const today = "2026-11-26";
const day = (back: number, more: Partial<DiaryRow> = {}): DiaryRow => ({
  onDate: addDays(today, -back),
  headache: false,
  worst: null,
  tablets: 0,
  triggers: [],
  sleepHours: null,
  at: new Date("2026-11-26T10:00:00Z"),
  ...more,
});

test("counts what stands of the last 28 days", () => {
  const rows = [
    day(0, { headache: true, worst: 4, tablets: 2 }),
    day(0, { at: new Date("2026-11-26T09:00:00Z") }),
    day(27, { headache: true, worst: 1 }),
    day(28, { headache: true, worst: 9 }),
  ];
  expect(diaryOf(rows, today)).toMatchObject({ logged: 2, headacheDays: 2, medicationDays: 1, valid: false });
});

test.each([
  [22, false],
  [23, true],
])("%i days logged", (n, valid) => {
  expect(
    diaryOf(
      Array.from({ length: n }, (_, back) => day(back)),
      today,
    ).valid,
  ).toBe(valid);
});

test("a headache needs its worst; one trigger or several", () => {
  expect(diaryInput.safeParse({ onDate: today, headache: "yes" }).success).toBe(false);
  expect(diaryInput.parse({ onDate: today, headache: "yes", worst: "0", triggers: "stress" })).toMatchObject({
    worst: 0,
    triggers: ["stress"],
    tablets: 0,
  });
  expect(diaryInput.safeParse({ onDate: today, headache: "no", tablets: "21" }).success).toBe(false);
});
