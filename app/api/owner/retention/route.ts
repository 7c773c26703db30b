// The curve of how long people stay as a table for a spreadsheet: the same rows as on its page.
import { narrowingOf, readAsk, readFrom } from "@/app/owner/door";
import { csvOf, csvType } from "@/lib/csv";
import { retentionView } from "@/lib/insights/retention-view";
import { staffCtx } from "@/lib/server/contexts";
import { download } from "@/lib/server/download";
import { noForeignOrigin, route } from "@/lib/server/route";

const names = ["Visits had", "Plans looked at", "Lost here", "Share that went on", "From (95%)", "To (95%)"];

export const GET = (request: Request) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const door = await staffCtx();
    const asked = Object.fromEntries(new URL(request.url).searchParams);
    const ask = readAsk(asked, door);
    const view = await retentionView(door.ctx, { ...narrowingOf(ask), from: readFrom(asked) });
    const rows = view.curve.points.map(({ visits, atRisk, lost, share, lower, upper }) => [
      visits,
      atRisk,
      lost,
      share,
      lower,
      upper,
    ]);
    return download(csvOf(names, rows), `retention-${view.asOf}.csv`, csvType);
  });
