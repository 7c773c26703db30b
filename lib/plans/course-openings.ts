// The openings of a calendar as a course sees them: by local day and minute, with what each costs the patient's wishes.
import type { KeptCalendar } from "../booking/calendar-cache.ts";
import { limitsOf } from "../booking/read-search.ts";
import { openSlotsPrepared } from "../booking/slots.ts";
import { dateOfDay, dayNumber, weekdayOf, type LocalDate } from "../time/dates.ts";
import { instantOfLocal, offsetAt } from "../time/offset-table.ts";
import { sayMinute, sayShortDate } from "../time/say.ts";
import type { CourseAlternative, CourseLeniency, CourseSlot } from "./course-problem.ts";
import type { PartOfDay, PlanPreferences } from "./plan-views.ts";

/** A start that is open for every service of a track; minutes of the local day, `at` in UTC epoch minutes. */
export type Opening = {
  day: number;
  start: number;
  end: number;
  practitionerId: string;
  at: number;
  /** Minute before which the practitioner can have no other visit of the plan; else its end. */
  until?: number;
};

export type OpeningsQuestion = {
  serviceIds: readonly string[];
  now: Date;
  /** Local date of day 0, and how many days from it on; the calendar may reach further on either side. */
  startDate: LocalDate;
  days: number;
  /** Whether the practitioner may do the track's work on the date. */
  mayDo: (practitionerId: string, date: LocalDate) => boolean;
  /** The patient's other appointments, UTC epoch minutes. */
  busy: readonly { start: number; end: number }[];
};

/** A calendar as it was read, and packed for many questions. */
export type CourseCalendar = Pick<KeptCalendar, "read" | "prepared">;

/** Openings in order; a track whose phases differ in length gets the starts that suit all of them, as long as the longest. */
export function openingsOf({ read, prepared }: CourseCalendar, question: OpeningsQuestion): Opening[] {
  const services = question.serviceIds.flatMap((id) => read.services.get(id) ?? []);
  if (!services.length || services.length < question.serviceIds.length) return [];
  const { transitions } = read;
  const firstDay = dayNumber(question.startDate);
  const limits = limitsOf(read, question.now);
  const earliest = Math.max(limits.earliest, instantOfLocal(transitions, firstDay * 1440));
  const latest = Math.min(limits.latest, instantOfLocal(transitions, (firstDay + question.days) * 1440));
  const minutes = Math.max(...services.map(({ duration }) => duration));
  const [first, ...others] = services.map(
    (service) =>
      new Map(
        openSlotsPrepared(prepared, { service, practitionerIds: service.practitionerIds, earliest, latest }).map(
          ({ start, practitionerIds }) => [start, practitionerIds],
        ),
      ),
  );
  const openings: Opening[] = [];
  let today = -1;
  let allowed = new Map<string, boolean>();
  for (const [at, able] of first ?? []) {
    if (question.busy.some((other) => other.start < at + minutes && at < other.end)) continue;
    const local = at + offsetAt(transitions, at);
    // The second of two equal wall times has no place in a calendar of local minutes.
    if (instantOfLocal(transitions, local) !== at) continue;
    const day = Math.floor(local / 1440) - firstDay;
    const start = local - (firstDay + day) * 1440;
    if (day !== today) [today, allowed] = [day, new Map()];
    for (const practitionerId of able) {
      if (!others.every((slots) => slots.get(at)?.includes(practitionerId))) continue;
      let may = allowed.get(practitionerId);
      if (may === undefined)
        allowed.set(practitionerId, (may = question.mayDo(practitionerId, dateOfDay(firstDay + day))));
      if (may) openings.push({ day, start, end: start + minutes, practitionerId, at });
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

/** What a day is to the wishes, whatever its hours. */
type DayWish = { against: readonly CourseLeniency[]; cost: number };

function dayWish({ preferences, startDate }: Wishes, day: number): DayWish {
  const { weekdays, onlyThese, away } = preferences;
  const date = dateOfDay(dayNumber(startDate) + day);
  const weekday = weekdayOf(date);
  const against: CourseLeniency[] = [];
  for (const { from, to } of away)
    if (from <= date && date <= to)
      against.push({ kind: "absence", value: `${sayShortDate(from)} to ${sayShortDate(to)}` });
  const wrongDay = weekdays.length > 0 && !weekdays.includes(weekday);
  if (onlyThese && wrongDay) against.push({ kind: "weekday", value: weekdayNames[weekday - 1] ?? "" });
  return { against, cost: wrongDay ? offWeekday : 0 };
}

/** What can stand against an opening because of its hours or its practitioner, said once: there are thousands of openings. */
type OtherWish = {
  early: CourseLeniency;
  late: CourseLeniency;
  part: Record<PartOfDay, CourseLeniency>;
  person: Map<string, CourseLeniency>;
};

function otherWish({ preferences: { notBefore, notAfter }, names }: Wishes): OtherWish {
  const ofDay = (value: string): CourseLeniency => ({ kind: "part-of-day", value });
  return {
    early: ofDay(`before ${sayMinute(notBefore ?? 0)}`),
    late: ofDay(`after ${sayMinute(notAfter ?? 0)}`),
    part: { morning: ofDay("morning"), afternoon: ofDay("afternoon"), evening: ofDay("evening") },
    person: new Map([...names].map(([id, value]) => [id, { kind: "practitioner", value }])),
  };
}

/** What stands against an opening of a day, each thing one that the patient could give up. */
function obstacles(
  { start, end, practitionerId }: Opening,
  ofDay: DayWish,
  other: OtherWish,
  { preferences, primary }: Wishes,
): readonly CourseLeniency[] {
  const { partsOfDay, onlyThese, notBefore, notAfter, practitioner } = preferences;
  let found = ofDay.against;
  const add = (one: CourseLeniency) => (found = [...found, one]);
  if (notBefore !== null && start < notBefore) add(other.early);
  if (notAfter !== null && end > notAfter) add(other.late);
  const part = partOf(start);
  if (onlyThese && partsOfDay.length && !partsOfDay.includes(part)) add(other.part[part]);
  if (practitioner === "same" && primary !== null && practitionerId !== primary)
    add(other.person.get(practitionerId) ?? { kind: "practitioner", value: "" });
  return found;
}

function slotOf(opening: Opening, ofDay: DayWish, { preferences: { partsOfDay } }: Wishes): CourseSlot {
  const wrongPart = partsOfDay.length > 0 && !partsOfDay.includes(partOf(opening.start));
  return {
    start: opening.start,
    end: opening.until ?? opening.end,
    practitioner: opening.practitionerId,
    cost: ofDay.cost + (wrongPart ? offPart : 0),
  };
}

const emptyDays = (days: number): CourseSlot[][] => Array.from({ length: days }, () => []);

/** Every opening of the days with what stands against it. */
function judge(
  openings: readonly Opening[],
  wishes: Wishes,
  days: number,
  take: (opening: Opening, against: readonly CourseLeniency[], slot: () => CourseSlot) => void,
): void {
  const other = otherWish(wishes);
  const known: DayWish[] = [];
  for (const opening of openings) {
    if (opening.day >= days) continue;
    const ofDay = (known[opening.day] ??= dayWish(wishes, opening.day));
    take(opening, obstacles(opening, ofDay, other, wishes), () => slotOf(opening, ofDay, wishes));
  }
}

/** The openings nothing stands against, by day. */
export function slotsOf(openings: readonly Opening[], wishes: Wishes, days: number): CourseSlot[][] {
  const slots = emptyDays(days);
  judge(openings, wishes, days, ({ day }, against, slot) => {
    if (!against.length) slots[day]?.push(slot());
  });
  return slots;
}

/** What each single thing given up would add, and what would take several at once. */
export function alternativesOf(openings: readonly Opening[], wishes: Wishes, days: number): CourseAlternative[] {
  const found = new Map<string, CourseAlternative>();
  judge(openings, wishes, days, ({ day }, [first, ...also], slot) => {
    if (!first) return;
    const key = [first, ...also].map(({ kind, value }) => `${kind} ${value}`).join();
    const alternative = found.get(key) ?? { ...first, ...(also.length > 0 && { also }), slots: emptyDays(days) };
    alternative.slots[day]?.push(slot());
    found.set(key, alternative);
  });
  return [...found.values()];
}
