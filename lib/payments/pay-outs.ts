// What practitioners are due of the visits they gave and of their fees.
import type { EarnedRow } from "../../db/queries/money-reports.ts";
import { latestRow } from "../clinic/dated-rows.ts";
import type { PayoutRate } from "../clinic/setup-views.ts";
import { percentOf } from "../money/money.ts";

export type PayOut = {
  practitionerId: string;
  practitionerName: string;
  supplierId: string;
  supplierName: string;
  visits: number;
  /** Net of tax, less what was taken off. */
  feesMinor: number;
  missedMinor: number;
  /** What was agreed for the days of these visits, in order of time. */
  agreed: PayoutRate[];
  /** Null when nothing was agreed for any of the days. */
  dueMinor: number | null;
  /** Visits and fees of days before the first arrangement; nothing is due of them. */
  withoutRate: number;
};

/** What a line adds: of a percentage the share of what the fee comes to now less the share of what it came to, each rounded half up. */
export function dueOf({ what, beforeMinor, afterMinor, n }: EarnedRow, rate: PayoutRate): number {
  if (rate.kind === "per_visit") return what === "given" ? n * rate.visitMinor : 0;
  return n * (percentOf(afterMinor, rate.feeBp) - percentOf(beforeMinor, rate.feeBp));
}

/** By practitioner and supplier, in the order of the rows; the arrangement is the one of the day of the visit. */
export function payOuts(rows: readonly EarnedRow[], ratesOf: (practitionerId: string) => PayoutRate[]): PayOut[] {
  const byPerson = Map.groupBy(rows, ({ practitionerId, supplierId }) => `${practitionerId} ${supplierId}`);
  return [...byPerson.values()].map((own) => {
    const { practitionerId, practitionerName, supplierId, supplierName } = own[0]!;
    const rates = ratesOf(practitionerId);
    const fees = (what: EarnedRow["what"]) =>
      own.reduce((sum, row) => sum + (row.what === what ? row.n * (row.afterMinor - row.beforeMinor) : 0), 0);
    let dueMinor: number | null = null;
    let withoutRate = 0;
    const agreed = new Set<PayoutRate>();
    for (const row of own) {
      const rate = latestRow(rates, row.serviceOn);
      if (!rate) {
        withoutRate += row.n;
        continue;
      }
      agreed.add(rate);
      dueMinor = (dueMinor ?? 0) + dueOf(row, rate);
    }
    const visits = own.reduce((sum, row) => sum + (row.what === "given" ? row.n : 0), 0);
    return {
      practitionerId,
      practitionerName,
      supplierId,
      supplierName,
      visits,
      feesMinor: fees("visit"),
      missedMinor: fees("missed_visit_fee"),
      agreed: [...agreed].toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom)),
      dueMinor,
      withoutRate,
    };
  });
}
