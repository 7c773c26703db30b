// Golden cases of the slot search: one for each rule, then the awkward hours of the clock.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { SearchPractitioner, Slot, SlotSearch, TakenTime } from "../../../lib/booking/search.ts";
import { isOpen, openSlots, openSlotsPrepared, prepareSearch } from "../../../lib/booking/slots.ts";
import { Temporal } from "temporal-polyfill";
import { searchOf, worker } from "../../support/slot-searches.ts";
import { wallMinute } from "../../support/slow-slots.ts";

const ZONE = "America/Vancouver";
const MONDAY = "2026-11-30";
const at = (clock: string, date = MONDAY, zone = ZONE) => {
  const [hour, minute] = clock.split(":").map(Number);
  return wallMinute(date, hour! * 60 + minute!, zone);
};
/** Local times with their offset, so that the two hours of a changing night can be told apart. */
const clocks = (slots: readonly Slot[], zone = ZONE) =>
  slots.map(({ start }) => {
    const local = Temporal.Instant.fromEpochMilliseconds(start * 60_000).toZonedDateTimeISO(zone);
    return local.toPlainTime().toString({ smallestUnit: "minute" });
  });
const instants = (slots: readonly Slot[], zone: string) =>
  slots.map(({ start }) =>
    Temporal.Instant.fromEpochMilliseconds(start * 60_000)
      .toZonedDateTimeISO(zone)
      .toString({ smallestUnit: "minute", timeZoneName: "never" }),
  );
const every = (start: number, end: number) => [0, 1, 2, 3, 4, 5, 6].map((dow) => ({ dow, start, end }));
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });
const taken = (start: string, end: string, bufferBefore = 0, bufferAfter = 0): TakenTime => ({
  ...span(start, end),
  bufferBefore,
  bufferAfter,
});
const monday = (parts: Parameters<typeof worker>[0], rest: Parameters<typeof searchOf>[3] = {}) =>
  searchOf(ZONE, MONDAY, 1, { practitioners: [worker({ weekly: every(540, 720), ...parts })], ...rest });

describe("open time", () => {
  test("holds the whole visit, its end included", () => {
    expect(clocks(openSlots(monday({})))).toEqual(["09:00", "09:30", "10:00", "10:30", "11:00"]);
  });

  test("is that of the weekday", () => {
    const weekly = [{ dow: 2, start: 540, end: 720 }];
    expect(openSlots(monday({ weekly }))).toEqual([]);
  });

  test("joins intervals that adjoin or overlap, in any order", () => {
    const weekly = [
      { dow: 1, start: 600, end: 690 },
      { dow: 1, start: 540, end: 600 },
      { dow: 1, start: 660, end: 720 },
    ];
    expect(openSlots(monday({ weekly }))).toEqual(openSlots(monday({})));
  });

  test("does not join across a lunch of a minute", () => {
    const weekly = [
      { dow: 1, start: 540, end: 630 },
      { dow: 1, start: 631, end: 720 },
    ];
    expect(clocks(openSlots(monday({ weekly })))).toEqual(["09:00", "09:30", "11:00"]);
  });

  test("is replaced by the override of its date, and closed by an empty one", () => {
    const override = (intervals: { start: number; end: number }[]) => [{ date: MONDAY, intervals }];
    expect(clocks(openSlots(monday({ overrides: override([{ start: 840, end: 900 }]) })))).toEqual(["14:00"]);
    expect(openSlots(monday({ overrides: override([]) }))).toEqual([]);
  });

  test("runs over midnight where one day ends and the next begins at midnight", () => {
    const weekly = [
      { dow: 1, start: 1380, end: 1440 },
      { dow: 2, start: 0, end: 60 },
    ];
    const search = searchOf(ZONE, MONDAY, 2, { practitioners: [worker({ weekly })] });
    expect(clocks(openSlots(search))).toEqual(["23:00", "23:30", "00:00"]);
  });

  test("does not run over midnight into a date that is closed", () => {
    const open = every(1200, 1440).concat(every(0, 120));
    const closed = { date: "2026-12-01", intervals: [] };
    const starts = (overrides: SearchPractitioner["overrides"]) =>
      clocks(openSlots(searchOf(ZONE, MONDAY, 1, { practitioners: [worker({ weekly: open, overrides })] })));
    expect(starts([]).slice(-3)).toEqual(["22:30", "23:00", "23:30"]);
    expect(starts([closed]).slice(-2)).toEqual(["22:30", "23:00"]);
  });

  test("is looked at beyond the last day, but no start lies there", () => {
    const search = searchOf(ZONE, MONDAY, 1, {
      practitioners: [worker({ weekly: every(0, 1440) })],
      service: { duration: 180, step: 60 },
    });
    expect(clocks(openSlots(search)).slice(-2)).toEqual(["22:00", "23:00"]);
    expect(openSlots(search)).toHaveLength(24);
  });
});

describe("time off and appointments", () => {
  test("time off blocks exactly its minutes, without a buffer", () => {
    const search = monday({ timeOff: [span("10:00", "10:30")] }, { service: { bufferBefore: 15, bufferAfter: 15 } });
    expect(clocks(openSlots(search))).toEqual(["09:00", "10:30", "11:00"]);
  });

  test("an appointment leaves the starts that end before it and begin after it", () => {
    expect(clocks(openSlots(monday({ appointments: [taken("10:00", "10:30")] })))).toEqual(["09:00", "10:30", "11:00"]);
  });

  test("of two buffers between neighbours the larger counts, and they do not add", () => {
    const service = { step: 5, duration: 30, bufferBefore: 10, bufferAfter: 20 };
    const starts = clocks(openSlots(monday({ appointments: [taken("10:00", "10:30", 15, 5)] }, { service })));
    expect(starts.filter((clock) => clock < "10:30").at(-1)).toBe("09:10");
    expect(starts.find((clock) => clock >= "10:30")).toBe("10:40");
    const longer = clocks(openSlots(monday({ appointments: [taken("10:00", "10:30", 25, 30)] }, { service })));
    expect(longer.filter((clock) => clock < "10:30").at(-1)).toBe("09:05");
    expect(longer.find((clock) => clock >= "10:30")).toBe("11:00");
  });

  test("a buffer may lie outside open time", () => {
    const starts = clocks(openSlots(monday({}, { service: { bufferBefore: 60, bufferAfter: 60 } })));
    expect([starts[0], starts.at(-1)]).toEqual(["09:00", "11:00"]);
  });

  test("a long buffer before a later appointment reaches past a shorter one before it", () => {
    const appointments = [taken("11:00", "11:10"), taken("11:30", "11:40", 120)];
    expect(clocks(openSlots(monday({ appointments }, { service: { duration: 15, step: 15 } })))).toEqual([
      "09:00",
      "09:15",
      "11:45",
    ]);
  });

  test("appointments may come in any order and overlap", () => {
    const appointments = [taken("11:00", "11:30"), taken("09:30", "10:00"), taken("09:30", "11:15")];
    expect(clocks(openSlots(monday({ appointments }, { service: { duration: 30 } })))).toEqual(["09:00", "11:30"]);
  });
});

describe("starts", () => {
  test("lie on the step past the hour, whenever the doors open", () => {
    const weekly = every(545, 720);
    expect(clocks(openSlots(monday({ weekly }, { service: { step: 20 } })))[0]).toBe("09:20");
  });

  test("begin anew each hour when the step does not divide it", () => {
    expect(clocks(openSlots(monday({ weekly: every(540, 660) }, { service: { duration: 10, step: 25 } })))).toEqual([
      "09:00",
      "09:25",
      "09:50",
      "10:00",
      "10:25",
      "10:50",
    ]);
  });

  test("keep the notice and the horizon, the first included and the second not", () => {
    const search = monday({}, { earliest: at("09:30"), latest: at("10:30") });
    expect(clocks(openSlots(search))).toEqual(["09:30", "10:00"]);
    expect(openSlots({ ...search, earliest: at("10:30") })).toEqual([]);
  });

  test("need a whole number of minutes that is more than none", () => {
    expect(() => openSlots(monday({}, { service: { duration: 0 } }))).toThrow(RangeError);
    expect(() => openSlots(monday({}, { service: { step: 0.5 } }))).toThrow(RangeError);
    expect(() => openSlotsPrepared(prepareSearch(monday({}), 30), monday({}))).toThrow(/up to 30 minutes/);
  });
});

describe("rooms and equipment", () => {
  const room = (id: number, busy: { start: number; end: number }[], capacity = 1) => ({
    id,
    kind: "room",
    capacity,
    busy,
  });
  const needing = (qty: number, resources: SlotSearch["resources"] = []) =>
    monday({}, { resources, service: { needs: [{ kind: "room", qty }] } });

  test("one unit has to be free for the whole visit; two halves do not make one", () => {
    const resources = [room(1, [span("09:00", "10:00")]), room(2, [span("10:00", "11:00")])];
    expect(clocks(openSlots(needing(1, resources)))).toEqual(["09:00", "10:00", "10:30", "11:00"]);
    expect(clocks(openSlots(needing(2, resources)))).toEqual(["11:00"]);
  });

  test("units of one resource are alike: each busy span takes any of them", () => {
    const busy = [span("10:30", "11:00"), span("10:00", "10:30"), span("10:45", "11:30")];
    expect(clocks(openSlots(needing(1, [room(1, busy, 2)])))).toEqual(["09:00", "09:30", "11:00"]);
    expect(clocks(openSlots(needing(2, [room(1, busy, 2)])))).toEqual(["09:00"]);
  });

  test("more busy spans than units take no more than there are", () => {
    const busy = [span("09:00", "10:00"), span("09:00", "10:00"), span("09:00", "10:00")];
    expect(clocks(openSlots(needing(1, [room(1, busy, 1), room(2, [])])))).toHaveLength(5);
  });

  test("a kind the clinic does not have is never free; none of it always is", () => {
    expect(openSlots(needing(1))).toEqual([]);
    expect(openSlots(needing(0))).toHaveLength(5);
  });

  test("rooms and equipment both have to be free for the whole visit", () => {
    const laser = (id: number, busy: { start: number; end: number }[], capacity = 1) => ({
      ...room(id, busy, capacity),
      kind: "laser",
    });
    const both = (resources: SlotSearch["resources"]) =>
      clocks(
        openSlots({
          ...needing(1, resources),
          service: {
            ...needing(1).service,
            needs: [
              { kind: "room", qty: 1 },
              { kind: "laser", qty: 2 },
            ],
          },
        }),
      );
    const free = [room(1, [span("09:00", "09:30")]), laser(2, [], 2)];
    expect(both(free)).toEqual(["09:30", "10:00", "10:30", "11:00"]);
    expect(both([room(1, [span("09:00", "09:30")]), laser(2, [span("11:30", "11:31")], 2)])).toEqual([
      "09:30",
      "10:00",
      "10:30",
    ]);
    expect(both([room(1, []), laser(2, [], 1), laser(3, [span("10:00", "10:30")], 1)])).toEqual([
      "09:00",
      "10:30",
      "11:00",
    ]);
    expect(both([room(1, []), laser(2, [], 1), laser(3, [], 0)])).toEqual([]);
  });

  test("a start has a room when its visit begins as another ends: rooms have no buffer", () => {
    const resources = [room(1, [span("10:00", "10:30")])];
    const search = needing(1, resources);
    const buffered = { ...search, service: { ...search.service, bufferBefore: 30, bufferAfter: 30 } };
    expect(clocks(openSlots(buffered))).toEqual(["09:00", "10:30", "11:00"]);
  });

  test("needs of the same kind add up", () => {
    const search = needing(1, [room(1, []), room(2, [span("09:00", "10:00")])]);
    const needs = [
      { kind: "room", qty: 1 },
      { kind: "room", qty: 1 },
    ];
    expect(clocks(openSlots({ ...search, service: { ...search.service, needs } }))).toEqual([
      "10:00",
      "10:30",
      "11:00",
    ]);
  });
});

describe("the night clocks go forward", () => {
  test("has no hour that is skipped, and no visit is cut short", () => {
    const search = searchOf("America/Toronto", "2026-03-08", 1, {
      practitioners: [worker({ weekly: every(60, 240) })],
    });
    expect(instants(openSlots(search), "America/Toronto")).toEqual([
      "2026-03-08T01:00-05:00",
      "2026-03-08T01:30-05:00",
      "2026-03-08T03:00-04:00",
    ]);
  });

  test("lets a shift run over midnight into the night that is an hour shorter", () => {
    const weekly = [
      { dow: 6, start: 1380, end: 1440 },
      { dow: 0, start: 0, end: 240 },
    ];
    const search = searchOf("America/Toronto", "2026-03-07", 2, {
      practitioners: [worker({ weekly })],
      service: { duration: 180, step: 60 },
    });
    // From 23:00 to 04:00 are four hours that night.
    expect(instants(openSlots(search), "America/Toronto")).toEqual([
      "2026-03-07T23:00-05:00",
      "2026-03-08T00:00-05:00",
    ]);
  });

  test("moves skipped hours forward by what was skipped", () => {
    const search = searchOf("America/Toronto", "2026-03-08", 1, {
      practitioners: [worker({ weekly: every(135, 180) })],
      service: { duration: 15, step: 15 },
    });
    // 02:15 becomes 03:15, which is after the 03:00 the interval ends at.
    expect(openSlots(search)).toEqual([]);
    const later = { ...search, practitioners: [worker({ weekly: every(135, 225) })] };
    expect(clocks(openSlots(later), "America/Toronto")).toEqual(["03:15", "03:30"]);
  });
});

describe("the night clocks go back", () => {
  test("offers both hours once each", () => {
    const search = searchOf("America/Toronto", "2026-11-01", 1, { practitioners: [worker({ weekly: every(0, 180) })] });
    expect(instants(openSlots(search), "America/Toronto")).toEqual([
      "2026-11-01T00:00-04:00",
      "2026-11-01T00:30-04:00",
      "2026-11-01T01:00-04:00",
      "2026-11-01T01:30-04:00",
      "2026-11-01T01:00-05:00",
      "2026-11-01T01:30-05:00",
      "2026-11-01T02:00-05:00",
    ]);
  });

  test("lets a shift run over midnight into the night that is an hour longer", () => {
    const weekly = [
      { dow: 6, start: 1380, end: 1440 },
      { dow: 0, start: 0, end: 180 },
    ];
    const search = searchOf("America/Toronto", "2026-10-31", 2, {
      practitioners: [worker({ weekly })],
      service: { duration: 240, step: 60 },
    });
    // From 23:00 to 03:00 are five hours that night.
    expect(instants(openSlots(search), "America/Toronto")).toEqual([
      "2026-10-31T23:00-04:00",
      "2026-11-01T00:00-04:00",
    ]);
  });

  test("takes the first of two like times for opening hours", () => {
    const search = searchOf("Europe/London", "2026-10-25", 1, { practitioners: [worker({ weekly: every(30, 90) })] });
    expect(instants(openSlots(search), "Europe/London")).toEqual(["2026-10-25T00:30+01:00"]);
  });
});

describe("zones", () => {
  test("TZ-02 British Columbia keeps one time all year from 2026-03-08", () => {
    const search = searchOf(ZONE, "2026-11-01", 1, { practitioners: [worker({ weekly: every(0, 180) })] });
    expect(instants(openSlots(search), ZONE)).toEqual([
      "2026-11-01T00:00-07:00",
      "2026-11-01T00:30-07:00",
      "2026-11-01T01:00-07:00",
      "2026-11-01T01:30-07:00",
      "2026-11-01T02:00-07:00",
    ]);
  });

  test.each([
    ["Asia/Kolkata", "+05:30"],
    ["Asia/Kathmandu", "+05:45"],
    ["Australia/Adelaide", "+10:30"],
    ["America/St_Johns", "-03:30"],
  ])("%s counts the step from its own hour", (zone, offset) => {
    const search = searchOf(zone, MONDAY, 1, {
      practitioners: [worker({ weekly: every(540, 660) })],
      service: { step: 60 },
    });
    expect(instants(openSlots(search), zone)).toEqual([`${MONDAY}T09:00${offset}`, `${MONDAY}T10:00${offset}`]);
  });

  test("Newfoundland changes its clocks on the half hour of the rest of the world", () => {
    const parts = { practitioners: [worker({ weekly: every(0, 240) })], service: { step: 60 } };
    const on = (date: string) => instants(openSlots(searchOf("America/St_Johns", date, 1, parts)), "America/St_Johns");
    expect(on("2026-03-08")).toEqual(["2026-03-08T00:00-03:30", "2026-03-08T01:00-03:30", "2026-03-08T03:00-02:30"]);
    expect(on("2026-11-01")).toEqual([
      "2026-11-01T00:00-02:30",
      "2026-11-01T01:00-02:30",
      "2026-11-01T01:00-03:30",
      "2026-11-01T02:00-03:30",
      "2026-11-01T03:00-03:30",
    ]);
  });

  test("a change of half an hour shifts the full hours of Lord Howe", () => {
    const parts = { practitioners: [worker({ weekly: every(0, 300) })], service: { step: 60 } };
    expect(instants(openSlots(searchOf("Australia/Lord_Howe", "2026-04-05", 1, parts)), "Australia/Lord_Howe")).toEqual(
      [
        "2026-04-05T00:00+11:00",
        "2026-04-05T01:00+11:00",
        "2026-04-05T02:00+10:30",
        "2026-04-05T03:00+10:30",
        "2026-04-05T04:00+10:30",
      ],
    );
    expect(instants(openSlots(searchOf("Australia/Lord_Howe", "2026-10-04", 1, parts)), "Australia/Lord_Howe")).toEqual(
      ["2026-10-04T00:00+10:30", "2026-10-04T01:00+10:30", "2026-10-04T03:00+11:00", "2026-10-04T04:00+11:00"],
    );
  });
});

describe("practitioners", () => {
  test("are named in ascending order, numbers by size and texts by their letters", () => {
    const weekly = every(540, 600);
    const numbers = [10, 9, 100].map((id) => worker({ id, weekly }));
    expect(openSlots(searchOf(ZONE, MONDAY, 1, { practitioners: numbers }))[0]!.practitionerIds).toEqual([9, 10, 100]);
    const texts = ["b7", "a9", "b10"].map((id) => ({ ...worker({ weekly }), id }));
    const named: SlotSearch<string> = { ...searchOf(ZONE, MONDAY, 1), practitioners: texts };
    expect(openSlots(named)[0]!.practitionerIds).toEqual(["a9", "b10", "b7"]);
    expect([
      isOpen(named, "a9", at("09:00")),
      isOpen(named, "a9", at("09:30")),
      isOpen(named, "c1", at("09:00")),
    ]).toEqual([true, false, false]);
  });

  test("may be more than fit in one word of bits", () => {
    const practitioners = Array.from({ length: 70 }, (_, id) =>
      worker({ id, weekly: every(540, 660), appointments: id % 3 === 0 ? [taken("09:00", "09:30")] : [] }),
    );
    const search = searchOf(ZONE, MONDAY, 1, { practitioners });
    const all = practitioners.map(({ id }) => id);
    const expected = [all.filter((id) => id % 3 !== 0), all, all];
    expect(openSlots(search).map((slot) => slot.practitionerIds)).toEqual(expected);
    expect(openSlotsPrepared(prepareSearch(search), search)).toEqual(openSlots(search));
  });

  test("shared lists of a prepared calendar cannot be changed by who receives them", () => {
    const [slot] = openSlotsPrepared(prepareSearch(monday({})), monday({}));
    expect(Object.isFrozen(slot!.practitionerIds)).toBe(true);
  });
});

test("a busy month has the 46 starts that other engines find in it", () => {
  const stored = JSON.parse(readFileSync(new URL("../../fixtures/busy-month.json", import.meta.url), "utf8"));
  const { range, buffers, taken: visits, id, weekly, overrides, timeOff, transitions, service } = stored;
  const appointments = visits.map(([after, length]: [number, number]) => ({
    start: range.from + after,
    end: range.from + after + length,
    bufferBefore: buffers[0],
    bufferAfter: buffers[1],
  }));
  const search: SlotSearch<number> = {
    range,
    transitions,
    service,
    practitioners: [{ id, weekly, overrides, timeOff, appointments }],
  };
  const lines = openSlots(search).flatMap((slot) => slot.practitionerIds.map((who) => `${who},${slot.start}`));
  expect(lines).toHaveLength(46);
  expect(createHash("sha256").update(lines.sort().join("\n")).digest("hex")).toMatch(/^3fd2028c51967fed/);
});
