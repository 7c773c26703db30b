// A patient's wishes, and the single starts they chose, as an address carries them; anything it does not name stays as the plan has it.
import { isId } from "../ids.ts";
import type { PartOfDay, PlanPreferences, ShownStart } from "./plan-views.ts";

type Query = Record<string, string | string[] | undefined>;

const list = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export function wishesOf(query: Query, known: PlanPreferences): PlanPreferences {
  if (query["wishes"] === undefined) return known;
  const weekdays = list(query["day"])
    .map(Number)
    .filter((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  const partsOfDay = list(query["part"]).filter(
    (part): part is PartOfDay => part === "morning" || part === "afternoon" || part === "evening",
  );
  const notBefore = Number(list(query["notBefore"])[0] || Number.NaN);
  const sameDay = list(query["sameDay"])[0];
  return {
    ...known,
    weekdays,
    partsOfDay,
    notBefore: Number.isInteger(notBefore) && notBefore >= 0 && notBefore < 1440 ? notBefore : null,
    sameDay: sameDay === "together" || sameDay === "apart" ? sameDay : "either",
  };
}

/** The same wishes as an address again. */
export function wishesQuery(query: Query): string {
  const kept = new URLSearchParams();
  for (const name of ["wishes", "day", "part", "notBefore", "sameDay", "chosen"])
    for (const value of list(query[name])) kept.append(name, value);
  return kept.toString();
}

/** One chosen start in an address. */
export const chosenValue = (one: ShownStart): string =>
  `${one.visitId}~${one.start.toISOString()}~${one.practitionerId}`;

/** The starts chosen so far; of two for one visit the later choice counts. What is not readable is left out. */
export function chosenOf(query: Query): ShownStart[] {
  const chosen = new Map<string, ShownStart>();
  for (const text of list(query["chosen"])) {
    const [visitId = "", at = "", practitionerId = ""] = text.split("~");
    const start = new Date(at);
    if (isId(visitId) && isId(practitionerId) && !Number.isNaN(start.getTime()))
      chosen.set(visitId, { visitId, start, practitionerId });
  }
  return [...chosen.values()];
}
