// Local times of a clinic for the judge of the year, reckoned by Temporal and not by the product's own clock work.
import { Temporal } from "temporal-polyfill";
import type { MessageRulesRow } from "../../db/seed/rows/message-rules.ts";

type Quiet = Pick<MessageRulesRow, "quietFromMin" | "quietToMin">;

const there = (at: Date, zone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
const minuteOf = (local: Temporal.ZonedDateTime) => local.hour * 60 + local.minute;
const dateAt = (date: Temporal.PlainDate, minute: number, zone: string): Date =>
  new Date(
    date.toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 }),
    }).epochMilliseconds,
  );

export const localDate = (at: Date, zone: string): string => there(at, zone).toPlainDate().toString();
export const plusDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();
export const atLocal = (date: string, minute: number, zone: string): Date =>
  dateAt(Temporal.PlainDate.from(date), minute, zone);

export function sleeps(at: Date, { quietFromMin, quietToMin }: Quiet, zone: string): boolean {
  const minute = minuteOf(there(at, zone));
  return quietFromMin > quietToMin
    ? minute >= quietFromMin || minute < quietToMin
    : minute >= quietFromMin && minute < quietToMin;
}

/** When a reminder that is wished for at `at` goes out: after the night if that is early enough, else the evening before it. */
export function awake(at: Date, start: Date, quiet: Quiet, zone: string): Date {
  if (!sleeps(at, quiet, zone)) return at;
  const local = there(at, zone);
  const inMorning = minuteOf(local) < quiet.quietToMin;
  const morning = dateAt(local.toPlainDate().add({ days: inMorning ? 0 : 1 }), quiet.quietToMin, zone);
  if (start.getTime() - morning.getTime() >= 3_600_000) return morning;
  const evening = local.toPlainDate().subtract({ days: minuteOf(local) >= quiet.quietFromMin ? 0 : 1 });
  return new Date(dateAt(evening, quiet.quietFromMin, zone).getTime() - 3_600_000);
}

const said = (at: Date, zone: string, options: Intl.DateTimeFormatOptions, locale: string) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(at);
const hour = (at: Date, zone: string, locale: string) =>
  said(at, zone, { hour: "numeric", minute: "2-digit" }, locale).replace(/([ap])\.m\.$/, "$1m");

/** The day and the hour, as a mail says them. */
export const inMail = (at: Date, zone: string, locale = "en-CA"): string[] => [
  said(at, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }, locale),
  hour(at, zone, locale),
];

/** The same as a text message says them. */
export const inText = (at: Date, zone: string, locale = "en-CA"): string[] => [
  said(at, zone, { weekday: "short", day: "numeric", month: "short" }, locale),
  hour(at, zone, locale),
];
