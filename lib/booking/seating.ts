// Places visits one after another into a calendar: who takes it, in which rooms, and whether the slot rule allows it.
import { dateOfDay, weekdayOf } from "../time/dates.ts";
import { instantOfLocal, offsetAt } from "../time/offset-table.ts";
import { searchOf, type CalendarRead, type Limits, type SearchUnit, type ServiceFacts } from "./read-search.ts";
import type { SearchPractitioner, SlotSearch, TakenTime } from "./search.ts";
import { isOpen, openSlots } from "./slots.ts";

/** A calendar that fills up while visits are placed. */
export type Seating = {
  read: CalendarRead;
  taken: Map<string, TakenTime[]>;
  busy: Map<string, { start: number; end: number }[]>;
};

export type Wish = {
  service: ServiceFacts;
  /** None: whoever is free and least loaded that day. */
  practitionerId?: string | undefined;
  /** UTC epoch minutes. */
  start: number;
  durationMin: number;
  limits?: Limits | undefined;
  /** Staff place it whatever the rule says. */
  overbook: boolean;
};

export type Seat = {
  practitionerId: string;
  unitIds: string[];
  locationId: string;
  /** Whether the slot rule allows it; false only for an overbooked one. */
  allowed: boolean;
  /** Whether it lies over another appointment of the practitioner, buffers included. */
  clashes: boolean;
};

export const openSeating = (read: CalendarRead): Seating => ({
  read,
  taken: new Map(read.practitioners.map(({ id, appointments }) => [id, [...appointments]])),
  busy: new Map(read.units.map(({ id, busy }) => [id, [...busy]])),
});

const NEARBY = 2 * 1440;

/** The search of the one local day around a start, as the calendar stands by now. */
function searchAround(seating: Seating, wish: Wish): SlotSearch<string> {
  const { read } = seating;
  const day = Math.floor((wish.start + offsetAt(read.transitions, wish.start)) / 1440);
  const near = ({ start, end }: { start: number; end: number }) =>
    end > wish.start - NEARBY && start < wish.start + NEARBY;
  const { practitionerId, durationMin, limits } = wish;
  // Who is asked for by name need not be compared with the others.
  const practitionerIds = practitionerId !== undefined && !wish.overbook ? [practitionerId] : undefined;
  const whole = searchOf(read, wish.service, { practitionerIds, durationMin, limits });
  return {
    ...whole,
    range: {
      fromDate: dateOfDay(day),
      days: 1,
      from: instantOfLocal(read.transitions, day * 1440),
      to: instantOfLocal(read.transitions, (day + 1) * 1440),
    },
    practitioners: whole.practitioners.map((practitioner) => ({
      ...practitioner,
      appointments: (seating.taken.get(practitioner.id) ?? []).filter(near),
    })),
    resources: read.units.map((unit) => ({ ...unit, busy: (seating.busy.get(unit.id) ?? []).filter(near) })),
    earliest: Math.max(wish.start, wish.limits?.earliest ?? wish.start),
    latest: Math.min(wish.start + 1, wish.limits?.latest ?? wish.start + 1),
  };
}

/** Places one visit, or answers null when the rule does not allow it. The calendar then counts it as taken. */
export function seat(seating: Seating, wish: Wish): Seat | null {
  const search = searchAround(seating, wish);
  const able = openSlots(search)[0]?.practitionerIds ?? [];
  const candidates = wish.practitionerId === undefined ? able : able.filter((id) => id === wish.practitionerId);
  const best = leastLoaded(seating, search, candidates);
  if (best !== undefined) return take(seating, wish, search, best, { allowed: true, clashes: false });
  if (!wish.overbook) return null;
  const offered = wish.service.practitionerIds;
  const forced = wish.practitionerId ?? leastLoaded(seating, search, offered);
  if (forced === undefined || !offered.includes(forced)) return null;
  return take(seating, wish, search, forced, { allowed: false, clashes: !isClear(search, forced, wish.start) });
}

const everyHour = [0, 1, 2, 3, 4, 5, 6].map((dow) => ({ dow, start: 0, end: 1440 }));

/** Whether a visit keeps clear of the practitioner's other appointments, whatever the hours and rooms say. */
function isClear(search: SlotSearch<string>, practitionerId: string, start: number): boolean {
  return isOpen(
    {
      ...search,
      service: { ...search.service, step: 1, needs: [] },
      practitioners: search.practitioners.map(({ limits: _limits, ...one }) => ({
        ...one,
        weekly: everyHour,
        overrides: [],
        timeOff: [],
      })),
    },
    practitionerId,
    start,
  );
}

function leastLoaded(seating: Seating, { range }: SlotSearch<string>, ids: readonly string[]): string | undefined {
  if (ids.length < 2) return ids[0];
  const load = (id: string) =>
    (seating.taken.get(id) ?? [])
      .filter(({ start }) => start >= range.from && start < range.to)
      .reduce((minutes, { start, end }) => minutes + end - start, 0);
  const position = (id: string) => seating.read.positions.get(id) ?? 0;
  return ids
    .map((id) => ({ id, load: load(id), position: position(id) }))
    .toSorted((a, b) => a.load - b.load || a.position - b.position || (a.id < b.id ? -1 : 1))[0]?.id;
}

function take(
  seating: Seating,
  wish: Wish,
  { resources = [] }: SlotSearch<string>,
  practitionerId: string,
  judged: Pick<Seat, "allowed" | "clashes">,
): Seat {
  const { service, start } = wish;
  const end = start + wish.durationMin;
  const locationId = locationOf(seating.read, practitionerId, start);
  const unitIds = service.needs.flatMap(({ kind, qty }) => {
    // As they stand around the start by now.
    const units = resources.flatMap((unit, place) =>
      unit.kind === kind ? [{ ...seating.read.units[place]!, busy: unit.busy }] : [],
    );
    // Each practitioner begins with a room of their own, so that two who write at once seldom want the same.
    const own = seating.read.positions.get(practitionerId) ?? 0;
    const before = [...seating.read.positions.values()].filter((position) => position < own).length;
    const first = before % Math.max(1, units.length);
    const free = [...units.slice(first), ...units.slice(0, first)].filter(
      ({ busy }) => !busy.some((b) => b.start < end && start < b.end),
    );
    // Overbooked without enough rooms: the desk finds one by hand.
    return nearFirst(free, locationId)
      .slice(0, qty)
      .map(({ id }) => id);
  });
  const { bufferBefore, bufferAfter } = service;
  seating.taken.get(practitionerId)?.push({ start, end, bufferBefore, bufferAfter, first: service.first ?? false });
  for (const id of unitIds) seating.busy.get(id)?.push({ start, end });
  return { practitionerId, unitIds, locationId, ...judged };
}

const nearFirst = (units: readonly SearchUnit[], locationId: string): SearchUnit[] => [
  ...units.filter((unit) => unit.locationId === locationId),
  ...units.filter((unit) => unit.locationId !== locationId),
];

/** Where the practitioner works at that time: by the hours of that weekday, else by any of theirs. */
export function locationOf(read: CalendarRead, practitionerId: SearchPractitioner["id"], start: number): string {
  const local = start + offsetAt(read.transitions, start);
  // 0 = Sunday, as hours are kept.
  const dow = weekdayOf(dateOfDay(Math.floor(local / 1440))) % 7;
  const minute = local - Math.floor(local / 1440) * 1440;
  const own = read.weeklyLocations.filter((hours) => hours.practitionerId === practitionerId);
  const best =
    own.find((hours) => hours.dow === dow && hours.start <= minute && minute < hours.end) ??
    own.find((hours) => hours.dow === dow) ??
    own[0];
  const locationId = best?.locationId ?? read.homeLocationId;
  if (locationId === null) throw new Error("the clinic has no location");
  return locationId;
}
