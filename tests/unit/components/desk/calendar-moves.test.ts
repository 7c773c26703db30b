import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  samePlace,
  sayMinuteOfDay,
  shifted,
  stepped,
  stretched,
  type Place,
  type Room,
} from "../../../../components/desk/calendar-moves.ts";

const room: Room = { columns: 3, fromMin: 480, toMin: 1080, stepMin: 15 };
const ten: Place = { column: 1, startMin: 600, endMin: 645 };

describe("keys", () => {
  test("up and down change the start by a step, sideways the column", () => {
    expect(stepped(ten, "ArrowDown", false, room)).toEqual({ column: 1, startMin: 615, endMin: 660 });
    expect(stepped(ten, "ArrowUp", false, room)).toEqual({ column: 1, startMin: 585, endMin: 630 });
    expect(stepped(ten, "ArrowRight", false, room)).toEqual({ ...ten, column: 2 });
    expect(stepped({ ...ten, column: 2 }, "ArrowRight", false, room)).toEqual({ ...ten, column: 2 });
  });

  test("with shift they change the length, never below one step", () => {
    expect(stepped(ten, "ArrowDown", true, room)).toEqual({ ...ten, endMin: 660 });
    expect(stepped({ ...ten, endMin: 615 }, "ArrowUp", true, room)).toEqual({ ...ten, endMin: 615 });
  });

  test("any other key is not theirs", () => expect(stepped(ten, "a", false, room)).toBeNull());
});

const rooms = fc.record({
  columns: fc.integer({ min: 1, max: 12 }),
  fromMin: fc.integer({ min: 0, max: 10 }).map((hour) => hour * 60),
  toMin: fc.integer({ min: 14, max: 24 }).map((hour) => hour * 60),
  stepMin: fc.constantFrom(5, 10, 15, 30),
});
const places = fc.record({
  column: fc.integer({ min: 0, max: 11 }),
  startMin: fc.integer({ min: 0, max: 1380 }),
  length: fc.integer({ min: 5, max: 120 }),
});

test("wherever it is carried, it stands on a step inside the day, as long as before", () => {
  fc.assert(
    fc.property(
      rooms,
      places,
      fc.integer({ min: -20, max: 20 }),
      fc.integer({ min: -2000, max: 2000 }),
      (r, p, c, m) => {
        const from = { column: Math.min(p.column, r.columns - 1), startMin: p.startMin, endMin: p.startMin + p.length };
        const to = shifted(from, { columns: c, minutes: m }, r);
        expect(to.endMin - to.startMin).toBe(p.length);
        expect(to.startMin % r.stepMin).toBe(0);
        expect(to.startMin).toBeGreaterThanOrEqual(r.fromMin);
        expect(to.endMin).toBeLessThanOrEqual(r.toMin);
        expect(to.column).toBeGreaterThanOrEqual(0);
        expect(to.column).toBeLessThan(r.columns);
      },
    ),
  );
});

test("however it is stretched, it keeps its start and is at least a step long", () => {
  fc.assert(
    fc.property(rooms, places, fc.integer({ min: -2000, max: 2000 }), (r, p, m) => {
      const from = { column: 0, startMin: p.startMin, endMin: p.startMin + p.length };
      const to = stretched(from, m, r);
      expect(to.startMin).toBe(from.startMin);
      expect(to.endMin - to.startMin).toBeGreaterThanOrEqual(r.stepMin);
    }),
  );
});

test("the same place is the same column and times", () => {
  expect(samePlace(ten, { ...ten })).toBe(true);
  expect(samePlace(ten, { ...ten, column: 0 })).toBe(false);
});

test("says minutes of the day", () => {
  expect([0, 545, 720, 1439].map(sayMinuteOfDay)).toEqual(["12:00 am", "9:05 am", "12:00 pm", "11:59 pm"]);
});
