// How a course may be paid ahead: all at once, with what that takes off, or in instalments that add up to the cent.
import type { PlanRow } from "../../db/queries/plans.ts";
import { allocate } from "../money/money.ts";
import { addDays, type LocalDate } from "../time/dates.ts";
import { latestRow } from "../clinic/dated-rows.ts";

export type PayTerms = NonNullable<PlanRow["payTerms"]>;

export type PayRule = {
  /** Null: every template that has no rows of its own. */
  templateCode: string | null;
  effectiveFrom: LocalDate;
  prepay: boolean;
  discountBp: number;
  mostInstalments: number | null;
  weeksApart: number | null;
  leastMinor: number | null;
  retryDays: number[];
};

/** Where the clinic has said nothing: the whole course can be paid ahead at its price, and nothing in instalments. */
export const plainTerms: PayTerms = { prepay: true, discountBp: 0, instalments: null, retryDays: [] };

/** The terms of a plan that is offered on the day: its template's own rule, else the one of all. */
export function termsOn(rules: readonly PayRule[], templateCode: string, on: LocalDate): PayTerms {
  const of = (code: string | null) =>
    latestRow(
      rules.filter((rule) => rule.templateCode === code),
      on,
    );
  const rule = of(templateCode) ?? of(null);
  if (!rule) return plainTerms;
  const { prepay, discountBp, mostInstalments: most, weeksApart, leastMinor, retryDays } = rule;
  const offered = most !== null && weeksApart !== null && leastMinor !== null;
  return { prepay, discountBp, instalments: offered ? { most, weeksApart, leastMinor } : null, retryDays };
}

/** As many as are allowed while none falls below the least; null when that leaves fewer than two. A cent that cannot be shared is on the first ones. */
export function instalmentParts({ instalments }: PayTerms, totalMinor: number): number[] | null {
  if (!instalments) return null;
  const count = Math.min(instalments.most, Math.floor(totalMinor / instalments.leastMinor));
  return count < 2 ? null : evenParts(totalMinor, count);
}

/** Whole parts that add up to the total and differ by a cent at most, the larger ones first. */
export const evenParts = (totalMinor: number, count: number): number[] =>
  allocate(
    totalMinor,
    Array.from({ length: count }, () => 1),
  );

/** The first on the day itself, the others so many weeks apart. */
export const instalmentDays = (first: LocalDate, count: number, weeksApart: number): LocalDate[] =>
  Array.from({ length: count }, (_, index) => addDays(first, 7 * weeksApart * index));

/** The day on which a card is asked again after so many refusals; null when it is not. */
export function askAgainOn(retryDays: readonly number[], refusals: number, today: LocalDate): LocalDate | null {
  const days = retryDays[refusals - 1];
  return days === undefined ? null : addDays(today, days);
}
