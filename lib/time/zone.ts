// Where instants and a clinic's wall time meet; the only reader of zone data.
import { Temporal } from "temporal-polyfill";
import type { LocalDate } from "./dates.ts";
import type { OffsetChange, OffsetTable } from "./offset-table.ts";

/** A wall time: local date and minute of that day, 0–1439. */
export type WallTime = { date: LocalDate; minute: number };

const zoned = (instant: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Zone → UTC day → the offset (milliseconds east) all day long; NaN for a day on which it changes. */
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds east of UTC at an instant. Looking a day up in the zone data is slow, so days are kept: some 40 bytes each. */
function offsetMs(instant: Date, zone: string): number {
  const day = Math.floor(instant.getTime() / DAY_MS);
  let days = offsets.get(zone);
  if (!days) offsets.set(zone, (days = new Map()));
  let offset = days.get(day);
  if (offset === undefined) {
    const start = zoned(new Date(day * DAY_MS), zone);
    const change = start.getTimeZoneTransition("next");
    const constant = !change || change.epochMilliseconds >= (day + 1) * DAY_MS;
    offset = constant ? start.offsetNanoseconds / 1e6 : Number.NaN;
    days.set(day, offset);
  }
  return Number.isNaN(offset) ? zoned(instant, zone).offsetNanoseconds / 1e6 : offset;
}

/** The wall time as ISO text, whole seconds: `2026-12-01T09:00:00`. */
function wallText(instant: Date, zone: string): string {
  const wall = new Date(instant.getTime() + offsetMs(instant, zone)).toISOString();
  return wall.slice(0, wall.length - 5);
}

/** The wall time of an instant; seconds are cut off. */
export function wallTime(instant: Date, zone: string): WallTime {
  const text = wallText(instant, zone);
  return { date: dateOfText(text), minute: Number(text.slice(-8, -6)) * 60 + Number(text.slice(-5, -3)) };
}

const dateOfText = (text: string): LocalDate => text.slice(0, text.indexOf("T"));

export const dateIn = (instant: Date, zone: string): LocalDate => dateOfText(wallText(instant, zone));

/**
 * The instant of a wall time. Minutes may be 0–1440 (1440 is the next midnight). Times skipped by a clock change move forward,
 * times that happen twice are their first.
 */
export function instantAt(date: LocalDate, minute: number, zone: string): Date {
  const at = Temporal.PlainDate.from(date)
    .toPlainDateTime()
    .add({ minutes: minute })
    .toZonedDateTime(zone, { disambiguation: "compatible" });
  return new Date(at.epochMilliseconds);
}

/** Like {@link instantAt} for a time a person typed: null when the clock skips it or shows it twice. */
export function typedInstant(date: LocalDate, minute: number, zone: string): Date | null {
  try {
    const plain = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute });
    return new Date(plain.toZonedDateTime(zone, { disambiguation: "reject" }).epochMilliseconds);
  } catch {
    return null;
  }
}

/** Offsets in force from `from` until `to`, for engines that reckon in whole minutes. */
export function offsetTable(zone: string, from: Date, to: Date): OffsetTable {
  const change = (z: Temporal.ZonedDateTime): OffsetChange => ({
    at: Math.floor(z.epochMilliseconds / 60_000),
    offset: Math.round(z.offsetNanoseconds / 60e9),
  });
  let z = zoned(from, zone);
  const table = [change(z)];
  for (;;) {
    const next = z.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds > to.getTime()) return table;
    table.push(change(next));
    z = next;
  }
}

/** RFC 3339 with the zone's offset, whole seconds: `2026-12-01T09:00:00-07:00`. */
export function rfc3339(instant: Date, zone: string): string {
  const minutes = Math.round(offsetMs(instant, zone) / MINUTE_MS);
  const two = (count: number) => String(count).padStart(2, "0");
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return wallText(instant, zone) + offset;
}

/** The wall time as a database `timestamp`: `2026-12-01 09:00:00`. */
export const wallStamp = (instant: Date, zone: string): string => wallText(instant, zone).replace("T", " ");
