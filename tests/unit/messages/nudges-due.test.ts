// Messages about a visit without a time: on the days of the rule, counted from when it became due, and none afterwards.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageRules } from "../../../db/seed/rows/message-rules.ts";
import { dueOn, nudgeDue, spreadTimes } from "../../../lib/messages/nudges-due.ts";
import { addDays } from "../../../lib/time/dates.ts";

const [rules] = messageRules as [(typeof messageRules)[0]];
const visit = { windowFrom: "2026-12-10", openSince: "2026-11-01" };
const on = (day: string, of = visit) => nudgeDue(of, rules, day);

describe("a visit without a time", () => {
  it("is written about a week before its window opens, three and seven days later, and then no more", () => {
    expect(dueOn(visit)).toBe("2026-12-03");
    const days = ["2026-12-02", "2026-12-03", "2026-12-05", "2026-12-06", "2026-12-09", "2026-12-10", "2026-12-12"];
    expect(days.map((day) => on(day))).toEqual([null, 0, 0, 1, 1, 2, 2]);
    expect(on("2026-12-13")).toBeNull();
  });

  it("that lost its time inside its window is written about from the next day on", () => {
    const lost = { ...visit, openSince: "2026-12-20" };
    expect(on("2026-12-19", lost)).toBeNull();
    expect(on("2026-12-20", lost)).toBe(0);
  });

  it("is never written about by a clinic without such days", () =>
    expect(nudgeDue(visit, { ...rules, nudgeDays: [] }, "2026-12-03")).toBeNull());

  it("gets no number twice or backwards, and no more of them than the rule has days, whenever somebody looks", () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(days, fc.array(fc.integer({ min: -20, max: 60 })), (nudgeDays, looks) => {
        const numbers = looks
          .toSorted((a, b) => a - b)
          .flatMap((day) => nudgeDue(visit, { ...rules, nudgeDays }, addDays("2026-12-03", day)) ?? []);
        const told = [...new Set(numbers)];
        expect(told).toEqual(told.toSorted((a, b) => a - b));
        expect(told.length).toBeLessThanOrEqual(nudgeDays.length);
      }),
    );
  });
});

describe("a few of many times", () => {
  const at = (text: string) => ({ start: new Date(text) });

  it("lie on different days where there are some, and in order", () => {
    const times = ["01T17", "01T18", "02T17", "02T20", "03T17", "03T22"].map((hour) => at(`2026-12-${hour}:00:00Z`));
    expect(spreadTimes(times, 3).map(({ start }) => start.toISOString().slice(8, 13))).toEqual([
      "01T17",
      "02T17",
      "03T22",
    ]);
    expect(spreadTimes(times.slice(0, 2), 3)).toHaveLength(2);
    expect(spreadTimes([], 3)).toEqual([]);
  });

  it("are some of those that there are, none twice, as many as can be", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 400 })), fc.integer({ min: 1, max: 5 }), (hours, most) => {
        const times = hours.toSorted((a, b) => a - b).map((hour) => ({ start: new Date(hour * 3_600_000) }));
        const few = spreadTimes(times, most);
        expect(few).toHaveLength(Math.min(most, times.length));
        expect(new Set(few).size).toBe(few.length);
        expect(few.every((one) => times.includes(one))).toBe(true);
      }),
    );
  });
});
