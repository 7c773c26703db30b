// A receipt as it was issued, for the patient whose it is.
import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { paperSay } from "@/components/payments/paper-say";
import { PaperSheet } from "@/components/payments/paper-sheet";
import { receiptPaper } from "@/components/payments/receipt-paper";
import { SavePdf } from "@/components/payments/save-pdf";
import { LinkButton } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { Refusal } from "@/lib/errors";
import { viewReceipt } from "@/lib/payments/view-receipt";
import { ownTell } from "@/lib/server/language";
import { planDoor } from "@/lib/server/plan-page";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await ownTell())("Receipt"),
  robots: { index: false },
});

export default async function ReceiptPage({
  params,
  searchParams,
}: PageProps<"/[clinic]/plan/[token]/money/receipts/[id]">) {
  const { clinic: slug, token, id } = await params;
  const isNew = (await searchParams)["new"] !== undefined;
  const { clinic, ctx } = await planDoor(slug, token);
  const plan = `/${slug}/plan/${token}`;
  if (!ctx) redirect(plan as Route);
  const t = await ownTell();
  const { body, replacedBy } = await viewReceipt(ctx, { receiptId: id }).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  const paper = receiptPaper(
    body,
    { duplicate: !isNew, replacedBy: replacedBy?.number ?? null },
    paperSay(body.currency, clinic.locale, t),
  );
  return (
    <div className="flex flex-col gap-6">
      <div className="no-print flex flex-wrap gap-3">
        <LinkButton href={`${plan}/money`} variant="quiet" size="small" icon="chevron-left">
          {t("Your payments")}
        </LinkButton>
        <PrintButton size="small">{t("Print")}</PrintButton>
        <SavePdf
          label={t("Save as PDF")}
          paper={paper}
          href={`${plan}/money/receipts/${id}/pdf${isNew ? "?new" : ""}`}
        />
      </div>
      <PaperSheet paper={paper} />
    </div>
  );
}
