// The ledger of a period: what stands in each account.
import { accountSums, type AccountRow } from "../../db/queries/money-reports.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { parseAsked } from "../context/parse-asked.ts";
import type { LocalDate } from "../time/dates.ts";
import { clinicSpan, periodInput, type Period } from "./report-input.ts";

export type LedgerView = Period & { today: LocalDate; accounts: AccountRow[]; debitMinor: number; creditMinor: number };

export async function viewLedger(ctx: Ctx, input: Period): Promise<LedgerView> {
  mustMay(ctx, "see_money");
  const { from, to } = parseAsked(periodInput, input);
  return inTransaction(ctx, async (t) => {
    const { span, today } = await clinicSpan(t, { from, to });
    const accounts = await accountSums(t.tx, t.clinicId, span);
    const total = (side: "debitMinor" | "creditMinor") => accounts.reduce((sum, row) => sum + row[side], 0);
    return { from, to, today, accounts, debitMinor: total("debitMinor"), creditMinor: total("creditMinor") };
  });
}
