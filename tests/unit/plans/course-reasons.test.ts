// Why a visit stays open, and that the named relaxation really places it.
import { describe, expect, it } from "vitest";
import { planCourse } from "../../../lib/plans/course.ts";
import type { CourseOpenVisit, CourseProblem } from "../../../lib/plans/course-problem.ts";
import { findReasonFaults, findSmallerWays, leastOpen } from "../../support/judged-course.ts";
import { loadSolver } from "../../support/milp-course.ts";
import { scarceCourse } from "../../support/scarce-course.ts";
import { calendar, course, hour, track, visit } from "../../support/small-course.ts";

function openVisit(problem: CourseProblem): CourseOpenVisit {
  const answer = planCourse(problem);
  expect(findReasonFaults(problem, answer)).toEqual([]);
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

  it("asks for more days when two are not enough", () => {
    expect(openVisit(course([track("m", late, calendar({ 8: [hour(9)] }))])).reason.relaxations).toMatchObject([
      { days: 7, day: 8 },
    ]);
    expect(openVisit(course([track("m", late, calendar({ 50: [hour(9)] }))])).reason.relaxations).toMatchObject([
      { kind: "more-days", days: 56, day: 50 },
    ]);
  });

  it("asks for two things at once when no single one is enough", () => {
    const lateEvening = { kind: "part-of-day" as const, value: "evening", slots: calendar({ 4: [hour(18)] }) };
    const { reason } = openVisit(course([track("m", late, [], { alternatives: [lateEvening] })]));
    expect(reason.relaxations).toMatchObject([
      { kind: "part-of-day", value: "evening", also: [{ kind: "more-days", days: 2 }], day: 4, start: 18 * 60 },
    ]);
    expect(reason.text).toBe(
      "From 2026-11-30 to 2026-12-02 there is no opening; another part of the day (evening) and 2 days more would place it on 2026-12-04.",
    );
    const samOnSaturday = {
      kind: "weekday" as const,
      value: "Saturday",
      also: [{ kind: "practitioner" as const, value: "sam" }],
      slots: calendar({ 1: [hour(9, "sam")] }),
    };
    const pair = openVisit(course([track("m", late, [], { alternatives: [samOnSaturday] })])).reason;
    expect(pair.relaxations).toMatchObject([
      { kind: "weekday", also: [{ kind: "practitioner", value: "sam" }], day: 1, practitioner: "sam" },
    ]);
  });

  it("asks for hours when nothing in the calendar places the visit, but never while the patient is away", () => {
    const never = openVisit(course([track("m", late, [])])).reason;
    expect(never).toMatchObject({ relaxations: [], needed: { day: 0, start: 480, end: 540 } });
    expect(never.text).toBe(
      "From 2026-11-30 to 2026-12-02 there is no opening, and nothing else in the calendar suits; an opening of 60 minutes on 2026-11-30 would place it.",
    );
    expect(openVisit(course([track("m", late, [])], { closed: [0] })).reason.needed).toMatchObject({ day: 1 });
    const away = openVisit(course([track("m", late, [])], { away: [0, 1, 2] })).reason;
    expect(away.needed).toEqual({ day: 3, start: 480, end: 540, wider: 2 });
    expect(away.text).toContain("an opening of 60 minutes on 2026-12-03 and 2 days more on either side would place it");
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

  it("holds on over-constrained courses of every kind, none of them left open needlessly", async () => {
    await loadSolver();
    const seen = new Set<string>();
    for (let seed = 0; seed < 75; seed++) {
      const problem = scarceCourse(seed);
      const answer = planCourse(problem);
      const faults = findReasonFaults(problem, answer);
      for (const one of answer.open) {
        const [way] = one.reason.relaxations;
        seen.add(way ? (way.also ? "together" : way.preferred ? "put first" : "alone") : "hours");
        faults.push(...(await findSmallerWays(problem, answer, one)));
        if (!way && !one.reason.needed) faults.push(`no way out for ${one.visit}`);
      }
      expect({ seed, faults, least: leastOpen(problem) }).toEqual({ seed, faults: [], least: answer.open.length });
    }
    expect([...seen].toSorted()).toEqual(["alone", "hours", "put first", "together"]);
  }, 60_000);
});
