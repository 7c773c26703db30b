// The ledger's lines of a period as a table for bookkeeping; nobody is named in it.
import { amountText } from "@/app/desk/typed";
import { csvOf, csvType } from "@/lib/csv";
import { exportLedger } from "@/lib/payments/export-ledger";
import type { Period } from "@/lib/payments/report-input";
import { staffCtx } from "@/lib/server/contexts";
import { download } from "@/lib/server/download";
import { noForeignOrigin, route } from "@/lib/server/route";

const names = ["date", "account", "debit", "credit", "kind", "reference"];

export const GET = (request: Request) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const { ctx } = await staffCtx();
    // The verb judges what was asked for.
    const asked = Object.fromEntries(new URL(request.url).searchParams) as Period;
    const { from, to, lines } = await exportLedger(ctx, asked);
    const amount = (minor: number) => (minor ? amountText(minor) : null);
    const rows = lines.map(({ date, account, debitMinor, creditMinor, kind, reference }) => [
      date,
      account,
      amount(debitMinor),
      amount(creditMinor),
      kind,
      reference,
    ]);
    return download(csvOf(names, rows), `ledger-${from}-${to}.csv`, csvType);
  });
