// Days on which a clinic in British Columbia or Ontario is closed, by their rules, for any year.
import { addDays, dateOfDay, dayNumber, weekdayOf, type LocalDate } from "../../lib/time/dates.ts";

export type Holiday = { date: LocalDate; name: string };

const two = (value: number) => String(value).padStart(2, "0");
const on = (year: number, month: number, day: number): LocalDate => `${year}-${two(month)}-${two(day)}`;

/** The nth Monday of a month. */
function mondayOf(year: number, month: number, nth: number): LocalDate {
  const first = on(year, month, 1);
  return addDays(first, ((8 - weekdayOf(first)) % 7) + (nth - 1) * 7);
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easter(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return on(year, Math.floor(f / 31), (f % 31) + 1);
}

function ofYear(region: "BC" | "ON", year: number): Holiday[] {
  const victoria = on(year, 5, 24);
  const common: Holiday[] = [
    { date: on(year, 1, 1), name: "New Year's Day" },
    { date: mondayOf(year, 2, 3), name: "Family Day" },
    { date: addDays(easter(year), -2), name: "Good Friday" },
    { date: addDays(victoria, 1 - weekdayOf(victoria)), name: "Victoria Day" },
    { date: on(year, 7, 1), name: "Canada Day" },
    { date: mondayOf(year, 8, 1), name: region === "BC" ? "British Columbia Day" : "Civic Holiday" },
    { date: mondayOf(year, 9, 1), name: "Labour Day" },
    { date: mondayOf(year, 10, 2), name: "Thanksgiving" },
    { date: on(year, 12, 25), name: "Christmas Day" },
    { date: on(year, 12, 26), name: "Boxing Day" },
  ];
  if (region === "ON") return common;
  return [
    ...common,
    { date: on(year, 9, 30), name: "National Day for Truth and Reconciliation" },
    { date: on(year, 11, 11), name: "Remembrance Day" },
  ];
}

/** Ascending, both ends included. */
export function holidaysBetween(region: "BC" | "ON", from: LocalDate, to: LocalDate): Holiday[] {
  const years: Holiday[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) years.push(...ofYear(region, year));
  return years.filter(({ date }) => from <= date && date <= to).toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** Every date of a range, both ends included. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const first = dayNumber(from);
  return Array.from({ length: dayNumber(to) - first + 1 }, (_, i) => dateOfDay(first + i));
}
