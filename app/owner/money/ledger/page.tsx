// The ledger of a period by account, and its lines as a file for bookkeeping.
import type { Metadata } from "next";
import { AccountTable } from "@/components/payments/account-table";
import { PeriodFilter } from "@/components/payments/report-filter";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { Stack } from "@/components/ui/section";
import { formatMoney } from "@/lib/money/money";
import { viewLedger } from "@/lib/payments/view-ledger";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDateOfYear } from "@/lib/time/say";
import { address } from "../../door";
import { monthsAt, periodOf } from "../asked";

export const metadata: Metadata = { title: "Bookkeeping" };

export default async function LedgerPage({ searchParams }: PageProps<"/owner/money/ledger">) {
  const asked = await searchParams;
  const door = await staffPage("/owner/money/ledger", "see_money");
  const { ctx, clinic } = door;
  const view = await viewLedger(ctx, periodOf(asked, door));
  const { from, to, today, accounts } = view;
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const day = (date: string) => sayShortDateOfYear(date, clinic.locale);
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-4">
        <PageHead
          over={`${clinic.name}. ${day(from)} to ${day(to)}`}
          title={accounts.length ? `${say(view.debitMinor)} in debit, the same in credit` : "No line in the ledger"}
          actions={<PrintButton />}
        />
        <PeriodFilter
          action="/owner/money/ledger"
          from={from}
          to={to}
          today={today}
          links={monthsAt("/owner/money/ledger", today)}
        />
      </div>
      {accounts.length ? (
        <>
          <a className="link no-print self-start" href={address("/api/owner/ledger", { from, to })} download>
            Download the lines as CSV
          </a>
          <AccountTable {...view} say={say} />
          <p className="measure text-sm text-soft">
            The file has a line for each entry: day, account, debit, credit, what it was, and its reference here. Nobody
            is named in it.
          </p>
        </>
      ) : (
        <EmptyState title="Nothing was booked in this time">
          Each charge, payment, refund and what pays what is written here twice, once in debit and once in credit.
        </EmptyState>
      )}
    </Stack>
  );
}
