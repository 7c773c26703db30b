import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposeNext } from "../../../lib/outcomes/progress.ts";
import type { ProgressFacts } from "../../../lib/outcomes/progress.ts";

const tenths = (max: number) => fc.nat(max * 10).map((value) => value / 10);
const scores = fc.record({ nprs: tenths(10), hd28: tenths(28), psfs: tenths(10) }, { requiredKeys: ["nprs"] });
const facts: fc.Arbitrary<ProgressFacts> = fc.record(
  {
    baseline: scores,
    now: scores,
    pgic: fc.integer({ min: 1, max: 7 }),
    flareInLastTwoVisits: fc.boolean(),
    week: fc.nat(20),
    atCap: fc.boolean(),
  },
  { requiredKeys: ["baseline", "now", "flareInLastTwoVisits", "week", "atCap"] },
);

describe("proposeNext", () => {
  it("never progresses over a flare, a worse function or a global change above 3", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const { proposal } = proposeNext(one);
        const worse = one.baseline.psfs !== undefined && one.now.psfs !== undefined && one.now.psfs < one.baseline.psfs;
        const barred = one.flareInLastTwoVisits || worse || (one.pgic ?? 1) > 3;
        expect(barred && proposal === "progress").toBe(false);
      }),
    );
  });
  it("never holds at the cap, and reassesses nowhere else", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const { proposal } = proposeNext(one);
        const answers = one.atCap
          ? ["progress", "stop_or_refer", "reassess"]
          : ["progress", "stop_or_refer", "change_approach", "hold"];
        expect(answers).toContain(proposal);
      }),
    );
  });
  it("gives up on nobody before week 6 and the cap, and changes the approach in weeks 3 and 4 only", () => {
    fc.assert(
      fc.property(facts, (one) => {
        const { proposal } = proposeNext(one);
        expect(proposal !== "stop_or_refer" || one.week >= 6 || one.atCap).toBe(true);
        expect(proposal !== "change_approach" || one.week === 3 || one.week === 4).toBe(true);
      }),
    );
  });
  it("tells the figures it used", () => {
    const { because } = proposeNext({
      baseline: { nprs: 8, hd28: 20, psfs: 4 },
      now: { nprs: 6, hd28: 15, psfs: 5 },
      pgic: 2,
      flareInLastTwoVisits: false,
      week: 5,
      atCap: false,
    });
    expect(because).toEqual([
      "pain 8 to 6 (25 % better)",
      "headache days 20 to 15 (25 % better)",
      "function 4 to 5",
      "global change 2",
      "improved enough for the next phase",
    ]);
  });
});
