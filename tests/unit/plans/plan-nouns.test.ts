// The small rules of a plan: windows from days, reassessments, template fit, gates, what changed, and what may share a day.
import { describe, expect, test } from "vitest";
import { planTemplates } from "../../../db/seed/rows/plan-templates.ts";
import { mayStandBeside } from "../../../lib/plans/beside.ts";
import { gapsOfEach, gapsSince, windowsOf } from "../../../lib/plans/cadence.ts";
import { differenceOf, isUnchanged } from "../../../lib/plans/course-difference.ts";
import { preferencesOf } from "../../../lib/plans/parse-plan.ts";
import { missingFor, warningsFor } from "../../../lib/plans/plan-gates.ts";
import { planToken, readPlanToken } from "../../../lib/plans/plan-token.ts";
import type { ProposedVisit } from "../../../lib/plans/plan-views.ts";
import { firmUntil, reassessmentsOf } from "../../../lib/plans/reassessment.ts";
import { fitTemplate } from "../../../lib/plans/template-fit.ts";
import { stopInput } from "../../../lib/plans/plans-input.ts";
import { newId } from "../../../lib/ids.ts";

test("windows count from the day before, placed or aimed at", () => {
  const phases = [{ visits: 3, minGap: 3, targetGap: 4, maxGap: 5 }];
  expect(windowsOf("2026-11-26", gapsOfEach(phases), ["2026-11-27", null, null])).toEqual([
    { targetOn: "2026-11-26", windowFrom: "2026-11-26", windowTo: "2026-12-06" },
    { targetOn: "2026-12-01", windowFrom: "2026-11-30", windowTo: "2026-12-02" },
    { targetOn: "2026-12-05", windowFrom: "2026-12-04", windowTo: "2026-12-06" },
  ]);
});

test("gaps counted from a visit long ago open again from today on", () => {
  const gaps = { minGap: 3, targetGap: 4, maxGap: 7 };
  expect(gapsSince(gaps, 2)).toEqual(gaps);
  expect(gapsSince(gaps, 5)).toEqual({ minGap: 5, targetGap: 5, maxGap: 7 });
  expect(gapsSince(gaps, 6)).toEqual({ minGap: 6, targetGap: 6, maxGap: 16 });
  expect(gapsSince(gaps, 40)).toEqual({ minGap: 40, targetGap: 40, maxGap: 50 });
});

test("reassessments come in the order of their days, and the first undecided one ends what is firm", () => {
  const points = [
    { kind: "day", at: 84 },
    { kind: "visit", at: 2 },
    { kind: "visit", at: 9 },
  ] as const;
  const found = reassessmentsOf(points, "2026-11-26", ["2026-11-26", "2026-11-30"]);
  expect(found.map(({ onDate }) => onDate)).toEqual(["2026-11-30", "2027-02-18"]);
  expect(firmUntil(found, 0)).toBe("2026-11-30");
  expect(firmUntil(found, 1)).toBe("2027-02-18");
  expect(firmUntil(found, 2)).toBeNull();
});

describe("a template", () => {
  const template = (code: string) => planTemplates.find((one) => one.code === code)!;
  const found = {
    classification: "whiplash_acute",
    risk: "low",
    triggerPointRole: "not_involved",
    medicalAssessmentOnFile: false,
  };
  test("fits, needs a reason, or is blocked", () => {
    expect(fitTemplate(template("T5"), found)).toMatchObject({ eligible: true, why: [] });
    expect(fitTemplate(template("T6"), found)).toMatchObject({ eligible: false, needsReason: true, blocked: false });
    expect(fitTemplate(template("T8"), found)).toMatchObject({ blocked: true, needsReason: false });
    expect(fitTemplate(template("T11"), found)).toMatchObject({ blocked: true });
    expect(fitTemplate(template("T8"), null)).toMatchObject({ eligible: true });
  });
});

test("nothing is missing from a full assessment; a strand is only warned about", () => {
  const facts = {
    assessment: {
      muscles: "a",
      joints: "b",
      posture: "c",
      movement: "d",
      classification: "migraine",
      triggerPointRole: "primary",
      maintainingFactors: ["sleep"],
    },
    measured: ["hd28", "psfs"],
    standing: { tier: "clear", released: false },
    strands: [],
    emptyTracks: [],
  };
  expect(missingFor(facts)).toEqual([]);
  const fields = (more: object) => missingFor({ ...facts, ...more }).map(({ field }) => field);
  expect(fields({ standing: { tier: "C", released: false } })).toEqual(["screen"]);
  expect(fields({ standing: { tier: "B", released: true } })).toEqual([]);
  expect(fields({ standing: null, measured: ["pgic"] })).toEqual(["baselines.symptom", "baselines.function", "screen"]);
  expect(fields({ emptyTracks: ["Acupuncture"] })).toEqual(["tracks"]);
  expect(warningsFor(["hands_on"])).toHaveLength(2);
});

test("a difference names what is kept, moved, new and dropped", () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour));
  const shown = (visitId: string, start: Date) => ({ visitId, start, practitionerId: "p" });
  const placed = (visitId: string, start: Date | null) =>
    ({ visitId, start, practitionerId: start && "p" }) as ProposedVisit;
  const difference = differenceOf(
    [shown("a", at(1)), shown("b", at(2)), shown("c", at(3))],
    [placed("a", at(1)), placed("b", at(5)), placed("c", null), placed("d", at(9)), placed("e", null)],
  );
  expect(difference).toEqual({
    kept: ["a"],
    moved: [{ visitId: "b", from: at(2), to: at(5) }],
    new: [{ visitId: "d", to: at(9) }],
    dropped: [{ visitId: "c", from: at(3) }],
  });
  expect(isUnchanged(difference)).toBe(false);
  expect(isUnchanged({ ...difference, moved: [], dropped: [] })).toBe(true);
});

test("deep work of two disciplines shares a day back to back, or rests between", () => {
  const massage = { trackId: "m", deep: true, date: "2026-12-01", start: 540, end: 600 };
  const osteopathy = { trackId: "o", deep: true, date: "2026-12-01", start: 610, end: 655 };
  expect(mayStandBeside(massage, [osteopathy], 2)).toBe(true);
  expect(mayStandBeside(massage, [osteopathy], 1)).toBe(false);
  expect(mayStandBeside(massage, [{ ...osteopathy, start: 700, end: 745 }], 2)).toBe(false);
  expect(mayStandBeside(massage, [{ ...osteopathy, date: "2026-12-02" }], 2)).toBe(false);
  expect(mayStandBeside(massage, [{ ...osteopathy, date: "2026-12-03" }], 2)).toBe(true);
  expect(mayStandBeside(massage, [{ ...osteopathy, deep: false, start: 700, end: 745 }], 2)).toBe(true);
  expect(mayStandBeside(massage, [{ ...massage, start: 900, end: 960 }], 2)).toBe(false);
});

test("a plan's token names clinic and plan, and nobody else's secret reads it", () => {
  const ctx = { clinicId: newId(), secret: "one secret of at least thirty-two characters" };
  const planId = newId();
  const token = planToken(ctx, planId);
  expect(readPlanToken(ctx.secret, token)).toEqual({ clinicId: ctx.clinicId, planId });
  expect(() => readPlanToken("another secret of thirty-two characters", token)).toThrow(/could not find/);
  expect(() => readPlanToken(ctx.secret, `${token.slice(0, -1)}!`)).toThrow(/could not find/);
});

test("wishes have defaults, and a stop names its reason one way or the other", () => {
  expect(preferencesOf({})).toMatchObject({ weekdays: [], sameDay: "either", practitioner: "prefer_same" });
  expect(preferencesOf({ weekdays: [9] })).toEqual(preferencesOf({}));
  const planId = newId();
  expect(stopInput.parse({ planId, reason: "referred" })).toEqual({ planId, endReason: "referred", note: "" });
  expect(stopInput.parse({ planId, endReason: "patient_choice", reason: "Moving away" })).toEqual({
    planId,
    endReason: "patient_choice",
    note: "Moving away",
  });
  expect(stopInput.safeParse({ planId, reason: "no idea" }).success).toBe(false);
});
