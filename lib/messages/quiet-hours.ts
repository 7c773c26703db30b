// The hours in which nobody is written to unasked, in the clinic's own time.
import { addDays } from "../time/dates.ts";
import { instantAt, wallTime } from "../time/zone.ts";

export type QuietHours = { quietFromMin: number; quietToMin: number };

/** From one minute of the day to another, over midnight when the end is the smaller one; the same twice means never. */
export function isQuiet(at: Date, { quietFromMin, quietToMin }: QuietHours, zone: string): boolean {
  const { minute } = wallTime(at, zone);
  return quietFromMin <= quietToMin
    ? minute >= quietFromMin && minute < quietToMin
    : minute >= quietFromMin || minute < quietToMin;
}

/** The instant itself, or the end of the quiet hours it lies in. */
export function afterQuiet(at: Date, quiet: QuietHours, zone: string): Date {
  if (!isQuiet(at, quiet, zone)) return at;
  const { date, minute } = wallTime(at, zone);
  return instantAt(minute < quiet.quietToMin ? date : addDays(date, 1), quiet.quietToMin, zone);
}

/** The instant itself, or an hour before the quiet hours it lies in begin. */
export function beforeQuiet(at: Date, quiet: QuietHours, zone: string): Date {
  if (!isQuiet(at, quiet, zone)) return at;
  const { date, minute } = wallTime(at, zone);
  const begun = minute >= quiet.quietFromMin ? date : addDays(date, -1);
  return new Date(instantAt(begun, quiet.quietFromMin, zone).getTime() - 3_600_000);
}
