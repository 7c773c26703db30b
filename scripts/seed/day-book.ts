// What is already taken while a calendar is being filled: practitioners with buffers, rooms, and patients, minute by minute.
import type { LocalDate } from "../../lib/time/dates.ts";
import type { Clinic, Minutes, Practitioner, Service } from "./clinic.ts";
import { openOn } from "./hours.ts";

type Taken = Minutes & { bufferAfter: number };

export type Place = {
  date: LocalDate;
  start: number;
  end: number;
  practitioner: Practitioner;
  service: Service;
  resourceId: string;
};

export type DayBook = {
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

const clash = (list: readonly Minutes[] | undefined, start: number, end: number): boolean =>
  list?.some((one) => start < one.end && one.start < end) ?? false;

export function dayBookOf(clinic: Clinic): DayBook {
  const hours = new Map<string, Minutes[]>();
  const people = new Map<string, Taken[]>();
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

  const book: DayBook = {
    open(practitioner, date) {
      const key = `${practitioner.id}${date}`;
      const known = hours.get(key) ?? openOn(clinic, practitioner, date);
      hours.set(key, known);
      return known;
    },
    placeAt(practitioner, service, date, start, patientId) {
      const end = start + service.minutes;
      if (!book.open(practitioner, date).some((span) => span.start <= start && end <= span.end)) return null;
      const busy = people.get(`${practitioner.id}${date}`);
      // Between neighbours the larger buffer counts; before a visit none is asked for here.
      if (busy?.some((one) => start < one.end + one.bufferAfter && one.start < end + service.bufferAfter)) return null;
      if (patientId !== null && clash(patients.get(patientId + date), start, end)) return null;
      const resourceId = clinic.resources.get(service.need)?.find((id) => !clash(units.get(id + date), start, end));
      return resourceId === undefined ? null : { date, start, end, practitioner, service, resourceId };
    },
    starts(practitioner, service, date, patientId) {
      return book.open(practitioner, date).flatMap((span) => {
        const places: Place[] = [];
        const first = Math.ceil(span.start / service.step) * service.step;
        for (let start = first; start + service.minutes <= span.end; start += service.step) {
          const place = book.placeAt(practitioner, service, date, start, patientId);
          if (place) places.push(place);
        }
        return places;
      });
    },
    take({ date, start, end, practitioner, service, resourceId }, patientId) {
      add(people, `${practitioner.id}${date}`, { start, end, bufferAfter: service.bufferAfter });
      add(units, resourceId + date, { start, end });
      add(patients, patientId + date, { start, end });
    },
    free({ date, start, practitioner, resourceId }, patientId) {
      remove(people, `${practitioner.id}${date}`, start);
      remove(units, resourceId + date, start);
      remove(patients, patientId + date, start);
    },
  };
  return book;
}
