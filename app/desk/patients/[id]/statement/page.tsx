// A year's payments of one patient, to print at the desk.
import type { Metadata } from "next";
import { paperSay } from "@/components/payments/paper-say";
import { PaperSheet } from "@/components/payments/paper-sheet";
import { yearPaper } from "@/components/payments/year-paper";
import { SavePdf } from "@/components/payments/save-pdf";
import { LinkButton } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { yearInput, yearStatement } from "@/lib/payments/year-statement";
import { staffPage } from "@/lib/server/contexts";
import { dateIn } from "@/lib/time/zone";
import { askedFor, seen } from "../../../door";

export const metadata: Metadata = { title: "Year’s payments" };

export default async function StatementPage({ params, searchParams }: PageProps<"/desk/patients/[id]/statement">) {
  const { id } = await params;
  const { ctx, clinic } = await staffPage(`/desk/patients/${id}/statement`, "take_payment");
  const asked = yearInput.safeParse(askedFor(await searchParams, "year"));
  const year = asked.success ? asked.data : Number(dateIn(ctx.now, clinic.timeZone).slice(0, 4));
  const statement = await seen(() => yearStatement(ctx, { patientId: id, year }));
  const paper = yearPaper(statement, paperSay(statement.currency, clinic.locale));
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6">
      <div className="no-print flex flex-wrap gap-3">
        <LinkButton href={`/desk/patients/${id}`} variant="quiet" size="small" icon="chevron-left">
          {statement.patientName}
        </LinkButton>
        <PrintButton size="small" />
        <SavePdf paper={paper} href={`/api/desk/patients/${id}/statement?year=${year}`} />
      </div>
      <PaperSheet paper={paper} />
    </div>
  );
}
