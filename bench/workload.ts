// A clinic's calendar made up to measure the slot search: the same numbers give the same calendar.
import type {
  DayHours,
  HoursOverride,
  SearchPractitioner,
  SearchResource,
  SlotSearch,
  Span,
  TakenTime,
  WeeklyHours,
} from "../lib/booking/search.ts";
import { addDays, weekdayOf } from "../lib/time/dates.ts";
import { instantAt, offsetTable } from "../lib/time/zone.ts";

export interface WorkloadSize {
  readonly practitioners: number;
  readonly days: number;
  /** Every visit then needs one of the rooms, seven for ten practitioners. */
  readonly rooms?: boolean;
  readonly seed?: number;
  readonly timeZone?: string;
  readonly fromDate?: string;
}

export interface Workload extends SlotSearch<number> {
  readonly schema: "clinic-slots-workload/1";
  readonly timeZone: string;
}

/** Numbers in [0, 1) that follow from the seed alone (mulberry32, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HOURS: readonly DayHours[] = [
  { start: 540, end: 720 },
  { start: 780, end: 1020 },
];
const WEEKLY: readonly WeeklyHours[] = [1, 2, 3, 4, 5].flatMap((dow) => HOURS.map((hours) => ({ dow, ...hours })));
const APPOINTMENTS_A_DAY = 8;
const LENGTHS = [15, 20, 30];
const BUFFER = 10;
const EARLY = 0.6;

/**
 * Monday to Friday 9–12 and 13–17, one override a week (short day, Saturday or closed), half a day off a month and
 * eight appointments a day for each practitioner; a 60-minute service every quarter hour with 10 minutes after it.
 */
export function workload(size: WorkloadSize): Workload {
  const { practitioners: count, days, rooms = false, seed = 1 } = size;
  const { timeZone = "America/Vancouver", fromDate = "2026-02-16" } = size;
  const random = randomFrom(seed);
  const dates = Array.from({ length: days }, (_, day) => addDays(fromDate, day));
  const minuteAt = (date: string, minute: number) => instantAt(date, minute, timeZone).getTime() / 60_000;
  const from = minuteAt(fromDate, 0);
  const to = minuteAt(addDays(fromDate, days), 0);
  const resources = rooms ? roomsFor(count) : [];

  const practitioners: SearchPractitioner<number>[] = [];
  for (let id = 1; id <= count; id++) {
    const overrides = weeklyOverrides(dates, random);
    const timeOff: Span[] = [];
    const appointments: TakenTime[] = [];
    for (const [day, date] of dates.entries()) {
      const hours = hoursOf(date, overrides);
      if (hours.length === 0) continue;
      const midnight = minuteAt(date, hours[0]!.start) - hours[0]!.start;
      for (const span of fill(hours, random)) {
        const taken = { start: midnight + span.start, end: midnight + span.end, bufferBefore: 0, bufferAfter: BUFFER };
        const room = rooms ? freeRoom(resources, taken, random) : undefined;
        appointments.push(room ? { ...taken, resource: room.id } : taken);
      }
      if (day % 30 === 11) timeOff.push({ start: midnight + 780, end: midnight + 1020 });
    }
    practitioners.push({ id, weekly: WEEKLY.map((hours) => ({ ...hours })), overrides, timeOff, appointments });
  }
  for (const room of resources) room.busy.sort((a, b) => a.start - b.start);

  return {
    schema: "clinic-slots-workload/1",
    timeZone,
    range: { fromDate, days, from, to },
    transitions: offsetTable(timeZone, new Date((from - 2880) * 60_000), new Date((to + 2880) * 60_000)).map(
      (change) => ({
        ...change,
      }),
    ),
    service: {
      duration: 60,
      step: 15,
      bufferBefore: 0,
      bufferAfter: BUFFER,
      needs: rooms ? [{ kind: "room", qty: 1 }] : [],
    },
    practitioners,
    ...(rooms ? { resources } : {}),
  };
}

interface Room extends SearchResource {
  readonly busy: Span[];
}

function roomsFor(practitioners: number): Room[] {
  return Array.from({ length: Math.ceil(practitioners * 0.7) }, (_, i) => ({
    id: i + 1,
    kind: "room",
    capacity: 1,
    busy: [],
  }));
}

function freeRoom(rooms: readonly Room[], { start, end }: Span, random: () => number): Room | undefined {
  const first = Math.floor(random() * rooms.length);
  for (let i = 0; i < rooms.length; i++) {
    const room = rooms[(first + i) % rooms.length]!;
    if (room.busy.some((busy) => busy.start < end && busy.end > start)) continue;
    room.busy.push({ start, end });
    return room;
  }
  return undefined;
}

function weeklyOverrides(dates: readonly string[], random: () => number): HoursOverride[] {
  const overrides: HoursOverride[] = [];
  for (let week = 0; week * 7 < dates.length; week++) {
    const pick = random();
    const inWeek = dates.slice(week * 7, week * 7 + 7);
    const working = inWeek.filter((date) => weekdayOf(date) <= 5);
    const workday = working[Math.floor(random() * working.length)];
    const saturday = inWeek.find((date) => weekdayOf(date) === 6);
    if (pick < 0.4 && workday) overrides.push({ date: workday, intervals: [{ start: 600, end: 840 }] });
    else if (pick < 0.8 && saturday) overrides.push({ date: saturday, intervals: [{ start: 540, end: 780 }] });
    else if (workday) overrides.push({ date: workday, intervals: [] });
  }
  return overrides;
}

function hoursOf(date: string, overrides: readonly HoursOverride[]): readonly DayHours[] {
  const dated = overrides.find((override) => override.date === date);
  if (dated) return dated.intervals;
  return weekdayOf(date) <= 5 ? HOURS : [];
}

/** Appointments on five minutes, a buffer apart: three in five as early as they go in, as a desk fills a day. */
function fill(hours: readonly DayHours[], random: () => number): DayHours[] {
  const placed: DayHours[] = [];
  for (let attempt = 0; attempt < 200 && placed.length < APPOINTMENTS_A_DAY; attempt++) {
    const within = hours[Math.floor(random() * hours.length)]!;
    const length = LENGTHS[Math.floor(random() * LENGTHS.length)]!;
    const places: number[] = [];
    for (let start = within.start; start + length <= within.end; start += 5)
      if (placed.every((other) => start + length + BUFFER <= other.start || start >= other.end + BUFFER))
        places.push(start);
    if (places.length === 0) continue;
    const start = random() < EARLY ? places[0]! : places[Math.floor(random() * places.length)]!;
    placed.push({ start, end: start + length });
  }
  return placed.sort((a, b) => a.start - b.start);
}
