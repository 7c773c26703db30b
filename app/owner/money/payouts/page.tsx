// What practitioners are due of a period.
import type { Metadata } from "next";
import { PayOutTable } from "@/components/payments/pay-out-table";
import { PeriodFilter } from "@/components/payments/report-filter";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { Stack } from "@/components/ui/section";
import { formatMoney } from "@/lib/money/money";
import { viewPayOuts } from "@/lib/payments/view-pay-outs";
import { staffPage } from "@/lib/server/contexts";
import { sayShortDateOfYear } from "@/lib/time/say";
import { monthsAt, periodOf } from "../asked";

export const metadata: Metadata = { title: "Pay-outs" };

export default async function PayoutsPage({ searchParams }: PageProps<"/owner/money/payouts">) {
  const asked = await searchParams;
  const door = await staffPage("/owner/money/payouts", "see_money");
  const { ctx, clinic } = door;
  const { from, to, today, lines } = await viewPayOuts(ctx, periodOf(asked, door));
  const say = (minor: number) => formatMoney(minor, clinic.currency, clinic.locale);
  const day = (date: string) => sayShortDateOfYear(date, clinic.locale);
  const dueMinor = lines.reduce((sum, line) => sum + (line.dueMinor ?? 0), 0);
  const people = new Set(lines.flatMap((line) => (line.dueMinor === null ? [] : [line.practitionerId]))).size;
  return (
    <Stack gap="wide">
      <div className="flex flex-col gap-4">
        <PageHead
          over={`${clinic.name}. ${day(from)} to ${day(to)}`}
          title={
            people
              ? `${say(dueMinor)} is due to ${people === 1 ? "one practitioner" : `${people} practitioners`}`
              : "Nothing is due yet"
          }
          actions={<PrintButton />}
        />
        <PeriodFilter
          action="/owner/money/payouts"
          from={from}
          to={to}
          today={today}
          links={monthsAt("/owner/money/payouts", today)}
        />
      </div>
      {lines.length ? (
        <>
          <PayOutTable lines={lines} say={say} setUpOf={(id) => `/owner/setup/people/${id}#payout`} />
          <div className="measure flex flex-col gap-2 text-sm text-soft">
            <p>
              A visit counts on the day it was finished, a fee on the day it was charged, and what was taken off on the
              day it was: what is seen to late falls into the next period, and a past one stays as it is.
            </p>
            <p>
              A share is reckoned fee by fee, without tax, missed visits among them; an amount a visit is for visits
              given. What was agreed on the day of the visit holds.
            </p>
          </div>
        </>
      ) : (
        <EmptyState title="No visit was given in this time">
          Visits that are finished, and fees for missed ones, stand here by practitioner, with what is due of them.
        </EmptyState>
      )}
    </Stack>
  );
}
