// What stands in each account of the ledger in a period.
import { methodWord, payerWord } from "@/components/desk/fact-words";
import { Table } from "@/components/ui/table";
import type { LedgerView } from "@/lib/payments/view-ledger";

const names: Record<string, string> = {
  "credit:patient": "Patients’ credit",
  "receivable:patient": "Owed by patients",
  gift_cards: "Gift cards not used yet",
  revenue: "Revenue",
  "tax:gst": "GST",
  carried_over: "Carried over from before",
};

/** "cash:terminal" → "Money, card terminal" */
export function accountName(account: string): string {
  const [kind, of = ""] = account.split(":");
  const said = kind === "cash" ? methodWord[of] : kind === "receivable" ? payerWord[of] : undefined;
  return names[account] ?? (said === undefined ? account : kind === "cash" ? `Money: ${said}` : `Owed by ${said}`);
}

type Props = Pick<LedgerView, "accounts" | "debitMinor" | "creditMinor"> & { say: (minor: number) => string };

export function AccountTable({ accounts, debitMinor, creditMinor, say }: Props) {
  const cells = (debit: number, credit: number) => ({
    debit: debit ? say(debit) : "",
    credit: credit ? say(credit) : "",
    balance: say(debit - credit),
  });
  return (
    <Table
      caption="Accounts"
      captionHidden
      columns={[
        { key: "account", label: "Account" },
        { key: "code", label: "In the file" },
        { key: "debit", label: "Debit", align: "end" },
        { key: "credit", label: "Credit", align: "end" },
        { key: "balance", label: "Difference", align: "end" },
      ]}
      rows={accounts.map((row) => ({
        id: row.account,
        cells: { account: accountName(row.account), code: row.account, ...cells(row.debitMinor, row.creditMinor) },
      }))}
      foot={{ id: "all", cells: { account: "All", ...cells(debitMinor, creditMinor) } }}
    />
  );
}
