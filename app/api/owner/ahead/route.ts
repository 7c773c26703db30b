// The visits whose fee is at risk as a table for a spreadsheet: all of those that the page counts.
import { narrowingOf, readAsk } from "@/app/owner/door";
import { riskWords } from "@/app/owner/risk-words";
import { amountText } from "@/app/desk/typed";
import { csvOf, csvType } from "@/lib/csv";
import { aheadView } from "@/lib/insights/ahead-view";
import { staffCtx } from "@/lib/server/contexts";
import { download } from "@/lib/server/download";
import { noForeignOrigin, route } from "@/lib/server/route";

const names = ["Name", "Booked, or due by", "Why", "Discipline", "Practitioner", "Fee before tax", "Currency"];

export const GET = (request: Request) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const door = await staffCtx();
    const ask = readAsk(Object.fromEntries(new URL(request.url).searchParams), door);
    const view = await aheadView(door.ctx, narrowingOf(ask));
    const rows = view.lines.map(({ patientName, on, risk, discipline, practitioner, minor }) => [
      patientName,
      on,
      riskWords[risk].name,
      discipline,
      practitioner,
      amountText(minor),
      view.currency,
    ]);
    return download(csvOf(names, rows), `at-risk-${view.asOf}.csv`, csvType);
  });
