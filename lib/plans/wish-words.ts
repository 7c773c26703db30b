// A patient's wishes in words, the ones that are none left out: "Tuesdays and Thursdays", "never before 10:00 am".
import { sayMinute, sayShortDate } from "../time/say.ts";
import type { PlanPreferences } from "./plan-views.ts";

const days = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
const parts = { morning: "mornings", afternoon: "afternoons", evening: "evenings" };

const together = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

export function sayWishes(wishes: PlanPreferences, severalDisciplines: boolean, locale = "en-CA"): string[] {
  const { weekdays, partsOfDay, onlyThese, notBefore, notAfter, away, sameDay, practitioner } = wishes;
  const times = [
    together(weekdays.toSorted((a, b) => a - b).map((day) => days[day - 1] ?? "")),
    together(partsOfDay.map((part) => parts[part])),
  ].filter(Boolean);
  return [
    ...(times.length ? [`${onlyThese ? "only " : ""}${times.join(", ")}${onlyThese ? "" : " where possible"}`] : []),
    ...(notBefore === null ? [] : [`never before ${sayMinute(notBefore, locale)}`]),
    ...(notAfter === null ? [] : [`always over by ${sayMinute(notAfter, locale)}`]),
    ...away.map(({ from, to }) =>
      from === to
        ? `away on ${sayShortDate(from, locale)}`
        : `away from ${sayShortDate(from, locale)} to ${sayShortDate(to, locale)}`,
    ),
    ...(severalDisciplines && sameDay !== "either"
      ? [sameDay === "together" ? "two disciplines on one day" : "two disciplines on different days"]
      : []),
    ...(practitioner === "same" ? ["always the same person"] : practitioner === "any" ? ["anybody"] : []),
  ];
}
