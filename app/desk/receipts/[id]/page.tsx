// A receipt as it was issued, to be printed or saved.
import type { Metadata } from "next";
import { ReceiptSheet } from "@/components/payments/receipt-sheet";
import { LinkButton } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { formatMoney } from "@/lib/money/money";
import { viewReceipt } from "@/lib/payments/view-receipt";
import { staffPage } from "@/lib/server/contexts";
import { sayDate } from "@/lib/time/say";
import { askedFor, seen } from "../../door";

export const metadata: Metadata = { title: "Receipt" };

export default async function ReceiptPage({ params, searchParams }: PageProps<"/desk/receipts/[id]">) {
  const { id } = await params;
  const copy = askedFor(await searchParams, "copy") !== undefined;
  const { ctx, clinic } = await staffPage(`/desk/receipts/${id}`, "take_payment");
  const { body, duplicate } = await seen(() => viewReceipt(ctx, { receiptId: id }));
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-6">
      <div className="no-print flex flex-wrap gap-3">
        <LinkButton href="/desk" variant="quiet" size="small" icon="chevron-left">
          Day
        </LinkButton>
        <PrintButton size="small" />
      </div>
      <ReceiptSheet
        body={body}
        duplicate={duplicate || copy}
        say={{
          money: (minor) => formatMoney(minor, body.currency, clinic.locale),
          date: (date) => sayDate(date, clinic.locale),
        }}
      />
    </div>
  );
}
