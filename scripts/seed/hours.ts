// When a made-up clinic is open: weekly hours, dated exceptions, holidays of the province, and time off.
import { addDays, weekdayOf, type LocalDate } from "../../lib/time/dates.ts";
import type { Clinic, Minutes, Practitioner } from "./clinic.ts";
import { datesBetween, holidaysBetween } from "./holidays.ts";

const wholeDay: Minutes = { start: 0, end: 1440 };

export function keepHours(clinic: Clinic): void {
  const { id: clinicId, rows, draw, clock, locationId } = clinic;
  addClosures(clinic);
  for (const practitioner of clinic.practitioners) {
    for (const { dow, start, end } of practitioner.weekly)
      rows.weeklyHours.push({
        clinicId,
        id: draw.id(clock.at(clock.from, 0)),
        practitionerId: practitioner.id,
        locationId,
        dow,
        startMin: start,
        endMin: end,
      });
    addHolidays(clinic, practitioner);
    addExceptions(clinic, practitioner);
  }
}

function addClosures({ id: clinicId, design, rows, draw, clock, closed }: Clinic) {
  const close = (date: LocalDate, minutes: Minutes, reason: string) => {
    closed.set(date, [...(closed.get(date) ?? []), minutes]);
    rows.closures.push({
      clinicId,
      id: draw.id(clock.at(clock.from, 0)),
      startsAt: clock.at(date, minutes.start),
      endsAt: clock.at(date, minutes.end),
      reason,
    });
  };
  for (const { date, name } of holidaysBetween(design.region, clock.from, addDays(clock.to, 200))) {
    close(date, wholeDay, name);
    if (date.endsWith("-12-25")) close(addDays(date, -1), { start: 13 * 60, end: 1440 }, "Christmas Eve");
  }
}

const dow = (date: LocalDate) => weekdayOf(date) % 7;

function takeOff(
  clinic: Clinic,
  practitioner: Practitioner,
  from: LocalDate,
  days: number,
  minutes: Minutes,
  reason: string,
) {
  const { clock, rows, draw } = clinic;
  for (let day = 0; day < days; day++) {
    const date = addDays(from, day);
    practitioner.away.set(date, [...(practitioner.away.get(date) ?? []), minutes]);
  }
  const startsAt = clock.at(from, minutes.start);
  const asked = Math.min(startsAt.getTime() - 45 * 86_400_000, clock.now.getTime() - 3_600_000);
  const createdAt = new Date(Math.floor(asked / 60_000) * 60_000);
  rows.timeOff.push({
    clinicId: clinic.id,
    id: draw.id(createdAt),
    practitionerId: practitioner.id,
    startsAt,
    endsAt: clock.at(addDays(from, days - 1), minutes.end),
    reason,
    createdAt,
  });
}

function addHolidays(clinic: Clinic, practitioner: Practitioner) {
  const { clock } = clinic;
  for (const offset of practitioner.design.holidays) {
    const date = addDays(clock.today, offset);
    if (date < clock.from) continue;
    takeOff(clinic, practitioner, addDays(date, 1 - weekdayOf(date)), 7, wholeDay, "Holidays");
  }
}

/** About every eighth week one working day is different: later, shorter, none at all, or an afternoon of training. */
function addExceptions(clinic: Clinic, practitioner: Practitioner) {
  const { clock, draw, rows } = clinic;
  const working = datesBetween(clock.from, addDays(clock.today, 60)).filter(
    (date) => practitioner.weekly.some((one) => one.dow === dow(date)) && !practitioner.away.has(date),
  );
  for (const date of working) {
    if (!draw.chance(0.04) || (clock.today <= date && date <= addDays(clock.today, 14))) continue;
    const usual = practitioner.weekly.filter((one) => one.dow === dow(date)).map(({ start, end }) => ({ start, end }));
    const last = usual.at(-1)!;
    if (draw.chance(0.3)) {
      takeOff(clinic, practitioner, date, 1, { start: last.start + 60, end: last.end }, "Training");
      continue;
    }
    const intervals = draw.chance(0.4) ? [] : usual.slice(0, 1);
    practitioner.overrides.set(date, intervals);
    rows.hourOverrides.push({
      clinicId: clinic.id,
      id: draw.id(clock.at(clock.from, 0)),
      practitionerId: practitioner.id,
      onDate: date,
      intervals,
    });
  }
}
