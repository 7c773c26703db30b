// Streams everything of the clinic to its owner, who proved lately that it is them.
import { exportClinic } from "@/lib/clinic/export-clinic";
import { staffCtx } from "@/lib/server/contexts";
import { download, streamed } from "@/lib/server/download";
import { route } from "@/lib/server/route";

export const POST = (request: Request) =>
  route(request, {}, async () => {
    const { ctx, clinic } = await staffCtx();
    const day = ctx.now.toISOString().slice(0, 10);
    return download(streamed(await exportClinic(ctx)), `${clinic.slug}-${day}.ndjson`, "application/x-ndjson");
  });
