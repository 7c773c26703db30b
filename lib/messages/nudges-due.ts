// Which message about a visit without a time is due: on so many days after it became due to be booked, and then none any more.
import { addDays, type LocalDate } from "../time/dates.ts";
import type { MessageRules } from "./message-rules.ts";

/** Days before its window opens from which on a visit should have a time. */
export const aheadDays = 7;
/** Somebody who comes upon an old one does not begin with it. */
const graceDays = 2;

export type OpenVisit = {
  windowFrom: LocalDate;
  /** The day on which it lost its time, or its plan began or went on. */
  openSince: LocalDate;
};

export const dueOn = ({ windowFrom, openSince }: OpenVisit): LocalDate => {
  const ahead = addDays(windowFrom, -aheadDays);
  return openSince > ahead ? openSince : ahead;
};

/** The number of the message that is due today, from 0; null before the first and after the last. */
export function nudgeDue(visit: OpenVisit, { nudgeDays }: MessageRules, today: LocalDate): number | null {
  const from = dueOn(visit);
  const days = nudgeDays.toSorted((a, b) => a - b);
  const last = days.at(-1);
  if (last === undefined || today > addDays(from, last + graceDays)) return null;
  const begun = days.filter((day) => addDays(from, day) <= today).length;
  return begun ? begun - 1 : null;
}

/** A few times that differ: on different days first, in order of time. */
export function spreadTimes<Time extends { start: Date }>(times: readonly Time[], most: number): Time[] {
  const dayOf = ({ start }: Time) => start.toISOString().slice(0, 10);
  const days = [...Map.groupBy(times, dayOf).values()];
  const step = Math.max(1, Math.floor(days.length / most));
  // Morning, midday, evening: what one person cannot do, another hour of another day may suit.
  const one = days.filter((_day, index) => index % step === 0).slice(0, most);
  const picked = one.map((day, index) => day[Math.floor((index * (day.length - 1)) / Math.max(1, most - 1))]!);
  const more = times.filter((time) => !picked.includes(time)).slice(0, Math.max(0, most - picked.length));
  return [...picked, ...more].toSorted((a, b) => a.start.getTime() - b.start.getTime());
}
