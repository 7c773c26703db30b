// Changes a plan before the patient has accepted it: phases, people, start, wishes. An offer goes back to being a draft.
import { addPlanFacts, changePlan, lockPlan, removeCourse } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import type { Catalogue } from "../clinic/catalogue-views.ts";
import { loadCatalogue } from "../clinic/load-catalogue.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { letGoOfHolds } from "./hold-course.ts";
import { layDraft } from "./lay-draft.ts";
import { loadPlan } from "./load-plan.ts";
import { beyondTemplate, type TrackDose } from "./over-treatment.ts";
import type { DraftTrack } from "./paper-course.ts";
import { parsePlan } from "./parse-plan.ts";
import type { PlanState } from "./plan-state.ts";
import { adjustInput, type AdjustInput } from "./plans-input.ts";
import { shownHoldKey } from "./shown-starts.ts";
import type { z } from "zod";

/**
 * Lays the course anew. Refuses with `already_done` once the plan was accepted, `not_found`, `reason_needed` outside the care team, and `invalid`, also when it
 * goes beyond its template and no reason is given. A running plan changes by
 * its reassessments instead.
 */
export async function adjustPlan(ctx: Ctx, input: AdjustInput): Promise<{ planId: string }> {
  mustMay(ctx, "build_plan");
  const change = parsePlan(adjustInput, input);
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const { planId } = change;
    if (!(await lockPlan(tx, clinicId, planId))) throw notFound("plan");
    const state = await loadPlan(tctx, planId);
    const { plan } = state;
    await mustTreat(tctx, plan.patientId);
    mustBeOnPaper(state);
    const catalogue = await loadCatalogue(tctx);
    const startOn = change.startOn ?? plan.startOn;
    const lead = change.leadPractitionerId ?? plan.leadPractitionerId;
    if (!catalogue.practitioners.some(({ id }) => id === lead)) throw notFound("practitioner");
    const tracks = adjustedTracks(state, change, catalogue);
    const beyond = change.tracks ? beyondTemplate(state.template.body, tracks.map(doseOf)) : [];
    if (beyond.length && change.reason.length < 10)
      throw new Refusal("invalid", `This is more than the template gives. ${beyond.join(" ")}`, {
        fields: [{ field: "reason", message: `Say why this patient needs more. ${beyond.join(" ")}` }],
      });
    await letGoOfHolds(tctx, state);
    await removeCourse(tx, clinicId, planId);
    await changePlan(tx, clinicId, planId, {
      startOn,
      leadPractitionerId: lead,
      status: "draft",
      offeredAt: null,
      offerExpiresAt: null,
      ...(change.preferences ? { preferences: change.preferences } : {}),
      ...(change.strands ? { strands: change.strands } : {}),
      ...(change.techniques ? { techniques: change.techniques } : {}),
      ...(change.reflowPolicy ? { reflowPolicy: change.reflowPolicy } : {}),
    });
    const { episode, clinic } = state;
    const of = { plan: { id: planId, patientId: plan.patientId }, episode, timeZone: clinic.timeZone };
    await layDraft(tctx, { ...of, startOn, reassess: plan.reassess, tracks, catalogue });
    await addPlanFacts(tx, [
      {
        clinicId,
        id: newId(),
        planId,
        fact: plan.status === "offered" ? "withdrawn" : "adjusted",
        at: now,
        actorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
        ...(beyond.length ? { reason: change.reason } : {}),
      },
    ]);
    await record(tctx, [{ deed: "plan.adjusted", subjectKind: "plan", subjectId: planId, patientId: plan.patientId }]);
    return { planId };
  });
}

const doseOf = ({ discipline, phases }: DraftTrack): TrackDose => ({ disciplineCode: discipline.code, phases });

/** Refuses with `already_done` once the plan was accepted, or is being paid for. What is only held for one more yes is no yes. */
export function mustBeOnPaper({ plan, appointments }: PlanState): void {
  const onPaper = plan.status === "draft" || plan.status === "offered";
  if (!onPaper || appointments.some(({ holdKey }) => holdKey !== shownHoldKey(plan.id)))
    throw new Refusal("already_done", "This plan was accepted already. Stop it, or decide at the next reassessment.");
}

/** The plan's tracks with what was typed in place of what they had. Refuses with `not_found`. */
export function adjustedTracks(
  state: PlanState,
  { tracks: asked = [] }: Pick<z.output<typeof adjustInput>, "tracks">,
  catalogue: Catalogue,
): DraftTrack[] {
  if (asked.some(({ trackId }) => !state.tracks.some((track) => track.trackId === trackId)))
    throw new Refusal("not_found", "This plan was laid anew meanwhile. Open its page again to see it as it is.");
  return state.tracks.map((track) => {
    const change = asked.find(({ trackId }) => trackId === track.trackId);
    const discipline = catalogue.disciplines.find(({ id }) => id === track.disciplineId);
    if (!discipline) throw notFound("discipline of this plan");
    const named = change?.primaryPractitionerId;
    return {
      discipline,
      primaryPractitionerId: named === undefined ? track.primaryPractitionerId : named,
      phases: change?.phases ?? track.phases,
    };
  });
}
