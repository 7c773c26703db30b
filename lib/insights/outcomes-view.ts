// The page on what plans lead to: how pain and function changed by template and phase, and how far plans come.
import { scoresOfActivated } from "../../db/queries/insights.ts";
import { plansWithout } from "../../db/queries/purpose-consents.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { parseAsked } from "../context/parse-asked.ts";
import { planOn } from "../figures/known-plan.ts";
import { narrowed } from "../figures/count-figures.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { outcomesAsk, type AskOutcomes } from "./insights-input.ts";
import type { PlanChoices } from "./insights-views.ts";
import { choicesOf, loadChosen } from "./load-chosen.ts";
import { measured, outcomeResponse, type Response, type ScorePoint } from "./outcome-response.ts";
import { phaseFunnel, type FunnelLine } from "./phase-funnel.ts";

export type OutcomesView = {
  asOf: LocalDate;
  today: LocalDate;
  plans: number;
  responses: Response[];
  funnel: FunnelLine[];
  choices: PlanChoices;
};

/** As known by the end of `asOf`, without the plans of who does not agree to statistics; of plans that have a visit of the discipline where one is named. Who looked is kept. */
export async function outcomesView(ctx: Ctx, input: AskOutcomes = {}): Promise<OutcomesView> {
  mustMay(ctx, "see_adherence");
  const { asOf: day, ...only } = parseAsked(outcomesAsk, input);
  return inTransaction(ctx, async (t) => {
    const ground = await loadChosen(t, day, only);
    const { asOf, today, until, clinic, chosen, templates } = ground;
    const rows = await scoresOfActivated(t.tx, t.clinicId, until, measured);
    const scores = new Map<string, ScorePoint[]>();
    for (const { planId, instrument, value, takenAt } of rows) {
      const point = { instrument, value, on: dateIn(takenAt, clinic.timeZone) };
      const points = scores.get(planId);
      if (points) points.push(point);
      else scores.set(planId, [point]);
    }
    const refused = new Set(await plansWithout(t.tx, t.clinicId, "statistics"));
    const agreed = chosen.filter(({ planId }) => !refused.has(planId));
    const known = narrowed(
      agreed.flatMap((plan) => planOn(plan, asOf) ?? []),
      only,
    ).map((plan) => plan.known);
    await record(t, [{ deed: "insights.seen", subjectKind: "outcomes", detail: { asOf, plans: known.length } }]);
    return {
      asOf,
      today,
      plans: known.length,
      responses: outcomeResponse(known, scores, templates),
      funnel: phaseFunnel(known, asOf),
      choices: choicesOf(ground),
    };
  });
}
