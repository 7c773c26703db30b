// Open starts as people read them: by local day, and by part of the day.
import { sayDay, sayTime } from "../time/say.ts";
import { wallTime } from "../time/zone.ts";

export type PartOfDay = "morning" | "afternoon" | "evening";

export type DayOfSlots = {
  date: string;
  title: string;
  parts: { name: string; slots: { value: string; label: string }[] }[];
};

const partOf = (minute: number): PartOfDay =>
  minute < 12 * 60 ? "morning" : minute < 17 * 60 ? "afternoon" : "evening";

const english: Record<PartOfDay, string> = { morning: "Morning", afternoon: "Afternoon", evening: "Evening" };

/** Groups ascending starts; `value` is the instant in ISO 8601, `names` are those of the parts of a day. */
export function slotDays(starts: readonly Date[], zone: string, locale: string, names = english): DayOfSlots[] {
  const days: DayOfSlots[] = [];
  for (const start of starts) {
    const { date, minute } = wallTime(start, zone);
    let day = days.at(-1);
    if (day?.date !== date) days.push((day = { date, title: sayDay(start, zone, locale), parts: [] }));
    const name = names[partOf(minute)];
    let part = day.parts.at(-1);
    if (part?.name !== name) day.parts.push((part = { name, slots: [] }));
    part.slots.push({ value: start.toISOString(), label: sayTime(start, zone, locale) });
  }
  return days;
}
