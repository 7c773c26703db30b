// A clinic's wall clock over the months that are made up: fast both ways between local minutes and instants.
import { dateOfDay, dayNumber, type LocalDate } from "../../lib/time/dates.ts";
import { instantOfLocal } from "../../lib/time/offset-table.ts";
import { dateIn, offsetTable } from "../../lib/time/zone.ts";

export type Clock = {
  zone: string;
  now: Date;
  today: LocalDate;
  /** First and last local date of what is made up. */
  from: LocalDate;
  to: LocalDate;
  /** The instant of a local minute of the day. */
  at(date: LocalDate, minute: number): Date;
  /** `2026-12-01 09:00:00`. */
  stamp(date: LocalDate, minute: number): string;
  dateOf(instant: Date): LocalDate;
};

const day = 86_400_000;

/** From so many months ago until a good half year ahead. */
export function clockOf(zone: string, now: Date, months: number): Clock {
  const today = dateIn(now, zone);
  const todayNumber = dayNumber(today);
  const table = offsetTable(
    zone,
    new Date(now.getTime() - (months * 31 + 60) * day),
    new Date(now.getTime() + 400 * day),
  );
  const stamps = (minute: number) => {
    const two = (value: number) => String(value).padStart(2, "0");
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}:00`;
  };
  const at = (date: LocalDate, minute: number) =>
    new Date(instantOfLocal(table, dayNumber(date) * 1440 + minute) * 60_000);
  return {
    zone,
    now,
    today,
    from: dateOfDay(todayNumber - Math.round(months * 30.44)),
    to: dateOfDay(todayNumber + 200),
    at,
    stamp: (date, minute) => `${date} ${stamps(minute)}`,
    dateOf: (instant) => dateIn(instant, zone),
  };
}
