// A month at a glance: how many visits each day has.
import { practitionerRows } from "../../db/queries/clinics.ts";
import { countDays, type DayCount } from "../../db/queries/day-sheet.ts";
import { inTransaction, mustMay, readRows, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { addDays, isDate, weekdayOf, type LocalDate } from "../time/dates.ts";

export type MonthView = {
  people: { id: string; name: string }[];
  /** Whole weeks from Monday on that hold the month. */
  weeks: { date: LocalDate; inMonth: boolean; booked: number; done: number; missed: number }[][];
};

/** The month of a date, the whole clinic's or one practitioner's. Refuses with `invalid` and `not_found`. */
export async function loadMonth(
  ctx: Ctx,
  input: { date: LocalDate; practitionerId?: string | undefined },
): Promise<MonthView> {
  mustMay(ctx, "see_day");
  const { date, practitionerId } = input;
  if (!isDate(date)) throw new Refusal("invalid", "Choose a day.");
  if (practitionerId !== undefined && !isId(practitionerId)) throw notFound("practitioner");
  const month = date.slice(0, 7);
  const first = `${month}-01`;
  const fromDate = addDays(first, 1 - weekdayOf(first));
  const last = addDays(nextMonth(first), -1);
  const toDate = addDays(last, 8 - weekdayOf(last));
  const [rows, people] = await inTransaction(ctx, (t) =>
    Promise.all([
      readRows<DayCount>(t, countDays(t.clinicId, { fromDate, toDate, practitionerId })),
      practitionerRows(t.tx, t.clinicId, fromDate),
    ]),
  );
  const counts = new Map(rows.map((row) => [row.date, row]));
  const weeks: MonthView["weeks"] = [];
  for (let monday = fromDate; monday < toDate; monday = addDays(monday, 7))
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const day = addDays(monday, index);
        const { booked = 0, done = 0, missed = 0 } = counts.get(day) ?? {};
        return { date: day, inMonth: day.startsWith(month), booked, done, missed };
      }),
    );
  return { people: people.map(({ id, name }) => ({ id, name })), weeks };
}

/** The first day of the next month. */
export const nextMonth = (date: LocalDate): LocalDate => `${addDays(`${date.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;

/** The first day of the month before. */
export const monthBefore = (date: LocalDate): LocalDate => `${addDays(`${date.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;
