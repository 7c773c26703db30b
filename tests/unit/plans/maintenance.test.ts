import fc from "fast-check";
import { expect, it } from "vitest";
import { planTemplates } from "../../../db/seed/rows/plan-templates.ts";
import { lengthened } from "../../../lib/plans/maintenance.ts";

it("grows by half, and no further than ninety days", () => {
  const four = { minGap: 21, targetGap: 28, maxGap: 42 };
  const six = lengthened(four);
  expect(six).toEqual({ minGap: 31, targetGap: 42, maxGap: 63 });
  const nine = lengthened(six);
  expect(nine).toEqual({ minGap: 46, targetGap: 63, maxGap: 90 });
  expect(lengthened(nine)).toEqual({ minGap: 66, targetGap: 90, maxGap: 90 });
});

it("keeps a window in order and open, for every template as often as it likes", () => {
  const modules = planTemplates.flatMap(({ maintenance }) => (maintenance ? [maintenance] : []));
  fc.assert(
    fc.property(fc.constantFrom(...modules), fc.integer({ min: 1, max: 8 }), (start, times) => {
      let gaps = { minGap: start.minGap, targetGap: start.targetGap, maxGap: start.maxGap };
      for (let turn = 0; turn < times; turn++) {
        const next = lengthened(gaps);
        expect(next.targetGap).toBeGreaterThanOrEqual(gaps.targetGap);
        expect(next.minGap).toBeLessThanOrEqual(next.targetGap);
        expect(next.maxGap).toBeGreaterThanOrEqual(next.targetGap);
        expect(next.maxGap - next.minGap).toBeGreaterThanOrEqual(2);
        expect(next.maxGap).toBeLessThanOrEqual(90);
        gaps = next;
      }
    }),
  );
});
