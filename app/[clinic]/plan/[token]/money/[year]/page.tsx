// One year's payments of the patient whose plan it is.
import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { YearSheet } from "@/components/payments/year-sheet";
import { LinkButton } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { formatMoney } from "@/lib/money/money";
import { yearInput, yearStatement } from "@/lib/payments/year-statement";
import { planDoor } from "@/lib/server/plan-page";
import { sayDate } from "@/lib/time/say";

export const metadata: Metadata = { title: "A year’s payments", robots: { index: false } };

export default async function YearPage({ params }: PageProps<"/[clinic]/plan/[token]/money/[year]">) {
  const { clinic: slug, token, year: typed } = await params;
  const { clinic, ctx, patientId } = await planDoor(slug, token);
  const plan = `/${slug}/plan/${token}`;
  if (!ctx) redirect(plan as Route);
  const year = yearInput.safeParse(typed);
  if (!year.success) notFound();
  const statement = await yearStatement(ctx, { patientId, year: year.data });
  return (
    <div className="flex flex-col gap-6">
      <div className="no-print flex flex-wrap gap-3">
        <LinkButton href={`${plan}/money`} variant="quiet" size="small" icon="chevron-left">
          Your payments
        </LinkButton>
        <PrintButton size="small" />
      </div>
      <YearSheet
        statement={statement}
        say={{
          money: (minor) => formatMoney(minor, statement.currency, clinic.locale),
          date: (date) => sayDate(date, clinic.locale),
        }}
      />
    </div>
  );
}
