// What practitioners are due of a period.
import { earnedIn } from "../../db/queries/money-reports.ts";
import { payoutRateRows } from "../../db/queries/setup.ts";
import { payoutRatesOf } from "../clinic/payout-rates.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { parseAsked } from "../context/parse-asked.ts";
import type { LocalDate } from "../time/dates.ts";
import { payOuts, type PayOut } from "./pay-outs.ts";
import { clinicSpan, periodInput, type Period } from "./report-input.ts";

export type PayOutsView = Period & { today: LocalDate; lines: PayOut[] };

/**
 * Counted on the day on which a visit was finished, and a fee written or taken off: what is seen to late falls into the next period, and
 * one that is past stays as it is. Refuses with `invalid`.
 */
export async function viewPayOuts(ctx: Ctx, input: Period): Promise<PayOutsView> {
  mustMay(ctx, "see_money");
  const { from, to } = parseAsked(periodInput, input);
  return inTransaction(ctx, async (t) => {
    const { span, today } = await clinicSpan(t, { from, to });
    const rows = await earnedIn(t.tx, t.clinicId, span);
    const stored = await payoutRateRows(t.tx, t.clinicId);
    return { from, to, today, lines: payOuts(rows, (practitionerId) => payoutRatesOf(stored, practitionerId)) };
  });
}
