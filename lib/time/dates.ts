/** Calendar dates as `YYYY-MM-DD` strings and whole-day arithmetic on them, without clock or zone. */

/** A date of the proleptic Gregorian calendar, `YYYY-MM-DD`, in the years 1 to 9999 as PostgreSQL writes them. Two of them compare rightly as strings. */
export type LocalDate = string;

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The number the digits `[from, to)` of a text make; -1 when one of them is none. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function partsOf(date: LocalDate): [year: number, month: number, day: number] | null {
  // Read digit by digit: slot search parses hundreds of dates a call, and a regular expression takes ten times as long.
  if (date.length !== 10 || date.charCodeAt(4) !== 45 || date.charCodeAt(7) !== 45) return null;
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 7);
  const day = digits(date, 8, 10);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return [year, month, day];
}

/** Whether a date or instant, in the form of ISO 8601, lies in the years 2000 to 2199: no other is asked of calendars and zone data. */
export const isReckoned = (text: string): boolean => /^2[01]\d\d-/.test(text);

/** Whether the text is a date that exists (`2026-02-30` is not). */
export function isDate(text: string): boolean {
  return partsOf(text) !== null;
}

/** Days since 1970-01-01, negative before it. Throws `RangeError` when the date does not exist. */
export function dayNumber(date: LocalDate): number {
  const parts = partsOf(date);
  if (!parts) throw new RangeError(`"${date}" is not a date; write YYYY-MM-DD`);
  const [year, month, day] = parts;
  // Years that begin in March put the leap day last, so that the length of the months before it is a straight line.
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day number; the other way of {@link dayNumber}. Throws `RangeError` outside the years 1–9999. */
export function dateOfDay(day: number): LocalDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`day ${day} has no four-digit year`);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** The date so many whole days later, or earlier when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

/** The same day so many months later; the first of the month after where there is no such day, so that no month is cut short. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const parts = partsOf(date);
  if (!parts) throw new RangeError(`"${date}" is not a date; write YYYY-MM-DD`);
  const at = (month: number, day: number) => {
    const year = Math.floor(month / 12);
    if (!(year >= 1 && year <= 9999)) throw new RangeError(`${date} and ${months} months has no four-digit year`);
    return `${String(year).padStart(4, "0")}-${String(month - year * 12 + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  };
  const month = parts[0] * 12 + parts[1] - 1 + months;
  const same = at(month, parts[2]);
  return isDate(same) ? same : at(month + 1, 1);
}

/** The same day so many years later; 1 March where 29 February does not exist. */
export const addYears = (date: LocalDate, years: number): LocalDate => addMonths(date, years * 12);

/** Whole calendar days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}
