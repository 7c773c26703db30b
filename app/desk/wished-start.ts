// A day and a time that somebody typed, as an instant in the clinic's zone.
import { Refusal } from "@/lib/errors";
import { isDate } from "@/lib/time/dates";
import { typedInstant } from "@/lib/time/zone";
import { text } from "./typed";

/** Refuses a time the clock skips or shows twice as well as one that is none. */
export function wishedStart(
  values: Record<string, string | string[]>,
  zone: string,
  names = { date: "onDate", time: "onTime" },
): Date {
  const date = text(values, names.date);
  const [, hour, minute] = /^(\d{1,2}):(\d{2})/.exec(text(values, names.time)) ?? [];
  const wished = isDate(date) && hour && minute ? typedInstant(date, Number(hour) * 60 + Number(minute), zone) : null;
  if (!wished)
    throw new Refusal("invalid", "Enter a day and a time.", {
      fields: [{ field: names.date, message: "Enter the day and the time." }],
    });
  return wished;
}
