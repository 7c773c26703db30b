// One year's payments of the patient whose plan it is.
import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { paperSay } from "@/components/payments/paper-say";
import { PaperSheet } from "@/components/payments/paper-sheet";
import { yearPaper } from "@/components/payments/year-paper";
import { SavePdf } from "@/components/payments/save-pdf";
import { LinkButton } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { yearInput, yearStatement } from "@/lib/payments/year-statement";
import { ownTell } from "@/lib/server/language";
import { planDoor } from "@/lib/server/plan-page";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("A year’s payments"),
  robots: { index: false },
});

export default async function YearPage({ params }: PageProps<"/[clinic]/plan/[token]/money/[year]">) {
  const { clinic: slug, token, year: typed } = await params;
  const { clinic, ctx, patientId } = await planDoor(slug, token);
  const plan = `/${slug}/plan/${token}`;
  if (!ctx) redirect(plan as Route);
  const t = await ownTell();
  const year = yearInput.safeParse(typed);
  if (!year.success) notFound();
  const statement = await yearStatement(ctx, { patientId, year: year.data });
  const paper = yearPaper(statement, paperSay(statement.currency, clinic.locale, t));
  return (
    <div className="flex flex-col gap-6">
      <div className="no-print flex flex-wrap gap-3">
        <LinkButton href={`${plan}/money`} variant="quiet" size="small" icon="chevron-left">
          {t("Your payments")}
        </LinkButton>
        <PrintButton size="small">{t("Print")}</PrintButton>
        <SavePdf label={t("Save as PDF")} paper={paper} href={`${plan}/money/${year.data}/pdf`} />
      </div>
      <PaperSheet paper={paper} />
    </div>
  );
}
