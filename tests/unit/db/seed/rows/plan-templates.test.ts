import { describe, expect, it } from "vitest";
import { planTemplates } from "../../../../../db/seed/rows/plan-templates.ts";
import type { PlanTemplate } from "../../../../../db/seed/rows/plan-templates.ts";

const byCode = (code: string) => planTemplates.find((template) => template.code === code);
const visitsOf = (template: PlanTemplate | undefined) =>
  template?.tracks.map((track) => track.phases.reduce((sum, phase) => sum + phase.visits, 0));

describe("the plan templates", () => {
  it("are the twelve", () => {
    expect(planTemplates.map((template) => template.code)).toEqual(
      Array.from({ length: 12 }, (_, index) => `T${index + 1}`),
    );
  });
  it.each(planTemplates)("$code taper: no phase is closer spaced than the one before, windows in order", (template) => {
    for (const { phases, disciplines } of template.tracks) {
      expect(disciplines.length).toBeGreaterThan(0);
      for (const [index, phase] of phases.entries()) {
        expect(0 < phase.minGap && phase.minGap <= phase.targetGap && phase.targetGap <= phase.maxGap).toBe(true);
        expect([40, 45, 60]).toContain(phase.minutes);
        expect(phase.visits).toBeGreaterThan(0);
        expect(phase.targetGap).toBeGreaterThanOrEqual(phases[index - 1]?.targetGap ?? 0);
      }
    }
    expect(template.reassess.length).toBeGreaterThan(0);
    expect(template.sources.length).toBeGreaterThan(0);
    const { minGap, targetGap, maxGap } = template.maintenance ?? { minGap: 0, targetGap: 0, maxGap: 0 };
    expect(minGap <= targetGap && targetGap <= maxGap).toBe(true);
  });
  it.each(planTemplates)("$code measures a symptom and a function", ({ outcomes }) => {
    expect(outcomes.some((outcome) => outcome === "nprs" || outcome === "hd28")).toBe(true);
    expect(outcomes.some((outcome) => outcome === "psfs" || outcome === "rmdq")).toBe(true);
  });
  it("keep the published caps", () => {
    // OPTIMa 2019: massage for chronic tension-type headache 8 in 4 weeks, manual therapy for neck headache 10 in 6 weeks.
    expect(byCode("T2")?.cap).toEqual({ visits: 8, days: 28 });
    expect(byCode("T3")?.cap).toEqual({ visits: 10, days: 42 });
    // NICE CG150: up to 10 sessions over 5 to 8 weeks.
    expect(byCode("T9")?.cap).toEqual({ visits: 10, days: 56 });
    expect(byCode("T5")?.cap).toEqual({ visits: 3, days: null });
  });
  it("have as many visits as agreed", () => {
    expect(planTemplates.map(visitsOf)).toEqual([
      [9],
      [15],
      [12],
      [12],
      [5],
      [13, 8],
      [8],
      [16],
      [10],
      [8],
      [10],
      [10],
    ]);
  });
  it("leave the choice between massage and physiotherapy to the practitioner where both can lead", () => {
    const either = planTemplates.filter((template) => template.tracks.some((track) => track.disciplines.length > 1));
    expect(either.map((template) => template.code)).toEqual(["T4", "T12"]);
  });
  it("ask for a medical assessment after a concussion only", () => {
    expect(planTemplates.filter((template) => template.requires).map((template) => template.code)).toEqual(["T11"]);
  });
});
