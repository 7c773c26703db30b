// Drafts a plan from a template for an assessed patient: a course on paper, to be adjusted and offered.
import { assessmentRow, episodeRow } from "../../db/queries/charting.ts";
import { addPlan, addPlanFacts, licencesOf } from "../../db/queries/plans.ts";
import { templatesOn } from "../../db/queries/templates.ts";
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";
import { record } from "../audit/audit.ts";
import { loadCatalogue } from "../clinic/load-catalogue.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { dateIn } from "../time/zone.ts";
import type { Payer } from "./funding.ts";
import { layDraft } from "./lay-draft.ts";
import { tracksOfTemplate } from "./paper-course.ts";
import { parsePlan } from "./parse-plan.ts";
import { planTextVersion } from "./plan-text.ts";
import { draftInput, type DraftInput } from "./plans-input.ts";
import { fitTemplate } from "./template-fit.ts";

/**
 * Refuses with `template_not_eligible` when the assessment rules the template out, or when it does not name it and no reason is
 * given; with `reason_needed` outside the care team, `invalid` and `not_found`.
 */
export async function draftPlan(ctx: Ctx, input: DraftInput): Promise<{ planId: string }> {
  mustMay(ctx, "build_plan");
  const parsed = parsePlan(draftInput, input);
  const createdBy = memberIdOf(ctx);
  if (createdBy === null) throw new Refusal("forbidden", "A plan is drafted by somebody of the clinic.");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    await mustTreat(tctx, parsed.patientId);
    const { patientId, episodeId, assessmentId, startOn, preferences, strands, techniques } = parsed;
    const catalogue = await loadCatalogue(tctx);
    const { clinic } = catalogue;
    const [assessment, episode, templates] = await Promise.all([
      assessmentRow(tx, clinicId, assessmentId),
      episodeRow(tx, clinicId, episodeId),
      templatesOn(tx, clinicId, dateIn(now, clinic.timeZone)),
    ]);
    if (episode?.patientId !== patientId) throw notFound("episode of care");
    if (assessment?.episodeId !== episodeId) throw notFound("assessment");
    const template = templates.find((row) => row.code === parsed.templateCode);
    if (!template) throw notFound("template");
    const body = template.body as unknown as PlanTemplate;
    const fit = fitTemplate(body, assessment);
    if (fit.blocked || (fit.needsReason && !parsed.reason))
      throw new Refusal("template_not_eligible", fit.why.join(" "), {
        fields: [
          fit.blocked
            ? { field: "templateCode", message: fit.why.join(" ") }
            : { field: "reason", message: "Write why this template is the right one all the same." },
        ],
      });
    const licensed = await licencesOf(tx, clinicId, [parsed.leadPractitionerId]);
    if (!catalogue.practitioners.some(({ id }) => id === parsed.leadPractitionerId)) throw notFound("practitioner");
    const lead = {
      practitionerId: parsed.leadPractitionerId,
      professions: new Set(licensed.map(({ profession }) => profession)),
    };
    const tracks = tracksOfTemplate(body, { ...parsed, lead }, catalogue);
    const planId = newId();
    const reassess = body.reassess.map((point) => ({ ...point }));
    await addPlan(tx, {
      clinicId,
      id: planId,
      patientId,
      episodeId,
      assessmentId,
      templateId: template.id,
      leadPractitionerId: parsed.leadPractitionerId,
      status: "draft",
      startOn,
      reassess,
      preferences,
      strands,
      techniques,
      templateReason: parsed.reason,
      reflowPolicy: "keep_cadence",
      textVersion: planTextVersion,
      currency: clinic.currency,
      depositMinor: catalogue.policy.planDepositMinor,
      createdAt: now,
      createdBy,
    });
    await layDraft(tctx, {
      plan: { id: planId, patientId },
      episode: {
        id: episodeId,
        payer: episode.payer as Payer,
        crashDate: episode.crashDate,
        planLimits: episode.planLimits,
      },
      timeZone: clinic.timeZone,
      startOn,
      reassess,
      tracks,
      catalogue,
    });
    await addPlanFacts(tx, [
      {
        clinicId,
        id: newId(),
        planId,
        fact: "drafted",
        at: now,
        actorKind: ctx.actor.kind,
        memberId: createdBy,
        reason: parsed.reason,
      },
    ]);
    await record(tctx, [
      {
        deed: "plan.drafted",
        subjectKind: "plan",
        subjectId: planId,
        patientId,
        detail: { template: template.code, version: template.version },
      },
    ]);
    return { planId };
  });
}
