// The slot search written plainly with luxon's intervals, to measure ours against and to check it start for start.
import { DateTime, Interval } from "luxon";
import type { SearchPractitioner, SearchResource, Slot, SlotSearch, Span } from "../lib/booking/search.ts";

const MINUTE = 60_000;

/** The same answer as `openSlots`, for resources of one unit each. */
export function luxonSlots(search: SlotSearch<number> & { readonly timeZone: string }): Slot<number>[] {
  const { service } = search;
  const takers = new Map<number, number[]>();
  for (const practitioner of search.practitioners) {
    for (const start of startsOf(search, practitioner)) {
      const ids = takers.get(start);
      if (ids) ids.push(practitioner.id);
      else takers.set(start, [practitioner.id]);
    }
  }
  const freeByKind = service.needs.map(({ kind, qty }) => ({
    qty,
    rooms: (search.resources ?? []).filter((room) => room.kind === kind).map((room) => freeTime(search, room)),
  }));
  const slots: Slot<number>[] = [];
  for (const start of [...takers.keys()].sort((a, b) => a - b)) {
    const end = start + service.duration * MINUTE;
    const fits = freeByKind.every(({ qty, rooms }) => rooms.filter((free) => covers(free, start, end)).length >= qty);
    if (fits) slots.push({ start: start / MINUTE, practitionerIds: takers.get(start)!.sort((a, b) => a - b) });
  }
  return slots;
}

function instant(minutes: number, zone: string): DateTime {
  return DateTime.fromMillis(minutes * MINUTE, { zone });
}

function interval({ start, end }: Span, zone: string): Interval {
  return Interval.fromDateTimes(instant(start, zone), instant(end, zone));
}

/** Starts in epoch milliseconds, ascending. */
function startsOf(
  search: SlotSearch<number> & { readonly timeZone: string },
  practitioner: SearchPractitioner<number>,
): number[] {
  const { range, service, timeZone } = search;
  const timeOff = practitioner.timeOff.map((off) => interval(off, timeZone));
  const taken = practitioner.appointments.map((appointment) =>
    Interval.fromDateTimes(
      instant(appointment.start, timeZone).minus({ minutes: Math.max(service.bufferAfter, appointment.bufferBefore) }),
      instant(appointment.end, timeZone).plus({ minutes: Math.max(appointment.bufferAfter, service.bufferBefore) }),
    ),
  );
  const busy = [...timeOff, ...taken];
  const bounds = interval(
    { start: Math.max(range.from, search.earliest ?? range.from), end: Math.min(range.to, search.latest ?? range.to) },
    timeZone,
  );

  const starts: number[] = [];
  for (const open of Interval.merge(openIntervals(search, practitioner))) {
    const inTheWay = busy.filter((block) => block.overlaps(open));
    for (const free of open.difference(...inTheWay)) {
      const late = free.start!.minute % service.step;
      let start = late === 0 ? free.start! : free.start!.plus({ minutes: service.step - late });
      for (; start.plus({ minutes: service.duration }) <= free.end!; start = start.plus({ minutes: service.step }))
        if (bounds.contains(start)) starts.push(start.toMillis());
    }
  }
  return starts;
}

function openIntervals(
  { range, timeZone }: SlotSearch<number> & { readonly timeZone: string },
  { weekly, overrides }: SearchPractitioner<number>,
): Interval[] {
  const dated = new Map(overrides.map((override) => [override.date, override.intervals]));
  const open: Interval[] = [];
  let day = DateTime.fromISO(range.fromDate, { zone: timeZone });
  for (let i = 0; i <= range.days; i++, day = day.plus({ days: 1 })) {
    const hours = dated.get(day.toISODate()!) ?? weekly.filter(({ dow }) => dow === day.weekday % 7);
    for (const { start, end } of hours) {
      const at = (minute: number) =>
        day
          .plus({ days: Math.floor(minute / 1440) })
          .set({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 });
      open.push(Interval.fromDateTimes(at(start), at(end)));
    }
  }
  return open;
}

/** When a room is free, ascending, in epoch milliseconds. */
function freeTime(
  { range, service, timeZone }: SlotSearch<number> & { readonly timeZone: string },
  room: SearchResource,
): Span[] {
  const whole = interval({ start: range.from, end: range.to + service.duration }, timeZone);
  return whole
    .difference(...room.busy.map((busy) => interval(busy, timeZone)))
    .map((free) => ({ start: free.start!.toMillis(), end: free.end!.toMillis() }));
}

function covers(free: readonly Span[], start: number, end: number): boolean {
  let first = 0;
  for (let high = free.length; first < high;) {
    const middle = (first + high) >> 1;
    if (free[middle]!.end < end) first = middle + 1;
    else high = middle;
  }
  return first < free.length && free[first]!.start <= start;
}
