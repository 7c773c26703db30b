import { expect, test } from "vitest";
import type { CalendarRead, ServiceFacts } from "../../../lib/booking/read-search.ts";
import { openSeating, seat, type Wish } from "../../../lib/booking/seating.ts";

// Tuesday 2026-12-01 in a zone at UTC, both open 9–17.
const midnight = Date.UTC(2026, 11, 1) / 60_000;
const nine = midnight + 540;
const service: ServiceFacts = {
  id: "massage",
  kind: "follow_up",
  online: true,
  duration: 60,
  step: 15,
  bufferBefore: 0,
  bufferAfter: 10,
  needs: [{ kind: "room", qty: 1 }],
  practitionerIds: ["priya", "tom"],
};
const hours = [{ dow: 2, start: 540, end: 1020 }];
const calendar: CalendarRead = {
  version: 1,
  timeZone: "UTC",
  fromDate: "2026-12-01",
  days: 1,
  range: { fromDate: "2026-12-01", days: 1, from: midnight, to: midnight + 1440 },
  transitions: [{ at: midnight - 10_000, offset: 0 }],
  services: new Map([[service.id, service]]),
  practitioners: ["priya", "tom"].map((id) => ({ id, weekly: hours, overrides: [], timeOff: [], appointments: [] })),
  positions: new Map([
    ["priya", 2],
    ["tom", 1],
  ]),
  weeklyLocations: [{ practitionerId: "tom", dow: 2, start: 540, end: 1020, locationId: "north" }],
  units: [
    { id: "r1", kind: "room", locationId: "south", capacity: 1, busy: [] },
    { id: "r2", kind: "room", locationId: "north", capacity: 1, busy: [] },
  ],
  homeLocationId: "south",
  policy: null,
  holdsUntil: null,
};
const wish = (start: number, more: Partial<Wish> = {}): Wish => ({
  service,
  start,
  durationMin: 60,
  overbook: false,
  ...more,
});

test("the clinic's order decides between equals, then the load of the day; rooms of the place come first", () => {
  const seating = openSeating(calendar);
  expect(seat(seating, wish(nine))).toEqual({
    practitionerId: "tom",
    unitIds: ["r2"],
    locationId: "north",
    allowed: true,
    clashes: false,
  });
  expect(seat(seating, wish(nine + 120))).toMatchObject({ practitionerId: "priya", unitIds: ["r1"] });
});

test("visits of one batch count for one another: person, buffer and room", () => {
  const seating = openSeating(calendar);
  expect(seat(seating, wish(nine, { practitionerId: "priya" }))).not.toBeNull();
  expect(seat(seating, wish(nine + 60, { practitionerId: "priya" }))).toBeNull();
  expect(seat(seating, wish(nine + 75, { practitionerId: "priya" }))).not.toBeNull();
  expect(seat(seating, wish(nine + 30, { practitionerId: "tom" }))).not.toBeNull();
  expect(seat(seating, wish(nine + 105, { practitionerId: "tom" }))).not.toBeNull();
});

test("an overbooked visit says that it is one, and takes a room only when there is one", () => {
  const seating = openSeating({ ...calendar, units: calendar.units.slice(0, 1) });
  seat(seating, wish(nine, { practitionerId: "priya" }));
  expect(seat(seating, wish(nine, { practitionerId: "priya", overbook: true }))).toMatchObject({
    allowed: false,
    clashes: true,
    unitIds: [],
  });
  expect(seat(seating, wish(nine - 120, { practitionerId: "tom", overbook: true }))).toMatchObject({
    allowed: false,
    clashes: false,
    unitIds: ["r1"],
  });
  expect(seat(seating, wish(nine, { practitionerId: "stranger", overbook: true }))).toBeNull();
});
