// The course planner, rule by rule, on problems small enough to be checked by hand.
import { describe, expect, it } from "vitest";
import { planCourse } from "../../../lib/plans/course.ts";
import { findCourseFaults } from "../../../lib/plans/course-check.ts";
import { CourseProblemError } from "../../../lib/plans/course-problem.ts";
import type { CourseAnswer, CourseProblem } from "../../../lib/plans/course-problem.ts";
import { courseInstance, courseSizes } from "../../../bench/course-instances.ts";
import { calendar, course, hour, track, visit } from "../../support/small-course.ts";

function plan(problem: CourseProblem): CourseAnswer {
  const answer = planCourse(problem);
  expect(findCourseFaults(problem, answer)).toEqual([]);
  expect(answer.optimal).toBe(true);
  return answer;
}

const daysOf = (answer: CourseAnswer): number[] => answer.placements.map((at) => at.day);

describe("cadence", () => {
  it("keeps close visits exactly and lets wide ones slip, a day costing 10 at four days and 1 at four weeks", () => {
    const close = course([
      track("m", [visit("a", 0, 0, 0), visit("b", 3, 4, 5)], calendar({ 0: [hour(9)], 5: [hour(9)] })),
    ]);
    expect(plan(close).parts.cadence).toBe(10);
    const wide = course([
      track("m", [visit("a", 0, 0, 0), visit("b", 20, 28, 40)], calendar({ 0: [hour(9)], 30: [hour(9)] })),
    ]);
    expect(plan(wide).parts.cadence).toBe(2);
  });

  it("rounds the default weight half up and takes a given weight as it is", () => {
    const slots = calendar({ 0: [hour(9)], 17: [hour(9)] });
    // 40 / 16 = 2.5
    expect(plan(course([track("m", [visit("a", 0, 0, 0), visit("b", 10, 16, 20)], slots)])).parts.cadence).toBe(3);
    const given = [visit("a", 0, 0, 0), visit("b", 10, 16, 20, { weight: 7 })];
    expect(plan(course([track("m", given, slots)])).parts.cadence).toBe(7);
  });

  it("counts the first gap from the anchor, and from day 0 without one", () => {
    const slots = calendar({ 2: [hour(9)], 4: [hour(9)] });
    const first = [visit("a", 2, 7, 9)];
    expect(daysOf(plan(course([track("m", first, slots, { anchor: -3 })])))).toEqual([4]);
    expect(plan(course([track("m", first, slots)])).parts.cadence).toBe(3 * 6);
  });
});

describe("slots", () => {
  it("prefers the cheaper opening, and the earliest then the first practitioner among equals", () => {
    const one = [visit("a", 0, 0, 0)];
    const dear = course([track("m", one, calendar({ 0: [hour(8, "priya", 8), hour(15)] }))]);
    expect(plan(dear).placements[0]?.start).toBe(15 * 60);
    const equal = course([
      track("m", one, calendar({ 0: [hour(15), hour(9, "sam"), hour(9, "noor")] }), { primary: "jo" }),
    ]);
    expect(plan(equal).placements[0]).toMatchObject({ start: 9 * 60, practitioner: "noor" });
  });

  it("chooses the primary that costs least, and keeps a fixed one", () => {
    const visits = [visit("a", 0, 0, 0), visit("b", 1, 1, 1), visit("c", 1, 1, 1)];
    const slots = calendar({ 0: [hour(9, "sam")], 1: [hour(9, "sam")], 2: [hour(9, "priya")] });
    expect(plan(course([track("m", visits, slots)]))).toMatchObject({ primaries: { m: "sam" }, cost: 12 });
    expect(plan(course([track("m", visits, slots, { primary: "priya" })]))).toMatchObject({
      primaries: { m: "priya" },
      cost: 24,
    });
  });

  it("charges visits after the last funded day, that day included in the funding", () => {
    const visits = [visit("a", 0, 0, 0), visit("b", 5, 5, 5)];
    const slots = calendar({ 0: [hour(9)], 5: [hour(9)] });
    expect(plan(course([track("m", visits, slots, { fundedUntil: 5 })])).parts.funding).toBe(0);
    expect(plan(course([track("m", visits, slots, { fundedUntil: 4 })])).parts.funding).toBe(25);
  });

  it("keeps a booked visit unless moving it gains more than it costs", () => {
    const keep = { day: 1, start: 9 * 60, practitioner: "priya" };
    const visits = [visit("a", 0, 0, 3, { weight: 10, keep })];
    const slots = calendar({ 0: [hour(9)], 1: [hour(9)] });
    expect(plan(course([track("m", visits, slots)]))).toMatchObject({ cost: 10, placements: [{ day: 1 }] });
    const heavier = [visit("a", 0, 0, 3, { weight: 20, keep })];
    expect(plan(course([track("m", heavier, slots)]))).toMatchObject({ cost: 15, placements: [{ day: 0 }] });
  });
});

describe("sharing a day", () => {
  const one = [visit("a", 0, 0, 0)];
  const two = (a: number[], b: number[], more: Partial<CourseProblem> = {}, deep = false): CourseProblem =>
    course(
      [
        track("m", one, calendar({ 0: a.map((start) => hour(start)) }), { deep }),
        track("p", one, calendar({ 0: b.map((start) => hour(start, "sam")) }), { deep }),
      ],
      more,
    );

  it("rewards back to back when wished, up to the pair gap and no further", () => {
    expect(plan(two([9], [10], { pairing: "together" })).parts.pairing).toBe(-6);
    expect(plan(two([9], [11], { pairing: "together" })).parts.pairing).toBe(0);
    expect(plan(two([9], [11], { pairing: "together", pairGapMin: 60 })).parts.pairing).toBe(-6);
  });

  it("charges a shared day when apart is wished, back to back or not, and nothing when either", () => {
    expect(plan(two([9], [10], { pairing: "apart" })).parts.pairing).toBe(20);
    expect(plan(two([9], [14], { pairing: "apart" })).parts.pairing).toBe(20);
    expect(plan(two([9], [10])).parts.pairing).toBe(0);
  });

  it("never overlaps, and lets touching visits be", () => {
    expect(plan(two([9], [9, 13])).placements.map((at) => at.start)).toEqual([540, 780]);
    expect(plan(two([9], [9])).open).toHaveLength(1);
  });

  it("allows deep visits on one day only back to back", () => {
    expect(plan(two([9], [10], {}, true)).open).toHaveLength(0);
    expect(plan(two([9], [11], {}, true)).open).toHaveLength(1);
    expect(plan(two([9], [11], { restDays: 0 }, true)).open).toHaveLength(1);
  });

  it("puts at most so many visits on a day", () => {
    expect(plan(two([9], [11], { maxPerDay: 1 })).open).toHaveLength(1);
    const three = (maxPerDay: number): CourseProblem =>
      course(
        ["x", "y", "z"].map((id, k) => track(id, one, calendar({ 0: [hour(9 + k, id)] }))),
        { maxPerDay, pairing: "together" },
      );
    expect(plan(three(2)).open).toHaveLength(1);
    expect(plan(three(3))).toMatchObject({ open: [], cost: -12 });
    expect(plan({ ...three(3), pairGapMin: 60 }).parts.pairing).toBe(-18);
  });

  it("never gives one track two visits on a day, but an open visit may share its day", () => {
    const visits = [visit("a", 0, 0, 0), visit("b", 0, 0, 0), visit("c", 0, 0, 0)];
    const answer = plan(course([track("m", visits, calendar({ 0: [hour(9), hour(11), hour(14)] }))], { maxPerDay: 3 }));
    expect(answer.placements.filter((at) => at.start !== null)).toHaveLength(1);
    expect(daysOf(answer)).toEqual([0, 0, 0]);
  });
});

describe("rest", () => {
  const deep = (id: string, day: number, more = {}): CourseProblem["tracks"][number] =>
    track(id, [visit("a", 0, day, 20)], calendar({ [day]: [hour(9, id)] }), { deep: true, ...more });

  it("keeps deep visits of different tracks the rest days apart", () => {
    expect(plan(course([deep("m", 5), deep("o", 6)])).open).toHaveLength(1);
    expect(plan(course([deep("m", 5), deep("o", 7)])).open).toHaveLength(0);
    expect(plan(course([deep("m", 5), deep("o", 7)], { restDays: 3 })).open).toHaveLength(1);
    expect(plan(course([deep("m", 5), deep("o", 6)], { restDays: 1 })).open).toHaveLength(0);
    expect(plan(course([deep("m", 5), deep("o", 6, { deep: false })])).open).toHaveLength(0);
  });

  it("does not ask for rest between visits of one track", () => {
    const visits = [visit("a", 0, 0, 0), visit("b", 1, 1, 1)];
    const own = track("m", visits, calendar({ 0: [hour(9)], 1: [hour(9)] }), { deep: true });
    expect(plan(course([own, deep("o", 9)])).open).toHaveLength(0);
    // Back to back today, but too close to the other track's visit yesterday.
    expect(
      plan(course([own, track("o", [visit("a", 1, 1, 1)], calendar({ 1: [hour(10, "sam")] }), { deep: true })])).open,
    ).toHaveLength(1);
  });

  it("counts the anchors of deep tracks, and only for others", () => {
    const resting = track("m", [], [], { deep: true, anchor: -1 });
    expect(plan(course([resting, deep("o", 0)])).open).toHaveLength(1);
    expect(plan(course([resting, deep("o", 1)])).open).toHaveLength(0);
    expect(plan(course([{ ...resting, deep: false }, deep("o", 0)])).open).toHaveLength(0);
    expect(plan(course([deep("m", 0, { anchor: -1, visits: [visit("a", 1, 1, 5)] })])).open).toHaveLength(0);
  });
});

describe("open visits", () => {
  it("stand on a virtual day that pays cadence, and the chain goes on from there", () => {
    const visits = [visit("a", 0, 0, 0), visit("b", 3, 4, 5), visit("c", 3, 4, 5)];
    const answer = plan(course([track("m", visits, calendar({ 0: [hour(9)], 9: [hour(9)] }))]));
    expect(answer.cost).toBe(100_010);
    expect(answer.placements[1]).toEqual({
      track: "m",
      visit: "b",
      day: 4,
      start: null,
      end: null,
      practitioner: null,
    });
    expect(answer.open[0]).toMatchObject({ track: "m", visit: "b", window: { from: 3, to: 5 } });
  });

  it("block nothing and pay nothing else", () => {
    const keep = { day: 9, start: 540, practitioner: "priya" };
    const lost = track("m", [visit("a", 0, 0, 0, { keep })], [], { deep: true, fundedUntil: -1 });
    const other = track("o", [visit("a", 1, 1, 1)], calendar({ 1: [hour(9)] }), { deep: true });
    expect(plan(course([lost, other], { maxPerDay: 1 }))).toMatchObject({
      cost: 100_000,
      parts: { moves: 0, funding: 0 },
    });
  });

  it("may stand before day 0 when the window of an overdue visit lies there", () => {
    const answer = plan(course([track("m", [visit("a", 2, 3, 4)], [], { anchor: -10 })]));
    expect(daysOf(answer)).toEqual([-7]);
  });
});

describe("the answer", () => {
  it("takes points of the caller's own", () => {
    const slots = calendar({ 0: [hour(9, "sam", 8)] });
    const cheapToLeave = course([track("m", [visit("a", 0, 0, 0)], slots, { primary: "priya" })], {
      points: { open: 19 },
    });
    expect(plan(cheapToLeave)).toMatchObject({ cost: 19, open: [{ reason: { kind: "points" } }] });
  });

  it("is the same every time", () => {
    const problem = courseInstance(3, courseSizes[4]!, 60);
    expect(planCourse(problem)).toEqual(planCourse(structuredClone(problem)));
  });

  it("says honestly how far it got when the work limit is reached", () => {
    const problem = courseInstance(18, courseSizes[5]!, 60);
    const best = planCourse(problem);
    const cut = planCourse(problem, { maxExpansions: 20 });
    expect(findCourseFaults(problem, cut)).toEqual([]);
    expect(cut.optimal).toBe(false);
    expect(cut.bound).toBeLessThanOrEqual(best.cost);
    expect(cut.cost).toBeGreaterThanOrEqual(best.cost);
    expect(best.optimal).toBe(true);
  });

  it("is empty for a course without visits", () => {
    expect(plan(course([]))).toMatchObject({ cost: 0, placements: [], primaries: {} });
    expect(plan(course([track("m", [], [])]))).toMatchObject({ cost: 0, placements: [], primaries: {} });
  });
});

describe("refusals", () => {
  const codeOf = (problem: CourseProblem): string => {
    try {
      planCourse(problem);
    } catch (error) {
      if (error instanceof CourseProblemError) return `${error.code} ${error.track}`;
      throw error;
    }
    return "planned";
  };

  it("refuses gaps that reach beyond the horizon, and plans what just fits", () => {
    const long = [visit("a", 0, 0, 5), visit("b", 1, 2, 5)];
    expect(codeOf(course([track("m", long, [])], { days: 10 }))).toBe("course_too_long m");
    expect(codeOf(course([track("m", long, [])], { days: 11 }))).toBe("planned");
    expect(codeOf(course([track("m", long, [], { anchor: -3 })], { days: 8 }))).toBe("planned");
    expect(codeOf(course([track("m", long, [], { anchor: 1 })], { days: 11 }))).toBe("course_too_long m");
  });

  it("refuses numbers that make no sense", () => {
    expect(codeOf(course([track("m", [visit("a", 3, 3, 2)], [])]))).toBe("course_invalid m");
    expect(codeOf(course([track("m", [visit("a", 0.5, 3, 4)], [])]))).toBe("course_invalid m");
    expect(codeOf(course([track("m", [], []), track("m", [], [])]))).toBe("course_invalid m");
    expect(codeOf(course([track("m", [], [[{ start: 60, end: 60, practitioner: "a", cost: 0 }]])]))).toBe(
      "course_invalid m",
    );
    expect(codeOf(course([], { maxPerDay: 0 }))).toBe("course_invalid null");
  });
});
