// What a decision makes of the phases to come, and where a window opens again around an absence.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayAimedAt, gapsAround } from "../../../lib/plans/cadence.ts";
import { phasesAfter } from "../../../lib/plans/phase-change.ts";

const before = { current: 0, coming: [0, 0, 1, 1, 1, 2], until: 3, last: 2 };

describe("a decision", () => {
  test("to progress takes up the next phase now, and a planned step at its time is no second one", () => {
    expect(phasesAfter("progress", before)).toEqual([1, 1, 2, 2, 2, 2]);
    expect(phasesAfter("progress", { ...before, coming: [1, 1, 1, 2] })).toEqual([1, 1, 1, 2]);
  });
  test("to hold keeps the phase until the next reassessment, and puts the later ones off", () => {
    expect(phasesAfter("hold", before)).toEqual([0, 0, 0, 1, 1, 2]);
    expect(phasesAfter("hold", { ...before, coming: [1, 1, 1, 2] })).toEqual([0, 0, 0, 1]);
  });
  test("to step back goes one phase back, never before the first", () => {
    expect(phasesAfter("step_back", { ...before, current: 1, coming: [1, 1, 2, 2] })).toEqual([0, 0, 0, 1]);
    expect(phasesAfter("step_back", before)).toEqual([0, 0, 0, 1, 1, 2]);
  });
  test("held and then progressed is the course as it was laid", () => {
    const held = phasesAfter("hold", { current: 0, coming: [1, 1, 1, 2, 2], until: 2, last: 2 });
    expect(held).toEqual([0, 0, 0, 1, 1]);
    expect(phasesAfter("progress", { current: 0, coming: held.slice(2), until: 2, last: 2 })).toEqual([1, 2, 2]);
  });
  test("never loses a visit, leaves the track, or goes on before what was decided", () => {
    const phases = fc.array(fc.nat(3), { maxLength: 12 }).map((list) => list.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(
        fc.constantFrom("progress", "hold", "step_back"),
        fc.nat(3),
        phases,
        fc.nat(12),
        (how, current, coming, until) => {
          const after = phasesAfter(how as "hold", { current, coming, until, last: 3 });
          expect(after).toHaveLength(coming.length);
          expect(after).toEqual(after.toSorted((a, b) => a - b));
          for (const phase of after) expect(phase >= 0 && phase <= 3).toBe(true);
          expect(how !== "hold" || after.slice(0, until).every((phase) => phase <= current)).toBe(true);
        },
      ),
    );
  });
});

describe("an absence", () => {
  const gaps = { minGap: 3, targetGap: 4, maxGap: 5 };
  const between = (from: number, to: number) => (day: number) => day >= from && day <= to;

  test("that leaves a day of the window changes nothing", () => {
    expect(gapsAround(gaps, 10, between(13, 14))).toBe(gaps);
    expect(dayAimedAt(gaps, 10, between(13, 14))).toBe(15);
    expect(dayAimedAt(gaps, 10, between(14, 20))).toBe(13);
  });
  test("that covers the window opens it again for ten days after it", () => {
    const open = gapsAround(gaps, 10, between(12, 20));
    expect(open).toEqual({ minGap: 3, targetGap: 4, maxGap: 21 });
    expect(dayAimedAt(open, 10, between(12, 20))).toBe(21);
  });
});
