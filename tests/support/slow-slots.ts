// The slot search written minute by minute and straight from its rules, to compare the fast one with.
import { Temporal } from "temporal-polyfill";
import type { SearchPractitioner, SearchResource, Slot, SlotSearch, Span } from "../../lib/booking/search.ts";

/** Every bookable start of the search; `zone` is asked for wall times instead of the search's own table of offsets. */
export function slowSlots<Id extends number | string>(search: SlotSearch<Id>, zone: string): Slot<Id>[] {
  const { range, service, practitioners } = search;
  const working = practitioners.map((practitioner) => ({
    practitioner,
    minutes: workingMinutes(search, practitioner, zone),
  }));
  const slots: Slot<Id>[] = [];
  for (let start = range.from; start < range.to; start++) {
    if (search.earliest !== undefined && start < search.earliest) continue;
    if (search.latest !== undefined && start >= search.latest) continue;
    const visit = { start, end: start + service.duration };
    const ids = working
      .filter(({ minutes }) => everyMinute(visit, (minute) => minutes.has(minute)))
      .filter(({ practitioner }) => keepsClear(search, practitioner, visit))
      .map(({ practitioner }) => practitioner.id);
    if (ids.length === 0 || !onStep(start, service.step, zone) || !unitsFree(search, visit)) continue;
    slots.push({ start, practitionerIds: ids.sort((a, b) => (a < b ? -1 : 1)) });
  }
  return slots;
}

/** The instant of a local date and minute: skipped times move forward, doubled ones are their first. */
export function wallMinute(date: string, minute: number, zone: string): number {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute });
  return wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds / 60_000;
}

function everyMinute({ start, end }: Span, holds: (minute: number) => boolean): boolean {
  for (let minute = start; minute < end; minute++) if (!holds(minute)) return false;
  return true;
}

/** Each minute of open time that is no time off. */
function workingMinutes({ range, service }: SlotSearch, practitioner: SearchPractitioner, zone: string): Set<number> {
  const { weekly, overrides, timeOff } = practitioner;
  const minutes = new Set<number>();
  const daysBeyond = Math.ceil(service.duration / 1440) + 2;
  for (let day = -2; day < range.days + daysBeyond; day++) {
    const date = Temporal.PlainDate.from(range.fromDate).add({ days: day });
    const dated = overrides.findLast((override) => override.date === date.toString());
    const hours = dated ? dated.intervals : weekly.filter(({ dow }) => dow === date.dayOfWeek % 7);
    for (const { start, end } of hours) {
      const until = wallMinute(date.toString(), end, zone);
      for (let minute = wallMinute(date.toString(), start, zone); minute < until; minute++) minutes.add(minute);
    }
  }
  for (const { start, end } of timeOff) for (let minute = start; minute < end; minute++) minutes.delete(minute);
  return minutes;
}

function keepsClear({ service }: SlotSearch, { appointments }: SearchPractitioner, visit: Span): boolean {
  return appointments.every(
    (taken) =>
      visit.end + Math.max(service.bufferAfter, taken.bufferBefore) <= taken.start ||
      visit.start >= taken.end + Math.max(taken.bufferAfter, service.bufferBefore),
  );
}

function onStep(start: number, step: number, zone: string): boolean {
  return Temporal.Instant.fromEpochMilliseconds(start * 60_000).toZonedDateTimeISO(zone).minute % step === 0;
}

function unitsFree({ service, resources = [] }: SlotSearch, visit: Span): boolean {
  return service.needs.every(({ kind }) => {
    const wanted = service.needs.filter((need) => need.kind === kind).reduce((sum, need) => sum + need.qty, 0);
    const free = resources.filter((one) => one.kind === kind).reduce((sum, one) => sum + freeUnits(one, visit), 0);
    return free >= wanted;
  });
}

function freeUnits({ capacity, busy }: SearchResource, visit: Span): number {
  let most = 0;
  for (let minute = visit.start; minute < visit.end; minute++)
    most = Math.max(most, busy.filter(({ start, end }) => start <= minute && minute < end).length);
  return Math.max(0, capacity - most);
}
