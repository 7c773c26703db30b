// The ledger's lines of a period, for bookkeeping.
import { ledgerLines } from "../../db/queries/money-reports.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { parseAsked } from "../context/parse-asked.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { clinicSpan, periodInput, type Period } from "./report-input.ts";

export type LedgerLine = {
  /** The local day. */
  date: LocalDate;
  account: string;
  debitMinor: number;
  creditMinor: number;
  kind: string;
  /** The id of the charge, payment, allocation, reduction or refund. */
  reference: string;
};

/** Nobody is named. Who saved it is kept. */
export async function exportLedger(ctx: Ctx, input: Period): Promise<Period & { lines: LedgerLine[] }> {
  mustMay(ctx, "see_money");
  const { from, to } = parseAsked(periodInput, input);
  return inTransaction(ctx, async (t) => {
    const { span, clinic } = await clinicSpan(t, { from, to });
    const lines = (await ledgerLines(t.tx, t.clinicId, span)).map(({ at, account, amountMinor, kind, refId }) => ({
      date: dateIn(at, clinic.timeZone),
      account,
      debitMinor: Math.max(amountMinor, 0),
      creditMinor: Math.max(-amountMinor, 0),
      kind,
      reference: refId,
    }));
    await record(t, [{ deed: "ledger.exported", subjectKind: "ledger", detail: { from, to, lines: lines.length } }]);
    return { from, to, lines };
  });
}
