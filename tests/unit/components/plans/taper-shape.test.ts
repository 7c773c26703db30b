// The places and words of the taper's picture.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dotRadius,
  dotScale,
  eventsInOrder,
  gapHeight,
  gapWords,
  monthMarks,
  shortDayWords,
  percentAt,
  type TaperTrack,
} from "../../../../components/plans/taper-shape.ts";

const track = (id: string, dates: string[], minutes = 30): TaperTrack => ({
  id,
  name: id,
  letter: id[0] ?? "?",
  hue: 1,
  visits: dates.map((date) => ({ id: id + date, label: "Visit", date, minutes, state: "open" as const })),
});

describe("places on the axis", () => {
  test("the first day is 0, the last is 100, and a clock change moves nothing", () => {
    expect(percentAt("2026-10-26", "2026-10-26", "2026-11-05")).toBe(0);
    expect(percentAt("2026-11-01", "2026-10-26", "2026-11-05")).toBe(60);
    expect(percentAt("2026-11-05", "2026-10-26", "2026-11-05")).toBe(100);
  });

  test("an axis of one day does not divide by nothing", () => {
    expect(percentAt("2026-11-24", "2026-11-24", "2026-11-24")).toBe(0);
  });

  test("months are marked once, with the year at the beginning and in January", () => {
    expect(monthMarks("2026-11-02", "2027-02-01").map(({ label }) => label)).toEqual(["Dec 2026", "Jan 2027", "Feb"]);
    expect(monthMarks("2026-11-02", "2026-11-20")).toEqual([]);
  });
});

describe("dots", () => {
  test("longer visits are never smaller, and all stay between 5 and 13 pixels", () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (a, b) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)];
        expect(dotRadius(short)).toBeLessThanOrEqual(dotRadius(long));
        expect(dotRadius(short)).toBeGreaterThanOrEqual(5);
        expect(dotRadius(long)).toBeLessThanOrEqual(13);
      }),
    );
  });

  test("they shrink together where visits stand close, but never below seven tenths", () => {
    const far = track("far", ["2026-11-02", "2026-12-02"]);
    const close = track("close", ["2026-11-02", "2026-11-03"]);
    expect(dotScale([far], "2026-11-01", "2027-04-01", 560)).toBe(1);
    expect(dotScale([far, close], "2026-11-01", "2027-04-01", 560)).toBe(0.7);
  });
});

describe("the list", () => {
  test("a longer wait always takes at least as much room", () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), (a, b) => {
        expect(gapHeight(Math.min(a, b))).toBeLessThanOrEqual(gapHeight(Math.max(a, b)));
      }),
    );
    expect(gapHeight(0)).toBe(0);
  });

  test("waits of a week and more are also said", () => {
    expect([3, 7, 14, 28].map(gapWords)).toEqual([undefined, "a week later", "2 weeks later", "4 weeks later"]);
  });

  test("tracks merge by date; on one day reassessment, then today, then visits", () => {
    const events = eventsInOrder(
      [track("massage", ["2026-11-24", "2026-12-01"]), track("physio", ["2026-11-20"])],
      [{ date: "2026-11-24", label: "Reassessment" }],
      "2026-11-24",
    );
    expect(events.map(({ kind, date }) => `${date} ${kind}`)).toEqual([
      "2026-11-20 visit",
      "2026-11-24 reassessment",
      "2026-11-24 today",
      "2026-11-24 visit",
      "2026-12-01 visit",
    ]);
  });

  test("months and days are said in the language of the page", () => {
    expect(monthMarks("2026-11-02", "2027-02-01", "fr-CA").map(({ label }) => label)).toEqual([
      "déc. 2026",
      "janv. 2027",
      "févr.",
    ]);
    expect([shortDayWords("2026-12-01"), shortDayWords("2026-12-01", "fr-CA")]).toEqual(["Dec 1", "1 déc."]);
  });
});
