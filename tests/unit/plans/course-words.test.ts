// What would place an open visit, as the page says it: one plain sentence for each way.
import { expect, test } from "vitest";
import type { CourseRelaxation } from "../../../lib/plans/course-problem.ts";
import { relaxationText } from "../../../lib/plans/course-words.ts";

const at = { day: 5, start: 10 * 60, end: 11 * 60, practitioner: "p1" };
const said = (way: CourseRelaxation): string => relaxationText(way, "2026-11-30").replaceAll(" ", " ");

test("a single thing that would place the visit", () => {
  expect(said({ kind: "weekday", value: "Saturday", ...at })).toBe("A Saturday would do: Sat, Dec 5 at 10:00 am.");
  expect(said({ kind: "more-days", days: 4, ...at })).toBe("Up to 4 days later than planned: Sat, Dec 5 at 10:00 am.");
  expect(said({ kind: "wider-window", days: 2, ...at })).toBe(
    "Up to 2 days earlier or later than planned: Sat, Dec 5 at 10:00 am.",
  );
});

test("several things that would place it together", () => {
  const also = [{ kind: "practitioner" as const, value: "Sam Reed" }];
  expect(said({ kind: "weekday", value: "Saturday", also, ...at })).toBe(
    "Together these would do: a Saturday and Sam Reed: Sat, Dec 5 at 10:00 am.",
  );
  const three = [...also, { kind: "more-days" as const, days: 4 }];
  expect(said({ kind: "part-of-day", value: "evening", also: three, ...at })).toBe(
    "Together these would do: another time of day (evening), Sam Reed and up to 4 days later than planned: Sat, Dec 5 at 10:00 am.",
  );
});
