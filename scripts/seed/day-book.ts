// What is already taken while a calendar is being filled; the slot search says what is still open in it.
import { frameDays, openTime } from "../../lib/booking/open-hours.ts";
import type { SearchCalendar, SearchResource, TakenTime } from "../../lib/booking/search.ts";
import { openSlots } from "../../lib/booking/slots.ts";
import { emptySpans, type SpanList } from "../../lib/booking/spans.ts";
import { dayNumber, type LocalDate } from "../../lib/time/dates.ts";
import type { Clinic, Minutes, Practitioner, Service } from "./clinic.ts";

export type Place = {
  date: LocalDate;
  start: number;
  end: number;
  practitioner: Practitioner;
  service: Service;
  resourceId: string;
};

export type DayBook = {
  /** Open minutes of a date, whatever is booked in them. */
  open(practitioner: Practitioner, date: LocalDate): Minutes[];
  /** The place of a visit that begins then, or null when somebody or something is not free. */
  placeAt(
    practitioner: Practitioner,
    service: Service,
    date: LocalDate,
    start: number,
    patientId: string | null,
  ): Place | null;
  /** Every free start of a date, ascending. */
  starts(practitioner: Practitioner, service: Service, date: LocalDate, patientId: string | null): Place[];
  take(place: Place, patientId: string): void;
  /** Gives a place back. */
  free(place: Place, patientId: string): void;
};

const overlaps = (list: readonly Minutes[] | undefined, start: number, end: number): boolean =>
  list?.some((one) => start < one.end && one.start < end) ?? false;

export function dayBookOf(clinic: Clinic): DayBook {
  const people = new Map<string, TakenTime[]>();
  const units = new Map<string, Minutes[]>();
  const patients = new Map<string, Minutes[]>();
  const add = <T>(map: Map<string, T[]>, key: string, value: T) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  const remove = (map: Map<string, Minutes[]>, key: string, start: number) => {
    const list = map.get(key) ?? [];
    list.splice(
      list.findIndex((one) => one.start === start),
      1,
    );
  };

  /** One date as the search sees it, its clock never changed: visits are made up in local minutes. */
  function calendarOn(
    practitioner: Practitioner,
    date: LocalDate,
    kind = "",
  ): SearchCalendar<string> & { midnight: number; resources: SearchResource[] } {
    const midnight = dayNumber(date) * 1440;
    const onDate = <T extends Minutes>(list: readonly T[] = []): T[] =>
      list.map((one) => ({ ...one, start: midnight + one.start, end: midnight + one.end }));
    const dated = practitioner.overrides.get(date);
    return {
      midnight,
      range: { fromDate: date, days: 1, from: midnight, to: midnight + 1440 },
      transitions: [{ at: midnight - 2880, offset: 0 }],
      practitioners: [
        {
          id: practitioner.id,
          weekly: practitioner.weekly,
          overrides: dated ? [{ date, intervals: dated }] : [],
          timeOff: onDate([...(clinic.closed.get(date) ?? []), ...(practitioner.away.get(date) ?? [])]),
          appointments: onDate(people.get(practitioner.id + date)),
        },
      ],
      resources: (clinic.resources.get(kind) ?? []).map((id) => ({
        id,
        kind,
        capacity: 1,
        busy: onDate(units.get(id + date)),
      })),
    };
  }

  /** Free places of a date, ascending, each in the first room that is free for it. */
  function places(
    practitioner: Practitioner,
    service: Service,
    date: LocalDate,
    patientId: string | null,
    only?: number,
  ): Place[] {
    const { midnight, resources, ...calendar } = calendarOn(practitioner, date, service.need);
    const question = {
      ...calendar,
      service: {
        duration: service.minutes,
        step: service.step,
        bufferBefore: 0,
        bufferAfter: service.bufferAfter,
        needs: [{ kind: service.need, qty: 1 }],
      },
      ...(only !== undefined && { earliest: midnight + only, latest: midnight + only + 1 }),
    };
    const left = new Set(openSlots({ ...question, resources }).map((slot) => slot.start));
    const found: Place[] = [];
    for (const unit of resources) {
      if (left.size === 0) break;
      for (const slot of openSlots({ ...question, resources: [unit] })) {
        if (!left.delete(slot.start)) continue;
        const start = slot.start - midnight;
        const end = start + service.minutes;
        if (overlaps(patients.get(patientId + date), start, end)) continue;
        found.push({ date, start, end, practitioner, service, resourceId: String(unit.id) });
      }
    }
    return found.toSorted((a, b) => a.start - b.start);
  }

  return {
    open(practitioner, date) {
      const { midnight, ...calendar } = calendarOn(practitioner, date);
      const { starts, ends, count } = openTimeOf(calendar);
      return Array.from({ length: count }, (_, at) => ({
        start: starts[at]! - midnight,
        end: ends[at]! - midnight,
      })).filter(({ start }) => 0 <= start && start < 1440);
    },
    placeAt(practitioner, service, date, start, patientId) {
      return places(practitioner, service, date, patientId, start)[0] ?? null;
    },
    starts: places,
    take({ date, start, end, practitioner, service, resourceId }, patientId) {
      add(people, practitioner.id + date, { start, end, bufferBefore: 0, bufferAfter: service.bufferAfter });
      add(units, resourceId + date, { start, end });
      add(patients, patientId + date, { start, end });
    },
    free({ date, start, practitioner, resourceId }, patientId) {
      remove(people, practitioner.id + date, start);
      remove(units, resourceId + date, start);
      remove(patients, patientId + date, start);
    },
  };
}

function openTimeOf(calendar: SearchCalendar<string>): SpanList {
  const open = emptySpans();
  openTime(frameDays(calendar, 1), calendar.practitioners[0]!, open);
  return open;
}
