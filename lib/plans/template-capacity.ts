// Tells a practitioner who chooses among templates how much of each would fit, before anything is drafted.
import { episodeRow } from "../../db/queries/charting.ts";
import type { PlanTemplate } from "../../db/seed/rows/plan-templates.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { viewCapacity, type CapacityView } from "./capacity-view.ts";
import { keptGround } from "./clinic-ground.ts";
import { frameOf } from "./course-of-plan.ts";
import type { Payer } from "./funding.ts";
import { stateOfTemplate } from "./paper-course.ts";
import { parsePlan } from "./parse-plan.ts";
import { fundingOf } from "./plan-funding.ts";
import { preferencesInput, templateCapacityInput, type TemplateCapacityInput } from "./plans-input.ts";
import { busyTimes } from "./read-course.ts";

/**
 * How many visits of a template fit, with the lead (or the one practitioner whose course is best) and with the team. Refuses with
 * `not_found`, `reason_needed` outside the care team, and `invalid`.
 */
export async function templateCapacity(ctx: Ctx, input: TemplateCapacityInput): Promise<CapacityView> {
  mustMay(ctx, "build_plan");
  const { episodeId, templateCode, trackDisciplines, leadPractitionerId, startOn } = parsePlan(
    templateCapacityInput,
    input,
  );
  const ground = await keptGround(ctx);
  const { today, catalogue, templates, people } = ground;
  const { timeZone } = catalogue.clinic;
  const template = templates.find(({ code }) => code === templateCode);
  if (!template) throw notFound("template");
  if (!catalogue.practitioners.some(({ id }) => id === leadPractitionerId)) throw notFound("practitioner");
  const frame = frameOf(startOn, today, catalogue.policy.horizonDays);
  const { funding, busy } = await inTransaction(ctx, async (tctx) => {
    const episode = await episodeRow(tctx.tx, tctx.clinicId, episodeId);
    if (!episode) throw notFound("episode of care");
    const { patientId } = episode;
    await mustTreat(tctx, patientId);
    const [paidBefore, taken] = await Promise.all([
      fundingOf(tctx, {
        plan: { id: newId(), patientId },
        episode: { ...episode, payer: episode.payer as Payer },
        timeZone,
      }),
      busyTimes(tctx, { patientId, timeZone, frame }),
    ]);
    return { funding: paidBefore, busy: taken };
  });
  const professions = people.licences.flatMap(({ practitionerId, profession }) =>
    practitionerId === leadPractitionerId ? [profession] : [],
  );
  const state = stateOfTemplate(catalogue, template.body as unknown as PlanTemplate, {
    startOn,
    preferences: preferencesInput.parse({}),
    trackDisciplines,
    lead: { practitionerId: leadPractitionerId, professions: new Set(professions) },
  });
  return viewCapacity(ctx, ground, { state, frame, funding, busy });
}
