// Why a visit stays open, and that the named relaxation really places it.
import { describe, expect, it } from "vitest";
import { planCourse } from "../../../lib/plans/course.ts";
import type { CourseOpenVisit, CourseProblem } from "../../../lib/plans/course-problem.ts";
import { findRelaxationFaults, scarceCourse } from "../../support/scarce-course.ts";
import { calendar, course, hour, track, visit } from "../../support/small-course.ts";

function openVisit(problem: CourseProblem): CourseOpenVisit {
  const answer = planCourse(problem);
  expect(findRelaxationFaults(problem, answer)).toEqual([]);
  return answer.open[0]!;
}

const late = [visit("a", 0, 0, 2)];

describe("the reason of an open visit", () => {
  it("is that there is no opening; two days more place it", () => {
    const { reason } = openVisit(course([track("m", late, calendar({ 4: [hour(9)] }))]));
    expect(reason).toMatchObject({
      kind: "no-opening",
      blocks: [],
      relaxations: [{ kind: "more-days", days: 2, day: 4 }],
    });
    expect(reason.text).toBe(
      "From 2026-11-30 to 2026-12-02 there is no opening; 2 days more would place it on 2026-12-04.",
    );
  });

  it("asks for more days when two are not enough, and for none when no number helps", () => {
    expect(openVisit(course([track("m", late, calendar({ 8: [hour(9)] }))])).reason.relaxations).toMatchObject([
      { days: 7, day: 8 },
    ]);
    const never = openVisit(course([track("m", late, [])])).reason;
    expect(never.relaxations).toEqual([]);
    expect(never.text).toBe("From 2026-11-30 to 2026-12-02 there is no opening.");
  });

  it("names openings only with others, and the other practitioner who places it", () => {
    const alternatives = [
      { kind: "weekday" as const, value: "Saturday", slots: calendar({ 30: [hour(9)] }) },
      { kind: "practitioner" as const, value: "sam", slots: calendar({ 1: [hour(9, "sam")] }) },
      { kind: "part-of-day" as const, value: "evening", slots: calendar({ 2: [hour(18)] }) },
    ];
    const { reason } = openVisit(course([track("m", late, [], { alternatives })]));
    expect(reason.kind).toBe("only-with-others");
    expect(reason.relaxations).toMatchObject([
      { kind: "practitioner", value: "sam", day: 1, practitioner: "sam" },
      { kind: "part-of-day", value: "evening", day: 2, start: 18 * 60 },
    ]);
  });

  it("names the patient's absence and the clinic's closure", () => {
    const none = [track("m", late, [])];
    expect(openVisit(course(none, { away: [0, 1, 2] })).reason.kind).toBe("absence");
    expect(openVisit(course(none, { closed: [0, 1, 2] })).reason.kind).toBe("closure");
    expect(openVisit(course(none, { away: [1], closed: [0, 2] })).reason.kind).toBe("absence");
    expect(openVisit(course(none, { away: [0, 1] })).reason.kind).toBe("no-opening");
    const alternatives = [{ kind: "absence" as const, value: "12–19 July", slots: calendar({ 1: [hour(9)] }) }];
    expect(openVisit(course([track("m", late, [], { alternatives })], { away: [0, 1] })).reason).toMatchObject({
      kind: "absence",
      relaxations: [{ kind: "absence", day: 1 }],
    });
  });

  it("names the rule that blocks the openings there are", () => {
    const deep = (id: string, at: number, start: number) =>
      track(id, [visit("a", at, at, at)], calendar({ [at]: [hour(start, id)] }), { deep: true });
    const kindOf = (problem: CourseProblem): string => openVisit(problem).reason.kind;
    expect(kindOf(course([deep("m", 1, 9), deep("o", 2, 9)]))).toBe("rest");
    expect(kindOf(course([deep("m", 1, 9), deep("o", 1, 12)]))).toBe("not-next-to");
    expect(kindOf(course([deep("m", 1, 9), deep("o", 1, 9)]))).toBe("clash");
    expect(kindOf(course([deep("m", 1, 9), deep("o", 1, 10)], { maxPerDay: 1 }))).toBe("day-full");
    // Only day 1 suits b, and from there c and d could not both stand; leaving b open saves them.
    const visits = [visit("a", 0, 0, 0), visit("b", 1, 2, 2), visit("c", 2, 2, 2), visit("d", 2, 2, 2)];
    const chain = track("m", visits, calendar({ 0: [hour(9)], 1: [hour(9)], 4: [hour(9)], 6: [hour(9)] }));
    expect(kindOf(course([chain]))).toBe("chain");
  });

  it("leaves the relaxations out when they are not asked for", () => {
    const problem = course([track("m", late, calendar({ 4: [hour(9)] }))]);
    expect(planCourse(problem, { explain: false }).open[0]?.reason).toMatchObject({
      kind: "no-opening",
      relaxations: [],
    });
  });

  it("holds on over-constrained courses of every kind", () => {
    let open = 0;
    for (let seed = 0; seed < 60; seed++) {
      const problem = scarceCourse(seed);
      const answer = planCourse(problem);
      open += answer.open.length;
      expect({ seed, faults: findRelaxationFaults(problem, answer) }).toEqual({ seed, faults: [] });
      for (const one of answer.open)
        expect({ seed, ways: one.reason.relaxations.length }).not.toEqual({ seed, ways: 0 });
    }
    expect(open).toBeGreaterThan(60);
  });
});
