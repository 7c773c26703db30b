// What Taper costs a clinic a month: the list that holds on a day, and the band that a number of practitioners falls into.
import {
  subscriptionLists,
  type SubscriptionBand,
  type SubscriptionList,
} from "../../db/seed/rows/subscription-bands.ts";
import type { LocalDate } from "../time/dates.ts";

export type { SubscriptionBand, SubscriptionList };

/** Before the first one began, the first one. */
export const listOn = (day: LocalDate, lists: readonly SubscriptionList[] = subscriptionLists): SubscriptionList =>
  lists.findLast((list) => list.effectiveFrom <= day) ?? lists[0]!;

/** The one that is announced and does not hold yet. */
export const listAfter = (
  day: LocalDate,
  lists: readonly SubscriptionList[] = subscriptionLists,
): SubscriptionList | null => lists.find((list) => list.effectiveFrom > day) ?? null;

/** A clinic where nobody treats yet pays as for one. */
export const billedFor = (practitioners: number): number => Math.max(1, practitioners);

export const bandFor = (list: SubscriptionList, practitioners: number): SubscriptionBand =>
  list.bands.find(({ upTo }) => upTo === null || billedFor(practitioners) <= upTo)!;

/** Names the list at Stripe for good. */
export const priceKey = (list: SubscriptionList): string => `taper:${list.currency}:${list.effectiveFrom}`;

/** `1 practitioner`, `2 to 5 practitioners`, `26 practitioners or more`. */
export function bandWords(list: SubscriptionList, band: SubscriptionBand): string {
  const before = list.bands[list.bands.indexOf(band) - 1];
  const from = (before?.upTo ?? 0) + 1;
  if (band.upTo === null) return `${from} practitioners or more`;
  if (band.upTo === from) return from === 1 ? "1 practitioner" : `${from} practitioners`;
  return `${from} to ${band.upTo} practitioners`;
}

/** What one more practitioner changes: null when the amount stays. */
export function oneMore(list: SubscriptionList, practitioners: number): { from: number; to: number } | null {
  const from = bandFor(list, practitioners).monthMinor;
  const to = bandFor(list, practitioners + 1).monthMinor;
  return from === to ? null : { from, to };
}
