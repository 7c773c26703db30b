// What plans lead to as a table for a spreadsheet: counts and shares by template and phase, nobody's own scores.
import { narrowingOf, readAsk } from "@/app/owner/door";
import { outcomeWords } from "@/app/owner/outcome-words";
import { csvOf, csvType } from "@/lib/csv";
import { outcomesView } from "@/lib/insights/outcomes-view";
import { fewest } from "@/lib/insights/owner-figures";
import { staffCtx } from "@/lib/server/contexts";
import { download } from "@/lib/server/download";
import { noForeignOrigin, route } from "@/lib/server/route";

const names = [
  "What",
  "By",
  "Name",
  "Plans",
  "Mean change for the better",
  "Changed so that it means something",
  "Of plans with room for it",
  "Share",
  "From (95%)",
  "To (95%)",
  "On the way",
  "Ended well before",
  "Lost before",
];

export const GET = (request: Request) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const door = await staffCtx();
    const ask = readAsk(Object.fromEntries(new URL(request.url).searchParams), door);
    const { practitionerId: _, ...asked } = narrowingOf(ask);
    const view = await outcomesView(door.ctx, asked);
    const rows = view.responses.flatMap(({ instrument, all, byTemplate, byPhase }) => {
      const line = (by: string) => (one: typeof all) => [
        outcomeWords[instrument].of,
        by,
        one.name,
        one.plans,
        one.meanBetter,
        one.meaningful.rate === null ? null : one.meaningful.n,
        one.meaningful.of,
        one.meaningful.rate,
        one.lower,
        one.upper,
        null,
        null,
        null,
      ];
      return [line("all")(all), ...byTemplate.map(line("template")), ...byPhase.map(line("phase"))];
    });
    const funnel = view.funnel
      .filter(({ planned }) => planned >= fewest)
      .map(({ name, planned, reached, onTheWay, endedWell, lost }) => [
        "Came to the phase",
        "phase",
        name,
        planned,
        null,
        reached,
        planned,
        reached / planned,
        null,
        null,
        onTheWay,
        endedWell,
        lost,
      ]);
    return download(csvOf(names, [...rows, ...funnel]), `outcomes-${view.asOf}.csv`, csvType);
  });
