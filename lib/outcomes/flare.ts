/** Flares: when a worse spell counts as one, and what it does to the phase. A flare is never called failure. House defaults. */

import { daysBetween } from "../time/dates.ts";
import type { LocalDate } from "../time/dates.ts";
import { mean, reaches } from "./compare.ts";

/** Each branch holds only when its figures are there. */
export type FlareFacts = {
  /** Daily pain scores of up to 14 days before today, oldest first; null where none was logged. */
  nprs14?: readonly (number | null)[];
  today?: number;
  headacheDays7?: number;
  usualHeadacheDays7?: number;
};

export type FlareResult = { flare: boolean; kind: "pain" | "headache_days" | null };

/** What may have set a flare off; ids are kept, words are the page's. */
export const flareTriggers = [
  "unknown",
  "desk_work",
  "stress",
  "poor_sleep",
  "exercise",
  "lifting",
  "illness",
  "travel",
  "treatment",
] as const;
export type FlareTrigger = (typeof flareTriggers)[number];

const FEWEST_SCORES = 7;

export function detectFlare({ nprs14, today, headacheDays7, usualHeadacheDays7 }: FlareFacts): FlareResult {
  const scores = (nprs14 ?? []).filter((score) => score !== null);
  if (today !== undefined && scores.length >= FEWEST_SCORES && reaches(today, mean(scores) + 2)) {
    return { flare: true, kind: "pain" };
  }
  if (
    headacheDays7 !== undefined &&
    usualHeadacheDays7 !== undefined &&
    reaches(headacheDays7, 2 * usualHeadacheDays7) &&
    reaches(headacheDays7, 2)
  ) {
    return { flare: true, kind: "headache_days" };
  }
  return { flare: false, kind: null };
}

export type AfterFlaresFacts = {
  flareDates: readonly LocalDate[];
  today: LocalDate;
  /** Day the gap between visits was last lengthened. */
  spacingLengthenedOn?: LocalDate;
  lastTwoMeanNprs?: number;
  baselineNprs?: number;
};

export type AfterFlaresResult = { phase: "keep" | "step_back"; extraVisitOffered: boolean };

/** Two flares within 28 days (today and the 27 before), or pain back near its baseline after longer gaps: one phase back. */
export function afterFlares(facts: AfterFlaresFacts): AfterFlaresResult {
  const { today, spacingLengthenedOn, lastTwoMeanNprs, baselineNprs } = facts;
  const recent = new Set(facts.flareDates.filter((date) => date <= today && daysBetween(date, today) < 28)).size;
  const lengthened = spacingLengthenedOn !== undefined && spacingLengthenedOn <= today;
  const backNearBaseline =
    lengthened &&
    lastTwoMeanNprs !== undefined &&
    baselineNprs !== undefined &&
    reaches(lastTwoMeanNprs, baselineNprs - 1);
  if (recent >= 2 || backNearBaseline) return { phase: "step_back", extraVisitOffered: false };
  return { phase: "keep", extraVisitOffered: recent === 1 };
}
