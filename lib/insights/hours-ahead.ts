// How much of the time that people work is booked, week by week and person by person. Pure.
import type { DayColumn, DaysView } from "../booking/booking-views.ts";
import type { LocalDate } from "../time/dates.ts";

export type HoursLine = { id: string; name: string; openMin: number; bookedMin: number };
export type WeekLine = { from: LocalDate; to: LocalDate; openMin: number; bookedMin: number };
export type HoursAhead = { weeks: WeekLine[]; people: HoursLine[] };

type Span = { startMin: number; endMin: number };

/** Minutes of spans that may overlap. */
function lengthOf(spans: readonly Span[]): number {
  let [sum, until] = [0, -Infinity];
  for (const { startMin, endMin } of spans.toSorted((a, b) => a.startMin - b.startMin)) {
    sum += Math.max(0, endMin - Math.max(startMin, until));
    until = Math.max(until, endMin);
  }
  return sum;
}

/** Hours of work less time off and closures. */
function openOf({ open, timeOff }: DayColumn): number {
  const inside = open.flatMap((hours) =>
    timeOff.map((off) => ({
      startMin: Math.max(hours.startMin, off.startMin),
      endMin: Math.min(hours.endMin, off.endMin),
    })),
  );
  return lengthOf(open) - lengthOf(inside.filter(({ startMin, endMin }) => startMin < endMin));
}

const stands: readonly string[] = ["booked", "arrived", "fulfilled"];

/** From start to end, pauses between visits not counted; whatever stands twice at a time counts twice. */
const bookedOf = ({ appointments }: DayColumn): number =>
  appointments
    .filter(({ status }) => stands.includes(status))
    .reduce((sum, { start, end }) => sum + (end.getTime() - start.getTime()) / 60_000, 0);

/** Weeks of seven days from the first day on. */
export function hoursAhead({ days, people }: Pick<DaysView, "days" | "people">): HoursAhead {
  const weeks: WeekLine[] = [];
  const lines = new Map(people.map(({ id, name }) => [id, { id, name, openMin: 0, bookedMin: 0 }]));
  for (const [index, { date, columns }] of days.entries()) {
    if (index % 7 === 0) weeks.push({ from: date, to: date, openMin: 0, bookedMin: 0 });
    const week = weeks.at(-1)!;
    week.to = date;
    for (const column of columns) {
      const [open, booked] = [openOf(column), bookedOf(column)];
      const line = lines.get(column.practitionerId);
      for (const sum of line ? [week, line] : [week]) {
        sum.openMin += open;
        sum.bookedMin += booked;
      }
    }
  }
  return { weeks, people: [...lines.values()].filter(({ openMin, bookedMin }) => openMin + bookedMin > 0) };
}
