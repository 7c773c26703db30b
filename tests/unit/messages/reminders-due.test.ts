// Which reminder is due: by the rule, never into the night, once a kind, and the same whatever moments somebody looks at.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageRules } from "../../../db/seed/rows/message-rules.ts";
import { messageRulesOn } from "../../../lib/messages/message-rules.ts";
import { afterQuiet, beforeQuiet, isQuiet } from "../../../lib/messages/quiet-hours.ts";
import { reminderDue, reminderTimes } from "../../../lib/messages/reminders-due.ts";
import { capFor, isUnasked, topics } from "../../../lib/messages/topics.ts";

const zone = "America/Vancouver";
const [rules] = messageRules as [(typeof messageRules)[0]];
const hour = 3_600_000;
const noon = new Date("2026-12-01T19:00:00Z");
const before = (start: Date, hours: number) => new Date(start.getTime() - hours * hour);
const visit = (start: Date, bookedHours = 400, gapDays: number | null = null) => ({
  start,
  bookedAt: before(start, bookedHours),
  previousStart: gapDays === null ? null : before(start, gapDays * 24),
});
const timesOf = (...of: Parameters<typeof visit>) =>
  reminderTimes(visit(...of), rules, zone).map(({ kind, at }) => [kind, (of[0].getTime() - at.getTime()) / hour]);

describe("reminders", () => {
  it("go out two days and three hours before noon", () =>
    expect(timesOf(noon)).toEqual([
      ["early", 48],
      ["late", 3],
    ]));

  it("of a visit at nine come at eight, and of one at eight on the evening before", () => {
    expect(timesOf(before(noon, 3))).toEqual([
      ["early", 48],
      ["late", 1],
    ]);
    expect(timesOf(before(noon, 4))).toEqual([
      ["early", 48],
      ["late", 12],
    ]);
  });

  it("before a visit in the small hours come an hour before the night begins", () =>
    expect(timesOf(before(noon, 9))).toEqual([
      ["early", 43],
      ["late", 7],
    ]));

  it("are left out when the visit was booked after their time", () => {
    expect(timesOf(noon, 20)).toEqual([["late", 3]]);
    expect(timesOf(noon, 2)).toEqual([]);
  });

  it("come once for a visit less than eight days after another, twice from eight days on", () => {
    expect(timesOf(noon, 400, 7.9)).toEqual([["early", 48]]);
    expect(timesOf(noon, 20, 3)).toEqual([["late", 3]]);
    expect(timesOf(noon, 400, 8)).toHaveLength(2);
  });

  it("keep the wall time over the end of daylight time in zones that still change", () => {
    const start = new Date("2026-11-02T18:00:00Z");
    expect(reminderTimes(visit(start), rules, "America/Edmonton")[0]!.at).toEqual(before(start, 48));
  });

  it("hold by the clinic's own row from its day on, and by the standard row before", () => {
    const own = { ...rules, effectiveFrom: "2026-12-01", earlyHours: 72 };
    expect(messageRulesOn([own], "2026-11-30").earlyHours).toBe(48);
    expect(messageRulesOn([own], "2026-12-01").earlyHours).toBe(72);
  });
});

const anyVisit = fc.record({
  start: fc.integer({ min: 0, max: 4 * 30 * 24 * 60 }).map((minute) => new Date(noon.getTime() + minute * 60_000)),
  bookedHours: fc.integer({ min: 0, max: 600 }),
  gapDays: fc.option(fc.integer({ min: 0, max: 40 })),
});
const anyRules = fc.record({
  earlyHours: fc.integer({ min: 2, max: 200 }),
  lateHours: fc.option(fc.integer({ min: 1, max: 47 })),
  quietFromMin: fc.integer({ min: 0, max: 1439 }),
  quietToMin: fc.integer({ min: 0, max: 1439 }),
});
const anyZone = fc.constantFrom(
  "America/Vancouver",
  "America/Edmonton",
  "America/St_Johns",
  "Asia/Kolkata",
  "Pacific/Apia",
);

describe("whatever visit, rule, zone and moments of looking", () => {
  it("each kind is due at most once, after the booking, before the visit, and one alone for a short gap", () => {
    fc.assert(
      fc.property(
        anyVisit,
        anyRules,
        anyZone,
        fc.array(fc.integer({ min: 0, max: 12_000 })),
        (of, own, where, looks) => {
          const rule = {
            ...rules,
            ...own,
            lateHours: own.lateHours !== null && own.lateHours < own.earlyHours ? own.lateHours : null,
          };
          const one = visit(of.start, of.bookedHours, of.gapDays);
          const told: string[] = [];
          for (const minute of looks.toSorted((a, b) => b - a)) {
            const now = new Date(of.start.getTime() - minute * 60_000);
            const kind = reminderDue(one, rule, where, now);
            if (kind === null || told.includes(kind)) continue;
            told.push(kind);
            expect(now > one.bookedAt).toBe(true);
            expect(now < one.start).toBe(true);
          }
          const soonAgain = of.gapDays !== null && of.gapDays < rule.onceBelowDays;
          expect(told.length).toBeLessThanOrEqual(rule.lateHours === null || soonAgain ? 1 : 2);
          // The early one never follows the late one.
          expect(told.join()).not.toBe("late,early");
        },
      ),
    );
  });

  it("the morning after the quiet hours and the hour before them are not quiet, and hold no quiet moment up", () => {
    fc.assert(
      fc.property(
        fc.date({ min: noon, max: new Date("2027-12-01"), noInvalidDate: true }),
        anyRules,
        anyZone,
        (at, own, where) => {
          fc.pre((own.quietFromMin - own.quietToMin + 1440) % 1440 > 180);
          const morning = afterQuiet(at, own, where);
          const evening = beforeQuiet(at, own, where);
          expect(isQuiet(morning, own, where)).toBe(false);
          expect(isQuiet(evening, own, where)).toBe(false);
          expect(morning >= at && evening <= at).toBe(true);
          const moved = [morning, evening].some((one) => one.getTime() !== at.getTime());
          expect(moved).toBe(isQuiet(at, own, where));
          expect(morning.getTime() - at.getTime()).toBeLessThanOrEqual(26 * hour);
        },
      ),
    );
  });

  it("the cap keeps two places of the week for reminders and counts no booking", () => {
    for (let cap = 1; cap <= 50; cap++)
      for (const topic of topics.filter(isUnasked))
        expect(capFor(topic, cap)).toBe(topic === "reminder" ? cap : Math.max(1, cap - 2));
    expect(topics.filter((topic) => !isUnasked(topic))).toEqual(["booking", "account"]);
  });
});
