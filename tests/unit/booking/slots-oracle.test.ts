// The fast slot search against the slow one, on random calendars around clock changes.
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOpen, openSlots, openSlotsPrepared, prepareSearch } from "../../../lib/booking/slots.ts";
import type { SearchPractitioner, SlotSearch } from "../../../lib/booking/search.ts";
import { offsetAt } from "../../../lib/time/offset-table.ts";
import { zonedSearch } from "../../support/slot-searches.ts";
import { slowSlots } from "../../support/slow-slots.ts";

const RUNS = Number(process.env["SLOT_RUNS"] ?? 150);

/** What each rule forbids shows when it is lifted. */
const lifted: Record<string, (search: SlotSearch<number>) => SlotSearch<number>> = {
  "open time": (search) => withAll(search, { weekly: everyHour, overrides: [] }),
  "dated hours": (search) => withAll(search, { overrides: [] }),
  "time off": (search) => withAll(search, { timeOff: [] }),
  appointments: (search) => withAll(search, { appointments: [] }),
  "buffers of the service": (search) => ({
    ...search,
    service: { ...search.service, bufferBefore: 0, bufferAfter: 0 },
  }),
  "buffers of neighbours": (search) => ({
    ...search,
    practitioners: search.practitioners.map((one) => ({
      ...one,
      appointments: one.appointments.map((taken) => ({ ...taken, bufferBefore: 0, bufferAfter: 0 })),
    })),
  }),
  step: (search) => ({ ...search, service: { ...search.service, step: 1 } }),
  rooms: (search) => ({ ...search, service: { ...search.service, needs: [] } }),
  "a second unit": ({ service, ...search }) => ({
    ...search,
    service: { ...service, needs: service.needs.map(({ kind, qty }) => ({ kind, qty: Math.min(1, qty) })) },
  }),
  "rooms in use": (search) => ({ ...search, resources: search.resources?.map((one) => ({ ...one, busy: [] })) ?? [] }),
  notice: (search) => ({ ...search, earliest: undefined }),
  horizon: (search) => ({ ...search, latest: undefined }),
};
const everyHour = [0, 1, 2, 3, 4, 5, 6].map((dow) => ({ dow, start: 0, end: 1440 }));
const withAll = (search: SlotSearch<number>, parts: Partial<SearchPractitioner<number>>): SlotSearch<number> => ({
  ...search,
  practitioners: search.practitioners.map((one) => ({ ...one, ...parts })),
});

test("the random calendars touch every rule", () => {
  const touched = new Map<string, number>();
  const touch = (name: string) => touched.set(name, (touched.get(name) ?? 0) + 1);
  for (const { search } of fc.sample(zonedSearch, { numRuns: 600, seed: 1 })) {
    const slots = openSlots(search);
    for (const [name, lift] of Object.entries(lifted))
      if (!isDeepStrictEqual(openSlots(lift(search)), slots)) touch(name);
    const { transitions, service } = search;
    const dayOf = (at: number) => Math.floor((at + offsetAt(transitions, at)) / 1440);
    if (slots.some(({ start }) => dayOf(start) !== dayOf(start + service.duration - 1))) touch("visits over midnight");
    if (slots.some(({ start }) => transitions.some(({ at }) => start < at && at < start + service.duration)))
      touch("visits over a change of clocks");
    if (slots.some(({ practitionerIds }) => practitionerIds.length > 1)) touch("several practitioners at one start");
  }
  const names = [
    ...Object.keys(lifted),
    "visits over midnight",
    "visits over a change of clocks",
    "several practitioners at one start",
  ];
  expect(names.filter((name) => (touched.get(name) ?? 0) < 6)).toEqual([]);
});

describe("open slots", () => {
  test("are those the rules give minute by minute", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(zonedSearch, ({ zone, search }) => {
        expect(openSlots(search)).toEqual(slowSlots(search, zone));
      }),
      { numRuns: RUNS },
    );
  });

  test("come out the same from a prepared calendar, whichever service is asked for", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(zonedSearch, zonedSearch, ({ search }, { search: { service } }) => {
        const prepared = prepareSearch(search, 1500);
        for (const asked of [search.service, service, search.service])
          expect(openSlotsPrepared(prepared, { ...search, service: asked })).toEqual(
            openSlots({ ...search, service: asked }),
          );
      }),
      { numRuns: RUNS * 4 },
    );
  });

  test("of some practitioners are the slots of all, less the others", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(zonedSearch, fc.integer({ min: 0, max: 15 }), ({ search }, pick) => {
        const practitionerIds = search.practitioners.filter((_, i) => pick & (1 << i)).map(({ id }) => id);
        const expected = openSlots(search)
          .map((slot) => ({
            ...slot,
            practitionerIds: slot.practitionerIds.filter((id) => practitionerIds.includes(id)),
          }))
          .filter((slot) => slot.practitionerIds.length > 0);
        expect(openSlotsPrepared(prepareSearch(search, 1500), { ...search, practitionerIds })).toEqual(expected);
      }),
      { numRuns: RUNS * 2 },
    );
  });

  test("are exactly the starts that pass the check", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(zonedSearch, fc.nat(), ({ search }, salt) => {
        const { range, practitioners } = search;
        const listed = new Set(
          openSlots(search).flatMap((slot) => slot.practitionerIds.map((id) => `${slot.start} ${id}`)),
        );
        const starts = [...listed].slice(0, 40).map((line) => Number(line.split(" ")[0]));
        for (let i = 0; i < 40; i++) starts.push(range.from - 5 + ((salt + i * 97) % (range.to - range.from + 10)));
        for (const start of starts)
          for (const { id } of practitioners) expect(isOpen(search, id, start)).toBe(listed.has(`${start} ${id}`));
      }),
      { numRuns: RUNS },
    );
  });
});
