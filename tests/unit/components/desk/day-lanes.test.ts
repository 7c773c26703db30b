// Visits that overlap stand side by side, and never on top of one another.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lanesOf } from "../../../../components/desk/day-lanes.ts";

const span = fc
  .record({ startMin: fc.integer({ min: 0, max: 1400 }), length: fc.integer({ min: 5, max: 120 }) })
  .map(({ startMin, length }) => ({ startMin, endMin: startMin + length }));

describe("lanesOf", () => {
  it("gives one lane to visits that only touch", () => {
    const laned = lanesOf([
      { startMin: 540, endMin: 570 },
      { startMin: 570, endMin: 600 },
    ]);
    expect(laned.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it("shares the width among all that hang together", () => {
    const laned = lanesOf([
      { startMin: 540, endMin: 600 },
      { startMin: 550, endMin: 580 },
      { startMin: 590, endMin: 620 },
    ]);
    expect(laned.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  it("keeps every visit, and none covers another one", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (spans) => {
        const laned = lanesOf(spans);
        expect(laned).toHaveLength(spans.length);
        expect(laned.every(({ lane, lanes }) => lane < lanes)).toBe(true);
        const pairs = laned.flatMap((a) => laned.filter((b) => a !== b).map((b) => [a, b] as const));
        const overlapping = pairs.filter(
          ([a, b]) => a.item.startMin < b.item.endMin && b.item.startMin < a.item.endMin,
        );
        expect(overlapping.filter(([a, b]) => a.lane === b.lane || a.lanes !== b.lanes)).toEqual([]);
      }),
    );
  });
});
