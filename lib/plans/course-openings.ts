// The openings of a calendar as a course sees them: by local day and minute, with what each costs the patient's wishes.
import { limitsOf, searchOf, type CalendarRead } from "../booking/read-search.ts";
import { openSlots } from "../booking/slots.ts";
import { dateOfDay, dayNumber, weekdayOf, type LocalDate } from "../time/dates.ts";
import { instantOfLocal, offsetAt } from "../time/offset-table.ts";
import { sayMinute, sayShortDate } from "../time/say.ts";
import type { CourseAlternative, CourseLeniency, CourseSlot } from "./course-problem.ts";
import type { PartOfDay, PlanPreferences } from "./plan-views.ts";

/** A start that is open for every service of a track; minutes of the local day, `at` in UTC epoch minutes. */
export type Opening = { day: number; start: number; end: number; practitionerId: string; at: number };

export type OpeningsQuestion = {
  serviceIds: readonly string[];
  now: Date;
  /** Whether the practitioner may do the track's work on the date. */
  mayDo: (practitionerId: string, date: LocalDate) => boolean;
  /** The patient's other appointments, UTC epoch minutes. */
  busy: readonly { start: number; end: number }[];
};

/** Openings in order; a track whose phases differ in length gets the starts that suit all of them, as long as the longest. */
export function openingsOf(read: CalendarRead, question: OpeningsQuestion): Opening[] {
  const services = question.serviceIds.flatMap((id) => read.services.get(id) ?? []);
  if (!services.length || services.length < question.serviceIds.length) return [];
  const limits = limitsOf(read, question.now);
  const minutes = Math.max(...services.map(({ duration }) => duration));
  const [first, ...others] = services.map(
    (service) =>
      new Map(
        openSlots(searchOf(read, service, { limits })).map(({ start, practitionerIds }) => [start, practitionerIds]),
      ),
  );
  const firstDay = dayNumber(read.fromDate);
  const openings: Opening[] = [];
  for (const [at, able] of first ?? []) {
    if (question.busy.some((other) => other.start < at + minutes && at < other.end)) continue;
    const local = at + offsetAt(read.transitions, at);
    // The second of two equal wall times has no place in a calendar of local minutes.
    if (instantOfLocal(read.transitions, local) !== at) continue;
    const day = Math.floor(local / 1440) - firstDay;
    const start = local - (firstDay + day) * 1440;
    const date = dateOfDay(firstDay + day);
    for (const practitionerId of able) {
      if (!others.every((slots) => slots.get(at)?.includes(practitionerId))) continue;
      if (question.mayDo(practitionerId, date)) openings.push({ day, start, end: start + minutes, practitionerId, at });
    }
  }
  return openings;
}

// House defaults of the planner's points.
const offWeekday = 8;
const offPart = 8;

export function partOf(minute: number): PartOfDay {
  if (minute < 720) return "morning";
  return minute < 1020 ? "afternoon" : "evening";
}

const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export type Wishes = {
  preferences: PlanPreferences;
  startDate: LocalDate;
  /** Fixed practitioner of the track, if any. */
  primary: string | null;
  names: ReadonlyMap<string, string>;
};

/** What stands against an opening, each thing one that the patient could give up. */
function obstacles(opening: Opening, { preferences, startDate, primary, names }: Wishes): CourseLeniency[] {
  const { weekdays, partsOfDay, onlyThese, notBefore, away, practitioner } = preferences;
  const date = dateOfDay(dayNumber(startDate) + opening.day);
  const weekday = weekdayOf(date);
  const part = partOf(opening.start);
  const found: CourseLeniency[] = [];
  for (const { from, to } of away)
    if (from <= date && date <= to)
      found.push({ kind: "absence", value: `${sayShortDate(from)} to ${sayShortDate(to)}` });
  if (notBefore !== null && opening.start < notBefore)
    found.push({ kind: "part-of-day", value: `before ${sayMinute(notBefore)}` });
  if (onlyThese && weekdays.length && !weekdays.includes(weekday))
    found.push({ kind: "weekday", value: weekdayNames[weekday - 1] ?? "" });
  if (onlyThese && partsOfDay.length && !partsOfDay.includes(part)) found.push({ kind: "part-of-day", value: part });
  if (practitioner === "same" && primary !== null && opening.practitionerId !== primary)
    found.push({ kind: "practitioner", value: names.get(opening.practitionerId) ?? "" });
  return found;
}

function slotOf(opening: Opening, { preferences, startDate }: Wishes): CourseSlot {
  const { weekdays, partsOfDay } = preferences;
  const weekday = weekdayOf(dateOfDay(dayNumber(startDate) + opening.day));
  const wrongDay = weekdays.length > 0 && !weekdays.includes(weekday);
  const wrongPart = partsOfDay.length > 0 && !partsOfDay.includes(partOf(opening.start));
  return {
    start: opening.start,
    end: opening.end,
    practitioner: opening.practitionerId,
    cost: (wrongDay ? offWeekday : 0) + (wrongPart ? offPart : 0),
  };
}

const emptyDays = (days: number): CourseSlot[][] => Array.from({ length: days }, () => []);

/** The openings nothing stands against, by day. */
export function slotsOf(openings: readonly Opening[], wishes: Wishes, days: number): CourseSlot[][] {
  const slots = emptyDays(days);
  for (const opening of openings)
    if (opening.day < days && !obstacles(opening, wishes).length) slots[opening.day]?.push(slotOf(opening, wishes));
  return slots;
}

/** What each single thing given up would add. */
export function alternativesOf(openings: readonly Opening[], wishes: Wishes, days: number): CourseAlternative[] {
  const found = new Map<string, CourseAlternative>();
  for (const opening of openings) {
    const [only, another] = obstacles(opening, wishes);
    if (!only || another || opening.day >= days) continue;
    const key = `${only.kind} ${only.value}`;
    const alternative = found.get(key) ?? { ...only, slots: emptyDays(days) };
    alternative.slots[opening.day]?.push(slotOf(opening, wishes));
    found.set(key, alternative);
  }
  return [...found.values()];
}
