// Where instants and a clinic's wall time meet; the only reader of zone data.
import { Temporal } from "temporal-polyfill";
import type { LocalDate } from "./dates.ts";
import type { OffsetChange, OffsetTable } from "./offset-table.ts";

/** A wall time: local date and minute of that day, 0–1439. */
export type WallTime = { date: LocalDate; minute: number };

const zoned = (instant: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);

/** The wall time of an instant; seconds are cut off. */
export function wallTime(instant: Date, zone: string): WallTime {
  const z = zoned(instant, zone);
  return { date: z.toPlainDate().toString(), minute: z.hour * 60 + z.minute };
}

export const dateIn = (instant: Date, zone: string): LocalDate => zoned(instant, zone).toPlainDate().toString();

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
  const z = zoned(instant, zone);
  return `${z.toPlainDateTime().toString({ smallestUnit: "second" })}${z.offset}`;
}

/** The wall time as a database `timestamp`: `2026-12-01 09:00:00`. */
export const wallStamp = (instant: Date, zone: string): string =>
  zoned(instant, zone).toPlainDateTime().toString({ smallestUnit: "second" }).replace("T", " ");
