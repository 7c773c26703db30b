// Streams everything of the clinic to its owner, who proved lately that it is them.
import { exportClinic } from "@/lib/clinic/export-clinic";
import { staffCtx } from "@/lib/server/contexts";
import { download, streamed } from "@/lib/server/download";
import { route } from "@/lib/server/route";

export const POST = (request: Request) =>
  route(request, {}, async () => {
    const { ctx, clinic } = await staffCtx();
    const day = ctx.now.toISOString().slice(0, 10);
    // On the machine's clock, as the password was typed on it.
    return download(
      streamed(await exportClinic({ ...ctx, now: new Date() })),
      `${clinic.slug}-${day}.ndjson`,
      "application/x-ndjson",
    );
  });
