// A receipt as it was issued, as a PDF for the patient whose it is. `new` in the address says that they have not had it before.
import { paperDownload } from "@/components/payments/paper-download";
import { paperSay } from "@/components/payments/paper-say";
import { receiptFileName, receiptPaper } from "@/components/payments/receipt-paper";
import { viewReceipt } from "@/lib/payments/view-receipt";
import { ownTell } from "@/lib/server/language";
import { openedPlan } from "@/lib/server/plan-page";
import { noForeignOrigin, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/[clinic]/plan/[token]/money/receipts/[id]/pdf">) =>
  route(request, { limit: "read" }, async () => {
    noForeignOrigin(request);
    const { clinic: slug, token, id } = await params;
    const { ctx, clinic } = await openedPlan(slug, token);
    const duplicate = !new URL(request.url).searchParams.has("new");
    const { body, replacedBy } = await viewReceipt(ctx, { receiptId: id });
    const state = { duplicate, replacedBy: replacedBy?.number ?? null };
    return paperDownload(
      receiptPaper(body, state, paperSay(body.currency, clinic.locale, await ownTell())),
      receiptFileName(body),
    );
  });
