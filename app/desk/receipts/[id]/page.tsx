// A receipt as it was issued, to be printed or saved.
import type { Metadata } from "next";
import { Fold } from "@/components/desk/fold";
import { paperSay } from "@/components/payments/paper-say";
import { PaperSheet } from "@/components/payments/paper-sheet";
import { receiptPaper } from "@/components/payments/receipt-paper";
import { VoidReceiptForm } from "@/components/payments/void-receipt-form";
import { Anchor } from "@/components/ui/anchor";
import { SavePdf } from "@/components/payments/save-pdf";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PrintButton } from "@/components/ui/print-button";
import { viewReceipt } from "@/lib/payments/view-receipt";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { askedFor, seen } from "../../door";
import { reissueReceiptAction } from "../../money-actions";

export const metadata: Metadata = { title: "Receipt" };

export default async function ReceiptPage({ params, searchParams }: PageProps<"/desk/receipts/[id]">) {
  const { id } = await params;
  const copy = askedFor(await searchParams, "copy") !== undefined;
  const { ctx, clinic, actor } = await staffPage(`/desk/receipts/${id}`, "take_payment");
  const { body, duplicate, replacedBy } = await seen(() => viewReceipt(ctx, { receiptId: id }));
  const paper = receiptPaper(
    body,
    { duplicate: duplicate || copy, replacedBy: replacedBy?.number ?? null },
    paperSay(body.currency, clinic.locale),
  );
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6">
      <div className="no-print flex flex-wrap gap-3">
        <LinkButton href="/desk" variant="quiet" size="small" icon="chevron-left">
          Day
        </LinkButton>
        <PrintButton size="small" />
        <SavePdf paper={paper} href={`/api/desk/receipts/${id}/pdf${copy ? "?copy=1" : ""}`} />
      </div>
      {replacedBy ? (
        <Notice tone="warning" title={`This receipt is void. No. ${replacedBy.number} counts in its place.`}>
          <Anchor className="link" href={`/desk/receipts/${replacedBy.receiptId}?copy=1`}>
            Open No. {replacedBy.number}
          </Anchor>
        </Notice>
      ) : null}
      <PaperSheet paper={paper} />
      {!replacedBy && mayDo(actor, "refund_payment") ? (
        <div className="no-print">
          <Fold label="Something on it is wrong">
            <VoidReceiptForm action={reissueReceiptAction.bind(null, id)} />
          </Fold>
        </div>
      ) : null}
    </div>
  );
}
