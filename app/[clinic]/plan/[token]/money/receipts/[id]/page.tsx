// A receipt as it was issued, for the patient whose it is.
import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { ReceiptSheet } from "@/components/payments/receipt-sheet";
import { LinkButton } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { Refusal } from "@/lib/errors";
import { formatMoney } from "@/lib/money/money";
import { viewReceipt } from "@/lib/payments/view-receipt";
import { planDoor } from "@/lib/server/plan-page";
import { sayDate } from "@/lib/time/say";

export const metadata: Metadata = { title: "Receipt", robots: { index: false } };

export default async function ReceiptPage({
  params,
  searchParams,
}: PageProps<"/[clinic]/plan/[token]/money/receipts/[id]">) {
  const { clinic: slug, token, id } = await params;
  const isNew = (await searchParams)["new"] !== undefined;
  const { clinic, ctx } = await planDoor(slug, token);
  const plan = `/${slug}/plan/${token}`;
  if (!ctx) redirect(plan as Route);
  const { body, replacedBy } = await viewReceipt(ctx, { receiptId: id }).catch((error: unknown) => {
    if (error instanceof Refusal) notFound();
    throw error;
  });
  return (
    <div className="flex flex-col gap-6">
      <div className="no-print flex flex-wrap gap-3">
        <LinkButton href={`${plan}/money`} variant="quiet" size="small" icon="chevron-left">
          Your payments
        </LinkButton>
        <PrintButton size="small" />
      </div>
      <ReceiptSheet
        body={body}
        duplicate={!isNew}
        replacedBy={replacedBy?.number ?? null}
        say={{
          money: (minor) => formatMoney(minor, body.currency, clinic.locale),
          date: (date) => sayDate(date, clinic.locale),
        }}
      />
    </div>
  );
}
