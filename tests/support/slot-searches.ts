// Random slot searches over zones and weeks where clocks change, and where they never do.
import fc from "fast-check";
import type { SearchPractitioner, SearchResource, SlotSearch, TakenTime } from "../../lib/booking/search.ts";
import { addDays } from "../../lib/time/dates.ts";
import { offsetTable } from "../../lib/time/zone.ts";
import { wallMinute } from "./slow-slots.ts";

export interface ZonedSearch {
  readonly zone: string;
  readonly search: SlotSearch<number>;
}

/** Zone and first day of a range that holds a clock change, or an ordinary week. */
export const CALENDARS: readonly (readonly [zone: string, fromDate: string])[] = [
  ["America/Vancouver", "2026-03-07"],
  ["America/Vancouver", "2026-10-31"],
  ["America/Toronto", "2026-03-07"],
  ["America/Toronto", "2026-10-31"],
  ["Europe/London", "2026-03-28"],
  ["Europe/London", "2026-10-24"],
  ["Australia/Adelaide", "2026-04-04"],
  ["Australia/Adelaide", "2026-10-03"],
  ["Australia/Lord_Howe", "2026-04-04"],
  ["Australia/Lord_Howe", "2026-10-03"],
  ["America/St_Johns", "2026-03-07"],
  ["America/St_Johns", "2026-10-31"],
  ["Asia/Kathmandu", "2026-06-01"],
  ["Asia/Kolkata", "2026-11-24"],
  // Clocks that change at or before midnight: hours move into another date.
  ["Asia/Beirut", "2026-03-28"],
  ["Asia/Beirut", "2026-10-24"],
  ["America/Scoresbysund", "2026-03-27"],
  ["America/Scoresbysund", "2026-10-23"],
];

/** A search of one practitioner or none, with nothing but what is given. */
export function searchOf(
  zone: string,
  fromDate: string,
  days: number,
  parts: Partial<Pick<SlotSearch<number>, "practitioners" | "resources" | "earliest" | "latest">> & {
    service?: Partial<SlotSearch["service"]>;
  } = {},
): SlotSearch<number> {
  const from = wallMinute(fromDate, 0, zone);
  const to = wallMinute(addDays(fromDate, days), 0, zone);
  const { service, ...rest } = parts;
  return {
    range: { fromDate, days, from, to },
    transitions: offsetTable(zone, new Date((from - 2880) * 60_000), new Date((to + 5760) * 60_000)),
    practitioners: [],
    ...rest,
    service: { duration: 60, step: 30, bufferBefore: 0, bufferAfter: 0, needs: [], ...service },
  };
}

export function worker(parts: Partial<SearchPractitioner<number>> = {}): SearchPractitioner<number> {
  return { id: 1, weekly: [], overrides: [], timeOff: [], appointments: [], ...parts };
}

const minuteOfDay = fc.oneof(
  fc.constantFrom(0, 60, 90, 120, 150, 180, 540, 720, 1020, 1380, 1410, 1440),
  fc.integer({ min: 0, max: 1440 }),
);
const hours = fc.tuple(minuteOfDay, minuteOfDay).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const buffer = fc.constantFrom(0, 0, 0, 5, 10, 10, 30, 120);

function spans(from: number, to: number, longest: number) {
  return fc
    .tuple(fc.integer({ min: from - 300, max: to + 300 }), fc.integer({ min: 0, max: longest }))
    .map(([start, length]) => ({ start, end: start + length }));
}

const service = fc.record({
  duration: fc.constantFrom(1, 15, 15, 30, 45, 60, 60, 90, 200, 700, 1500),
  step: fc.constantFrom(1, 5, 7, 10, 15, 15, 20, 25, 30, 45, 60, 90),
  bufferBefore: buffer,
  bufferAfter: buffer,
  needs: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 3,
      arbitrary: fc.array(
        fc.record({
          kind: fc.constantFrom("room", "room", "room", "laser", "pool"),
          qty: fc.constantFrom(0, 1, 1, 1, 2, 3),
        }),
        {
          maxLength: 3,
        },
      ),
    },
  ),
});

/** Calendars as messy as the shape allows: unsorted, overlapping and empty spans, unlike buffers, doubled overrides. */
export const zonedSearch: fc.Arbitrary<ZonedSearch> = fc
  .tuple(fc.constantFrom(...CALENDARS), fc.integer({ min: 1, max: 3 }), service)
  .chain(([[zone, fromDate], days, asked]) => {
    const bare = searchOf(zone, fromDate, days, { service: asked });
    const { from, to } = bare.range;
    const dates = Array.from({ length: days + 3 }, (_, day) => addDays(fromDate, day - 1));
    const appointment: fc.Arbitrary<TakenTime> = fc
      .tuple(spans(from, to, 120), buffer, buffer)
      .map(([span, bufferBefore, bufferAfter]) => ({ ...span, bufferBefore, bufferAfter }));
    const practitioner = fc.record({
      weekly: fc.oneof(
        fc.constant([0, 1, 2, 3, 4, 5, 6].map((dow) => ({ dow, start: 0, end: 1440 }))),
        fc.array(
          fc.tuple(fc.integer({ min: 0, max: 6 }), hours).map(([dow, one]) => ({ dow, ...one })),
          { maxLength: 24 },
        ),
      ),
      overrides: fc.array(
        fc.record({ date: fc.constantFrom(...dates), intervals: fc.array(hours, { maxLength: 3 }) }),
        {
          maxLength: 3,
        },
      ),
      timeOff: fc.array(spans(from, to, 400), { maxLength: 2 }),
      appointments: fc.array(appointment, { maxLength: 8 }),
    });
    const resource: fc.Arbitrary<Omit<SearchResource, "id">> = fc.record({
      kind: fc.constantFrom("room", "room", "laser"),
      capacity: fc.constantFrom(0, 1, 1, 2, 3),
      busy: fc.array(spans(from, to, 240), { maxLength: 12 }),
    });
    const edge = fc.option(fc.integer({ min: from - 60, max: to + 60 }), { nil: undefined, freq: 2 });
    return fc
      .tuple(
        fc.array(practitioner, { minLength: 1, maxLength: 4 }),
        fc.array(resource, { minLength: 1, maxLength: 5 }),
        edge,
        edge,
      )
      .map(([people, things, earliest, latest]) => ({
        zone,
        search: {
          ...bare,
          practitioners: people.map((one, i) => ({ ...one, id: (i * 7 + 3) % 11 })),
          resources: things.map((thing, id) => ({ ...thing, id })),
          earliest,
          latest,
        },
      }));
  });
