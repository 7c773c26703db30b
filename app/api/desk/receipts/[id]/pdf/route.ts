// A receipt as it was issued, as a PDF for the desk. `copy` in the address marks it as a duplicate, as it does on the page.
import { paperDownload } from "@/components/payments/paper-download";
import { paperSay } from "@/components/payments/paper-say";
import { receiptFileName, receiptPaper } from "@/components/payments/receipt-paper";
import { viewReceipt } from "@/lib/payments/view-receipt";
import { staffCtx } from "@/lib/server/contexts";
import { noForeignOrigin, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/api/desk/receipts/[id]/pdf">) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const { ctx, clinic } = await staffCtx();
    const { id } = await params;
    const copy = new URL(request.url).searchParams.has("copy");
    const { body, duplicate, replacedBy } = await viewReceipt(ctx, { receiptId: id });
    const state = { duplicate: duplicate || copy, replacedBy: replacedBy?.number ?? null };
    return paperDownload(receiptPaper(body, state, paperSay(body.currency, clinic.locale)), receiptFileName(body));
  });
