// What may be a plan template: it tapers, is looked at again, and says what it rests on.
import { describe, expect, test } from "vitest";
import { planTemplates } from "../../../db/seed/rows/plan-templates.ts";
import { readPoints, sayPoints, templateInput } from "../../../lib/plans/template-input.ts";

const inputOf = (template: (typeof planTemplates)[number]) => ({
  ...template,
  asNew: false,
  classifications: [...template.classifications],
  risks: [...template.risks],
  outcomes: [...template.outcomes],
  sources: [...template.sources],
  reassess: [...template.reassess],
  tracks: template.tracks.map(({ phases }) => ({
    phases: phases.map((phase) => ({ ...phase, cap: phase.cap ?? null })),
  })),
});
const T2 = inputOf(planTemplates.find(({ code }) => code === "T2")!);

test("every template a clinic starts with could be saved as it is", () => {
  const refused = planTemplates.flatMap((template) => {
    const { error } = templateInput.safeParse(inputOf(template));
    return error ? [{ code: template.code, issues: error.issues }] : [];
  });
  expect(refused).toEqual([]);
});

describe("refused", () => {
  const phases = T2.tracks[0]!.phases;
  test.each([
    ["visits that come closer together", { ...T2, tracks: [{ phases: [phases[1]!, phases[0]!] }] }],
    ["a gap outside its window", { ...T2, tracks: [{ phases: [{ ...phases[0]!, targetGap: 9 }] }] }],
    ["no phase at all", { ...T2, tracks: [{ phases: [] }] }],
    ["never looked at again", { ...T2, reassess: [] }],
    ["no source", { ...T2, sources: [] }],
    ["nothing measured", { ...T2, outcomes: [] }],
    ["a number that was not typed", { ...T2, tracks: [{ phases: [{ ...phases[0]!, minutes: Number.NaN }] }] }],
  ])("%s", (_name, input) => {
    expect(templateInput.safeParse(input).success).toBe(false);
  });
});

test("points are read as they are said", () => {
  expect(readPoints("visit 8, day 42")).toEqual(
    T2.reassess.length
      ? [
          { kind: "visit", at: 8 },
          { kind: "day", at: 42 },
        ]
      : [],
  );
  expect(readPoints(sayPoints(T2.reassess))).toEqual(T2.reassess);
  expect(readPoints("sometime")).toBeNull();
});
