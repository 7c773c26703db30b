import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProgressResult, Proposal } from "../../../lib/outcomes/progress.ts";
import { nextStep, type Standing } from "../../../lib/plans/next-step.ts";

const scores = (proposal: Proposal): ProgressResult => ({ proposal, responder: false, because: ["pain 6 to 4"] });
const calm = { phase: "keep", extraVisitOffered: false } as const;
const back = { phase: "step_back", extraVisitOffered: false } as const;
const middle: Standing = {
  firstPhase: false,
  lastPhase: false,
  maintenance: false,
  offersMaintenance: true,
  stableBefore: false,
};
const at = (more: Partial<Standing>): Standing => ({ ...middle, ...more });

describe("nextStep", () => {
  it.each<[string, Proposal, typeof calm | typeof back, Standing, string[]]>([
    ["improved in the middle of the course", "progress", calm, middle, ["progress"]],
    ["improved, but pain is back or flares came", "progress", back, middle, ["step_back"]],
    ["two flares in the first phase", "hold", back, at({ firstPhase: true }), ["hold"]],
    ["no meaningful change at the cap, flares or not", "stop_or_refer", back, middle, ["refer", "discharge"]],
    ["hardly any change at week 3", "change_approach", calm, middle, ["change"]],
    ["some change", "hold", calm, middle, ["hold"]],
    ["the cap, and nothing clear", "reassess", calm, middle, []],
    ["improved at the end, first time", "progress", calm, at({ lastPhase: true }), ["progress"]],
    [
      "improved at the end, second time",
      "progress",
      calm,
      at({ lastPhase: true, stableBefore: true }),
      ["progress", "discharge"],
    ],
    [
      "the end of a template without maintenance",
      "progress",
      calm,
      at({ lastPhase: true, offersMaintenance: false }),
      ["hold"],
    ],
    [
      "the same, stable twice",
      "progress",
      calm,
      at({ lastPhase: true, offersMaintenance: false, stableBefore: true }),
      ["discharge"],
    ],
    ["maintenance, first stable review", "progress", calm, at({ lastPhase: true, maintenance: true }), ["hold"]],
    [
      "maintenance, second stable review",
      "progress",
      calm,
      at({ lastPhase: true, maintenance: true, stableBefore: true }),
      ["progress", "discharge"],
    ],
  ])("%s", (_name, proposal, flares, standing, expected) => {
    expect(nextStep(scores(proposal), flares, standing).decisions).toEqual(expected);
  });
  it("never progresses over two flares, and offers an extra visit only with one", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Proposal>("progress", "hold", "change_approach", "stop_or_refer", "reassess"),
        fc.boolean(),
        fc.boolean(),
        fc.record({
          firstPhase: fc.boolean(),
          lastPhase: fc.boolean(),
          maintenance: fc.boolean(),
          offersMaintenance: fc.boolean(),
          stableBefore: fc.boolean(),
        }),
        (proposal, two, one, standing) => {
          const flares = two ? back : { phase: "keep" as const, extraVisitOffered: one };
          const step = nextStep(scores(proposal), flares, standing);
          expect(two && step.decisions.includes("progress")).toBe(false);
          expect(step.extraVisitOffered).toBe(flares.extraVisitOffered);
          expect(step.because[0]).toBe("pain 6 to 4");
        },
      ),
    );
  });
});
