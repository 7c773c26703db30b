// How much somebody works is part of the slot rule: against the obvious reckoning on random calendars, and case by case.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SearchPractitioner, SlotSearch, TakenTime } from "../../../lib/booking/search.ts";
import { isOpen, openSlots, openSlotsPrepared, prepareSearch } from "../../../lib/booking/slots.ts";
import { onlyBeside, type WorkLimits } from "../../../lib/booking/work-limits.ts";
import { searchOf, worker, zonedSearch } from "../../support/slot-searches.ts";
import { wallTime } from "../../../lib/time/zone.ts";

const limitsArb: fc.Arbitrary<WorkLimits> = fc.record({
  maxMinutesADay: fc.option(fc.integer({ min: 30, max: 300 })),
  maxMinutesInRow: fc.option(fc.integer({ min: 30, max: 180 })),
  maxFirstADay: fc.option(fc.integer({ min: 0, max: 2 })),
});

const dateOf = (minute: number, zone: string) => wallTime(new Date(minute * 60_000), zone).date;

/** Grows the stretch from the visit outwards, one neighbour after another. */
function stretch(taken: readonly TakenTime[], start: number, end: number): number {
  const within = [{ start, end }];
  for (let grown = true; grown;) {
    grown = false;
    for (const one of taken) {
      if (within.includes(one)) continue;
      if (within.some((other) => one.start - other.end < 15 && other.start - one.end < 15)) {
        within.push(one);
        grown = true;
      }
    }
  }
  return within.reduce((sum, one) => sum + one.end - one.start, 0);
}

function mayTake(
  one: SearchPractitioner<number>,
  { service }: SlotSearch<number>,
  start: number,
  zone: string,
): boolean {
  const { maxMinutesADay, maxMinutesInRow, maxFirstADay } = one.limits!;
  const today = one.appointments.filter((taken) => dateOf(taken.start, zone) === dateOf(start, zone));
  const minutes = today.reduce((sum, { start: from, end }) => sum + end - from, service.duration);
  if (maxMinutesADay !== null && minutes > maxMinutesADay) return false;
  if (maxFirstADay !== null && service.first && today.filter(({ first }) => first).length + 1 > maxFirstADay)
    return false;
  return maxMinutesInRow === null || stretch(one.appointments, start, start + service.duration) <= maxMinutesInRow;
}

test("exactly those who would work too much are missing, in the list, the prepared list and the single question", () => {
  let fewer = 0;
  fc.assert(
    fc.property(
      zonedSearch,
      limitsArb,
      fc.boolean(),
      fc.array(fc.boolean()),
      ({ search, zone }, limits, first, marks) => {
        const apart = search.practitioners.map((one) => ({
          ...one,
          appointments: one.appointments
            .toSorted((a, b) => a.start - b.start)
            .filter((taken, at, all) => all.slice(0, at).every((before) => before.end <= taken.start))
            .map((taken, at) => ({ ...taken, first: marks[at] ?? false })),
        }));
        const free = { ...search, service: { ...search.service, first }, practitioners: apart };
        const held = { ...free, practitioners: apart.map((one) => ({ ...one, limits })) };
        const all = openSlots(free);
        const expected = all.flatMap(({ start, practitionerIds }) => {
          const able = practitionerIds.filter((id) =>
            mayTake(
              held.practitioners.find((one) => one.id === id)!,
              held,
              start,
              zone,
            ),
          );
          return able.length ? [{ start, practitionerIds: able }] : [];
        });
        if (expected.length < all.length) fewer += 1;
        expect(openSlots(held)).toEqual(expected);
        expect(openSlotsPrepared(prepareSearch(held, Math.max(1, held.service.duration)), held)).toEqual(expected);
        for (const { start, practitionerIds } of all.slice(0, 5))
          for (const id of practitionerIds)
            expect(isOpen(held, id, start)).toBe(
              expected.some((slot) => slot.start === start && slot.practitionerIds.includes(id)),
            );
      },
    ),
    { numRuns: 300 },
  );
  expect(fewer).toBeGreaterThan(20);
});

const zone = "America/Vancouver";
const nine = { dow: 1, start: 540, end: 1020 };
const day = (parts: Partial<SearchPractitioner<number>>) =>
  searchOf(zone, "2026-11-30", 1, { practitioners: [worker({ weekly: [nine], ...parts })] });
const midnight = day({}).range.from;
const taken = (start: number, end: number, first = false): TakenTime => ({
  start: midnight + start,
  end: midnight + end,
  bufferBefore: 0,
  bufferAfter: 0,
  first,
});
const none = { maxMinutesADay: null, maxMinutesInRow: null, maxFirstADay: null };
const startsOf = (search: SlotSearch<number>) => openSlots(search).map(({ start }) => (start - midnight) / 60);

describe("golden", () => {
  test("120 minutes a day with 60 taken leave one more visit, wherever it lies", () => {
    const limits = { ...none, maxMinutesADay: 120 };
    expect(startsOf(day({ limits, appointments: [taken(540, 600)] }))).toContain(16);
    expect(startsOf(day({ limits, appointments: [taken(540, 600), taken(660, 665)] }))).toEqual([]);
  });

  test("120 minutes in a row: a third hour needs a quarter of an hour between", () => {
    const limits = { ...none, maxMinutesInRow: 120 };
    const appointments = [taken(540, 600), taken(600, 660)];
    expect(startsOf(day({ limits, appointments }))[0]).toBe(11.5);
    expect(startsOf(day({ appointments }))[0]).toBe(11);
    // Ten minutes are no break.
    expect(startsOf(day({ limits, appointments: [taken(540, 600), taken(610, 670)] }))[0]).toBe(11.5);
  });

  test("first visits count against first visits alone", () => {
    const limits = { ...none, maxFirstADay: 1 };
    const search = day({ limits, appointments: [taken(540, 600, true)] });
    expect(startsOf(search).length).toBeGreaterThan(0);
    expect(startsOf({ ...search, service: { ...search.service, first: true } })).toEqual([]);
  });

  test("a day in one piece: the edges of each free stretch, and everything while nothing is booked", () => {
    const search = day({ appointments: [taken(720, 780)] });
    const offered = (one: SlotSearch<number>) =>
      onlyBeside(openSlots(one), one.practitioners, one.service, one.transitions).map(
        ({ start }) => (start - midnight) / 60,
      );
    expect(offered(search)).toEqual([9, 11, 13, 16]);
    expect(offered(day({}))).toEqual(startsOf(day({})));
  });
});
