import fc from "fast-check";
import { expect, test } from "vitest";
import { shiftsOf, type Waiting } from "../../../lib/booking/run-late.ts";

const day = Date.parse("2026-12-01T16:00:00Z");
const at = (minute: number) => new Date(day + minute * 60_000);
const visit = (id: string, from: number, to: number, more: Partial<Waiting> = {}): Waiting => ({
  id,
  start: at(from),
  end: at(to),
  bufferBeforeMin: 0,
  bufferAfterMin: 10,
  fixed: false,
  ...more,
});
const minutesOf = (rows: readonly Waiting[], late: number) =>
  shiftsOf(rows, late).map(({ id, to }) => [id, (to.getTime() - day) / 60_000]);

test("a gap takes up the delay, and who comes after it is not touched", () => {
  const rows = [visit("a", 0, 30), visit("b", 40, 70), visit("c", 95, 125), visit("d", 140, 170)];
  expect(minutesOf(rows, 20)).toEqual([
    ["a", 20],
    ["b", 60],
    ["c", 100],
  ]);
});

test("somebody who is here already gets no new time, and holds up the others", () => {
  const rows = [visit("a", 0, 30, { fixed: true }), visit("b", 40, 70)];
  expect(minutesOf(rows, 15)).toEqual([["b", 55]]);
});

test("the longer of the two buffers lies between", () => {
  const rows = [visit("a", 0, 30, { bufferAfterMin: 0 }), visit("b", 35, 65, { bufferBeforeMin: 5 })];
  expect(minutesOf(rows, 10)).toEqual([
    ["a", 10],
    ["b", 45],
  ]);
});

test("nobody begins earlier than planned, and nobody before the one ahead is done", () => {
  const days = fc.array(
    fc.record({ length: fc.integer({ min: 10, max: 60 }), gap: fc.integer({ min: 10, max: 60 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(days, fc.integer({ min: 5, max: 120 }), (plan, late) => {
      let minute = 0;
      const rows = plan.map(({ length, gap }, index) => {
        const from = minute;
        minute += length + gap;
        return visit(String(index), from, from + length);
      });
      const moved = new Map(shiftsOf(rows, late).map(({ id, to }) => [id, to]));
      let free = -Infinity;
      for (const row of rows) {
        const start = (moved.get(row.id) ?? row.start).getTime();
        expect(start).toBeGreaterThanOrEqual(row.start.getTime());
        expect(start).toBeLessThanOrEqual(row.start.getTime() + late * 60_000);
        expect(start).toBeGreaterThanOrEqual(free);
        free = start + row.end.getTime() - row.start.getTime() + 10 * 60_000;
      }
    }),
  );
});
