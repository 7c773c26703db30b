// The clinic's plan templates for an assessment: those that fit first, the others with what stands against them.
import { assessmentRow } from "../../db/queries/charting.ts";
import { disciplineRows } from "../../db/queries/clinics.ts";
import { templatesOn } from "../../db/queries/templates.ts";
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { dateIn } from "../time/zone.ts";
import { phaseShapes } from "./phase-shape.ts";
import type { TemplateView } from "./plan-views.ts";
import { fitTemplate } from "./template-fit.ts";

/** Today's versions. Refuses with `not_found` for an assessment of somebody else's clinic, and with `reason_needed` outside the care team. */
export async function listTemplates(ctx: Ctx, input: { assessmentId?: string } = {}): Promise<TemplateView[]> {
  mustMay(ctx, "build_plan");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const clinic = await loadClinic(tctx);
    const [rows, disciplines] = await Promise.all([
      templatesOn(tx, clinicId, dateIn(now, clinic.timeZone)),
      disciplineRows(tx, clinicId),
    ]);
    const assessment =
      input.assessmentId === undefined
        ? null
        : isId(input.assessmentId)
          ? await assessmentRow(tx, clinicId, input.assessmentId)
          : undefined;
    if (input.assessmentId !== undefined && !assessment) throw notFound("assessment");
    if (assessment) await mustTreat(tctx, assessment.patientId);
    const nameOf = (code: string) => disciplines.find((one) => one.code === code)?.name;
    const rank = (view: TemplateView) => (view.eligible ? 0 : view.needsReason ? 1 : 2);
    const number = (view: TemplateView) => Number(/\d+/.exec(view.code)?.[0] ?? 0);
    return rows
      .map((row): TemplateView => {
        const body = row.body as unknown as PlanTemplate;
        return {
          templateId: row.id,
          code: row.code,
          version: row.version,
          name: row.name,
          ...fitTemplate(body, assessment ?? null),
          tracks: body.tracks.map(({ disciplines: codes, phases }) => ({
            disciplines: codes.flatMap((code) => {
              const name = nameOf(code);
              return name === undefined ? [] : [{ code, name }];
            }),
            phases: phaseShapes(phases),
          })),
          reassess: body.reassess.map((point) => ({ ...point })),
          capText: body.capText,
          outcomes: [...body.outcomes],
          sources: [...body.sources],
          totalVisits: body.tracks.flatMap(({ phases }) => phases).reduce((sum, { visits }) => sum + visits, 0),
        };
      })
      .toSorted((a, b) => rank(a) - rank(b) || number(a) - number(b));
  });
}
