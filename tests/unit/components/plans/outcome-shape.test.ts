import fc from "fast-check";
import { expect, it } from "vitest";
import { courseWords, heightOf, reached, type OutcomeLine } from "../../../../components/plans/outcome-shape.ts";

const line = (values: number[], more: Partial<OutcomeLine> = {}): OutcomeLine => ({
  id: "nprs",
  name: "Pain",
  max: 10,
  moreIsBetter: false,
  meaningfulAt: null,
  points: values.map((value, index) => ({ date: `2026-10-${String(index + 10)}`, value })),
  ...more,
});

it("puts what is better higher, whichever way the score runs, and everything inside its row", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 8 }),
      fc.boolean(),
      fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
      (values, moreIsBetter, meaningfulAt) => {
        const drawn = line(values, { moreIsBetter, meaningfulAt });
        const heights = values.map((value) => heightOf(value, drawn, 84));
        for (const height of heights) {
          expect(height).toBeGreaterThanOrEqual(14);
          expect(height).toBeLessThanOrEqual(70);
        }
        const order = values.toSorted((a, b) => (moreIsBetter ? b - a : a - b));
        const placed = order.map((value) => heightOf(value, drawn, 84));
        expect(placed).toEqual(placed.toSorted((a, b) => a - b));
      },
    ),
  );
});

it("says the course in words, and whether the change matters", () => {
  expect(courseWords(line([6, 4], { meaningfulAt: 4.2 }))).toBe("6 on Oct 10, 4 on Oct 11; a change that matters");
  expect(courseWords(line([6, 5], { meaningfulAt: 4.2 }))).toBe(
    "6 on Oct 10, 5 on Oct 11; a change matters from 4.2 on",
  );
  expect(courseWords(line([40]))).toBe("40 on Oct 10");
  expect(reached(8, line([4, 8], { moreIsBetter: true, meaningfulAt: 6 }))).toBe(true);
});
