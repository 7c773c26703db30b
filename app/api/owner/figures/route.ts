// The figures of the owner's page as a table for a spreadsheet: all of them, by discipline, by practitioner and by phase.
import { narrowingOf, readAsk, readCompare } from "@/app/owner/door";
import { csvOf, csvType, type Cell } from "@/lib/csv";
import type { OwnerFigures, Share } from "@/lib/insights/insights-views";
import { shareOf } from "@/lib/insights/owner-figures";
import { ownerView } from "@/lib/insights/owner-view";
import { staffCtx } from "@/lib/server/contexts";
import { download } from "@/lib/server/download";
import { noForeignOrigin, route } from "@/lib/server/route";

const names = [
  "Of",
  "Name",
  "Figure",
  "Count",
  "Drawn from",
  "Share",
  "Count before",
  "Drawn from before",
  "Share before",
];

const said: Record<keyof OwnerFigures, string> = {
  attendance: "Visits attended, of those due",
  interval: "Gaps in their window",
  noShow: "Did not come, of bookings",
  arrival: "Kept their booking",
  lateCancel: "Cancelled late, of bookings",
  conversion12: "Came a second time, of plans",
  dropOut: "Away too long, of active plans",
  rebooked: "Left with the next one booked, of visits",
  dose: "Planned dose had, of visits of past phases",
  completion: "Ended with goals met, of plans ended",
};

/** Counts of few stay away as their share does. */
const cells = ({ n, of, rate }: Share): Cell[] => [rate === null ? null : n, of, rate];

const rowsOf = (of: string, name: string, figures: OwnerFigures, before: OwnerFigures): Cell[][] =>
  (Object.keys(said) as (keyof OwnerFigures)[]).map((figure) => [
    of,
    name,
    said[figure],
    ...cells(figures[figure]),
    ...cells(before[figure]),
  ]);

export const GET = (request: Request) =>
  route(request, {}, async () => {
    noForeignOrigin(request);
    const door = await staffCtx();
    const asked = Object.fromEntries(new URL(request.url).searchParams);
    const ask = readAsk(asked, door);
    const view = await ownerView(door.ctx, { ...narrowingOf(ask), compare: readCompare(asked, ask, door) });
    const { all, byDiscipline, byPractitioner } = view.figures;
    const rows = [
      ...rowsOf("everybody", "", all, view.before),
      ...byDiscipline.flatMap(({ name, figures, before }) => rowsOf("discipline", name, figures, before)),
      ...byPractitioner.flatMap(({ name, figures, before }) => rowsOf("practitioner", name, figures, before)),
      ...view.phases.map(({ name, attended, planned }): Cell[] => [
        "phase",
        name,
        said.attendance,
        ...cells(shareOf(attended, planned)),
        null,
        null,
        null,
      ]),
    ];
    return download(csvOf(names, rows), `figures-${view.asOf}-against-${view.compare}.csv`, csvType);
  });
