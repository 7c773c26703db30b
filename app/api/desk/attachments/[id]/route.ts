// Hands a file of a chart to somebody who treats its patient, to be saved and never shown inside the product.
import { copyName, openAttachment } from "@/lib/charting/attachments";
import { fileKinds } from "@/lib/charting/file-kind";
import { staffCtx } from "@/lib/server/contexts";
import { download } from "@/lib/server/download";
import { noForeignOrigin, route } from "@/lib/server/route";

export const GET = (request: Request, { params }: RouteContext<"/api/desk/attachments/[id]">) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const { ctx } = await staffCtx();
    const { id } = await params;
    const opened = await openAttachment(ctx, { attachmentId: id });
    return download(opened.bytes, copyName(opened), fileKinds[opened.kind].type);
  });
