// How times are said to people: on the server, in the clinic's zone, without zone abbreviations.
import { languageOf } from "../languages/language.ts";
import { dayNumber, type LocalDate } from "./dates.ts";
import { cityIn, joints, zoneIn } from "./said-in.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formats.set(key, known);
  return known;
}

const dateOnly = (date: LocalDate): Date => new Date(dayNumber(date) * 86_400_000);

/** `9:00 am`: without full stops, so that a sentence may end with a time. */
export const sayTime = (instant: Date, zone: string, locale = "en-CA"): string =>
  format(locale, zone, { hour: "numeric", minute: "2-digit" })
    .format(instant)
    .replace(/\b([ap])\.m\.$/, "$1m");

/** `Tuesday, December 1, 2026` */
export const sayDay = (instant: Date, zone: string, locale = "en-CA"): string =>
  format(locale, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(instant);

/** `Tue, Dec 1` */
export const sayShortDay = (instant: Date, zone: string, locale = "en-CA"): string =>
  format(locale, zone, { weekday: "short", day: "numeric", month: "short" }).format(instant);

/** `Tuesday, December 1, 2026` of a calendar date. */
export const sayDate = (date: LocalDate, locale = "en-CA"): string => sayDay(dateOnly(date), "UTC", locale);

/** `May 30, 1984`, of a date whose weekday nobody remembers. */
export const sayBirthDate = (date: LocalDate, locale = "en-CA"): string =>
  format(locale, "UTC", { day: "numeric", month: "long", year: "numeric" }).format(dateOnly(date));

/** `Tue, Dec 1` of a calendar date. */
export const sayShortDate = (date: LocalDate, locale = "en-CA"): string => sayShortDay(dateOnly(date), "UTC", locale);

/** `Tue, Dec 1, 2026` of a calendar date. */
export const sayShortDateOfYear = (date: LocalDate, locale = "en-CA"): string =>
  languageOf(locale) === "en"
    ? `${sayShortDate(date, locale)}, ${date.slice(0, 4)}`
    : format(locale, "UTC", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(
        dateOnly(date),
      );

/** `December 2026` of a calendar date. */
export const sayMonth = (date: LocalDate, locale = "en-CA"): string =>
  format(locale, "UTC", { month: "long", year: "numeric" }).format(dateOnly(date));

/** `Tue` of a calendar date. */
export const sayWeekday = (date: LocalDate, locale = "en-CA"): string =>
  format(locale, "UTC", { weekday: "short" }).format(dateOnly(date));

/** `Tuesday, December 1, 2026 at 9:00 am` */
export const sayMoment = (instant: Date, zone: string, locale = "en-CA"): string =>
  `${sayDay(instant, zone, locale)}${joints[languageOf(locale)]}${sayTime(instant, zone, locale)}`;

/** `Vancouver time` */
export const sayZone = (zone: string, locale = "en-CA"): string => {
  const language = languageOf(locale);
  return zoneIn[language](cityIn(language, zone.split("/").at(-1)!.replaceAll("_", " ")));
};

/** `9:30 am` of a minute of the day. */
export const sayMinute = (minute: number, locale = "en-CA"): string =>
  sayTime(new Date(minute * 60_000), "UTC", locale);
