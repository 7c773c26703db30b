import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retentionCurve } from "../../../lib/insights/retention.ts";

const people = fc.array(fc.tuple(fc.nat(30), fc.constantFrom<0 | 1>(0, 1)), { maxLength: 40 });
const curveOf = (list: readonly (readonly [number, 0 | 1])[], confidence = 0.95) =>
  retentionCurve({ durations: list.map(([time]) => time), events: list.map(([, event]) => event), confidence });

describe("retentionCurve", () => {
  it("only falls, within its bounds, one row a distinct time of leaving", () => {
    fc.assert(
      fc.property(people, (list) => {
        const { times, survival, lower, upper } = curveOf(list);
        expect(times).toEqual(
          [...new Set(list.filter(([, left]) => left === 1).map(([time]) => time))].toSorted((a, b) => a - b),
        );
        for (const [index, share] of survival.entries()) {
          expect(share).toBeLessThan(survival[index - 1] ?? 1);
          expect([lower[index] === null, upper[index] === null]).toEqual([share === 0, share === 0]);
          expect(lower[index] ?? share).toBeLessThanOrEqual(share);
          expect(upper[index] ?? share).toBeGreaterThanOrEqual(share);
        }
      }),
    );
  });
  it("is the plain share still there when nobody is censored", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 30 }), (durations) => {
        const { times, survival } = curveOf(durations.map((time) => [time, 1] as const));
        for (const [index, time] of times.entries()) {
          expect(survival[index]).toBeCloseTo(durations.filter((other) => other > time).length / durations.length, 6);
        }
      }),
    );
  });
  it("does not mind the order people come in", () => {
    fc.assert(
      fc.property(people, (list) => {
        expect(curveOf(list.toReversed())).toEqual(curveOf(list));
      }),
    );
  });
  it("widens with the confidence", () => {
    const list = [
      [1, 1],
      [2, 0],
      [3, 1],
      [4, 0],
    ] as const;
    expect(curveOf(list, 0.99).lower[0]).toBeLessThan(curveOf(list, 0.9).lower[0] ?? 0);
  });
});
