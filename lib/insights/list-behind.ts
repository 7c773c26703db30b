// Opens a figure: the people behind it.
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { behindFigure } from "./behind-figure.ts";
import { behindInput, type AskBehind } from "./insights-input.ts";
import type { BehindView } from "./insights-views.ts";
import { planOn } from "../figures/known-plan.ts";
import { loadChosen } from "./load-chosen.ts";
import { sayPhase } from "./owner-figures.ts";
import { parseAsked } from "../context/parse-asked.ts";

/** The same facts as on the owner's page of that day. Who looked is kept. */
export async function listBehind(ctx: Ctx, input: AskBehind): Promise<BehindView> {
  mustMay(ctx, "see_adherence");
  const { figure, phase, asOf: day, ...only } = parseAsked(behindInput, input);
  return inTransaction(ctx, async (tctx) => {
    const { asOf, chosen, disciplines, practitioners, templates } = await loadChosen(tctx, day, only);
    const known = chosen.flatMap((plan) => planOn(plan, asOf) ?? []);
    const nameIn = (list: readonly { id: string; name: string }[]) => {
      const names = new Map(list.map(({ id, name }) => [id, name]));
      return (id: string) => names.get(id) ?? "";
    };
    const names = { discipline: nameIn(disciplines), practitioner: nameIn(practitioners) };
    const found = behindFigure(known, asOf, { figure, phase, only }, names);
    await record(tctx, [{ deed: "insights.seen", subjectKind: figure, detail: { asOf, people: found.people.length } }]);
    return {
      figure,
      asOf,
      ...found,
      discipline: only.disciplineId === undefined ? null : names.discipline(only.disciplineId),
      practitioner: only.practitionerId === undefined ? null : names.practitioner(only.practitionerId),
      phase: phase === undefined ? null : sayPhase(phase),
      template: templates.find(({ id }) => id === only.templateCode)?.name ?? null,
      payer: only.payer ?? null,
    };
  });
}
