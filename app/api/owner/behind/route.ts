// The people behind a figure as a table for a spreadsheet: the same rows as on the owner's page.
import { narrowingOf, readAsk } from "@/app/owner/door";
import { missWords } from "@/app/owner/miss-words";
import { csvOf, csvType } from "@/lib/csv";
import type { AskBehind } from "@/lib/insights/insights-input";
import { listBehind } from "@/lib/insights/list-behind";
import { staffCtx } from "@/lib/server/contexts";
import { download } from "@/lib/server/download";
import { noForeignOrigin, route } from "@/lib/server/route";

const names = [
  "Name",
  "Plan",
  "Day",
  "What",
  "Discipline",
  "Practitioner",
  "Phase",
  "Days after the visit before",
  "Planned from",
  "Planned to",
];

export const GET = (request: Request) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const door = await staffCtx();
    const asked = Object.fromEntries(new URL(request.url).searchParams);
    const ask = readAsk(asked, door);
    // The verb judges what was asked for.
    const { figure, phase } = asked as Pick<AskBehind, "figure" | "phase">;
    const view = await listBehind(door.ctx, { figure, phase: phase || undefined, ...narrowingOf(ask) });
    const rows = view.people.flatMap(({ patientName, ended, misses }) =>
      misses.map(({ on, what, discipline, practitioner, phase: where, gap }) => [
        patientName,
        ended ? "ended" : "active",
        on,
        missWords[what],
        discipline,
        practitioner,
        where,
        gap?.days ?? null,
        gap?.min ?? null,
        gap?.max ?? null,
      ]),
    );
    return download(csvOf(names, rows), `${view.figure}-${view.asOf}.csv`, csvType);
  });
