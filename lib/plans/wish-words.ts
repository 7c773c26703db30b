// A patient's wishes in words, the ones that are none left out: "Tuesdays and Thursdays", "never before 10:00 am".
import { asWritten, type Tell } from "../languages/tell.ts";
import { sayMinute, sayShortDate } from "../time/say.ts";
import type { PlanPreferences } from "./plan-views.ts";

const days = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
const parts = { morning: "mornings", afternoon: "afternoons", evening: "evenings" };

const together = (words: readonly string[], t: Tell): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${t("and")} ${words.at(-1)}`;

export function sayWishes(
  wishes: PlanPreferences,
  severalDisciplines: boolean,
  { locale = "en-CA", t = asWritten }: { locale?: string; t?: Tell } = {},
): string[] {
  const { weekdays, partsOfDay, onlyThese, notBefore, notAfter, away, sameDay, practitioner } = wishes;
  const times = [
    together(
      weekdays.toSorted((a, b) => a - b).map((day) => t(days[day - 1] ?? "")),
      t,
    ),
    together(
      partsOfDay.map((part) => t(parts[part])),
      t,
    ),
  ].filter(Boolean);
  return [
    ...(times.length ? [onlyThese ? `${t("only")} ${times.join(", ")}` : t(`${times.join(", ")} where possible`)] : []),
    ...(notBefore === null ? [] : [t(`never before ${sayMinute(notBefore, locale)}`)]),
    ...(notAfter === null ? [] : [t(`always over by ${sayMinute(notAfter, locale)}`)]),
    ...away.map(({ from, to }) =>
      from === to
        ? t(`away on ${sayShortDate(from, locale)}`)
        : t(`away from ${sayShortDate(from, locale)} to ${sayShortDate(to, locale)}`),
    ),
    ...(severalDisciplines && sameDay !== "either"
      ? [t(sameDay === "together" ? "two disciplines on one day" : "two disciplines on different days")]
      : []),
    ...(practitioner === "same" ? [t("always the same person")] : practitioner === "any" ? [t("anybody")] : []),
  ];
}
