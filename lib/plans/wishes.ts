// A patient's wishes, and the single starts they chose, as a form or an address carries them; what it does not name stays as it is.
import { isId } from "../ids.ts";
import { isDate, isReckoned } from "../time/dates.ts";
import type { CourseDifference, PlanPreferences, ShownStart } from "./plan-views.ts";

type Query = Record<string, string | string[] | undefined>;

/** The fields of wishes; `wishes` says that the others were on the page. */
const names = [
  "wishes",
  "weekdays",
  "partsOfDay",
  "onlyThese",
  "notBefore",
  "notAfter",
  "awayFrom",
  "awayTo",
  "sameDay",
  "practitioner",
] as const;

/** Absences a plan may know. */
export const mostAway = 20;
export const partsOfDay = ["morning", "afternoon", "evening"] as const;
export const sameDays = ["either", "together", "apart"] as const;
export const whichPractitioner = ["prefer_same", "same", "any"] as const;

const list = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const among = <Word extends string>(words: readonly Word[], said: string | undefined): Word | undefined =>
  words.find((word) => word === said);

function minuteOf(said: string | undefined): number | null {
  const minute = Number(said || Number.NaN);
  return Number.isInteger(minute) && minute >= 0 && minute <= 1440 ? minute : null;
}

/** Hours in the wrong order are meant the other way round. */
function hoursOf(
  before: string | undefined,
  after: string | undefined,
): { notBefore: number | null; notAfter: number | null } {
  const [notBefore, notAfter] = [minuteOf(before), minuteOf(after)];
  if (notBefore === null || notAfter === null || notBefore < notAfter) return { notBefore, notAfter };
  return { notBefore: notAfter, notAfter: notBefore === notAfter ? null : notBefore };
}

/** Two lists side by side. One date alone is a day away; two in the wrong order are meant the other way round. */
function awayOf(from: readonly string[], to: readonly string[]): PlanPreferences["away"] {
  return Array.from({ length: Math.max(from.length, to.length) }, (_, row) =>
    [from[row] ?? "", to[row] ?? ""].filter(isDate).toSorted(),
  )
    .flatMap((dates) => (dates.length ? [{ from: dates[0]!, to: dates.at(-1)! }] : []))
    .slice(0, mostAway);
}

/** The wishes that were on the page; what is not readable there is left out. */
export function saidWishes(query: Query): PlanPreferences {
  const one = (name: (typeof names)[number]) => list(query[name])[0];
  return {
    weekdays: list(query["weekdays"])
      .map(Number)
      .filter((day) => Number.isInteger(day) && day >= 1 && day <= 7),
    partsOfDay: list(query["partsOfDay"]).flatMap((part) => among(partsOfDay, part) ?? []),
    onlyThese: one("onlyThese") === "yes",
    ...hoursOf(one("notBefore"), one("notAfter")),
    away: awayOf(list(query["awayFrom"]), list(query["awayTo"])),
    sameDay: among(sameDays, one("sameDay")) ?? "either",
    practitioner: among(whichPractitioner, one("practitioner")) ?? "prefer_same",
  };
}

/** Those of an address, or `known` when it has none. */
export const wishesOf = (query: Query, known: PlanPreferences): PlanPreferences =>
  query["wishes"] === undefined ? known : saidWishes(query);

/** The same wishes as an address again. */
export function wishesQuery(query: Query): string {
  const kept = new URLSearchParams();
  for (const name of [...names, "chosen", "changed"]) for (const value of list(query[name])) kept.append(name, value);
  return kept.toString();
}

/**
 * The wishes again once an acceptance was answered with other times for some visits. What was chosen before is left out: it was taken
 * into the answer as far as it could be.
 */
export function changedQuery(query: Query, difference: CourseDifference): string {
  const kept = new URLSearchParams(wishesQuery({ ...query, chosen: undefined, changed: undefined }));
  const { moved, new: added, dropped } = difference;
  kept.set("changed", [...moved, ...added, ...dropped].map(({ visitId }) => visitId).join(","));
  return kept.toString();
}

/** The visits that such an answer changed; null when there was none. */
export const changedOf = (query: Query): ReadonlySet<string> | null =>
  query["changed"] === undefined ? null : new Set(list(query["changed"]).flatMap((ids) => ids.split(",")));

/** One chosen start in an address. */
export const chosenValue = (one: ShownStart): string =>
  `${one.visitId}~${one.start.toISOString()}~${one.practitionerId}`;

/** The starts chosen so far; of two for one visit the later choice counts. What is not readable is left out. */
export function chosenOf(query: Query): ShownStart[] {
  const chosen = new Map<string, ShownStart>();
  for (const text of list(query["chosen"])) {
    const [visitId = "", at = "", practitionerId = ""] = text.split("~");
    const start = new Date(at);
    if (isId(visitId) && isId(practitionerId) && !Number.isNaN(start.getTime()) && isReckoned(at))
      chosen.set(visitId, { visitId, start, practitionerId });
  }
  return [...chosen.values()];
}
