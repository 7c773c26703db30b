// Keeps what a practitioner decided at a reassessment, with reason and figures; visits to come take on the phase decided on.
import { addPlanFacts, changeVisit, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import type { LocalDate } from "../time/dates.ts";
import { goOn } from "./go-on.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { decisions, type Decision } from "./next-step.ts";
import { phasesAfter, type PhaseDecision } from "./phase-change.ts";
import { planPage } from "./plan-page.ts";
import { currentPhase, decidedCount, placeOf, stillToCome, type PlanState } from "./plan-state.ts";
import { firmUntil } from "./reassessment.ts";

/**
 * The software proposes, the practitioner decides; when a course that helped is used up, the next visits are added. Ending the plan is a
 * step of its own. Booked visits stay where they are, and as long as they are, until the rest is planned again and the difference
 * accepted. Refuses with `invalid` without a reason, `plan_not_offered` when the plan does not run, `review_first`, `reason_needed`,
 * `not_found`.
 */
export async function decideReassessment(
  ctx: Ctx,
  input: { planId: string; decision: Decision; reason: string; figures?: Record<string, unknown> },
): Promise<{ planId: string; firm: string[]; rephased: string[]; added: string[] }> {
  mustMay(ctx, "build_plan");
  const { planId, decision } = input;
  const reason = input.reason.trim();
  const fields = [
    ...(decisions.includes(decision) ? [] : [{ field: "decision", message: "Choose what was decided." }]),
    ...(reason.length < 3 ? [{ field: "reason", message: "Write what the decision rests on." }] : []),
  ];
  if (fields.length) throw new Refusal("invalid", "Please say what was decided, and why.", { fields });
  if (!isId(planId)) throw notFound("plan");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    if (!(await lockPlan(tx, clinicId, planId))) throw notFound("plan");
    const state = await loadPlan(tctx, planId);
    await mustTreat(tctx, state.plan.patientId);
    mustNotBeStopped(state);
    if (state.plan.status !== "active") throw new Refusal("plan_not_offered", "This plan is not running just now.");
    const page = planPage(state, { missing: [], warnings: [], facts: [], trouble: [], askAgain: false });
    const until = firmUntil(page.reassessments, decidedCount(state) + 1);
    const firm = page.visits.filter(({ provisional, onDate }) => provisional && (until === null || onDate <= until));
    for (const { visitId } of firm) await changeVisit(tx, clinicId, visitId, { provisional: false }, now);
    const rephased = isPhaseDecision(decision) ? rephase(state, decision, until, now) : [];
    for (const { visitId, phaseId } of rephased) await changeVisit(tx, clinicId, visitId, { phaseId }, now);
    const added = decision === "progress" || decision === "hold" ? await goOn(tctx, state, decision) : [];
    await addPlanFacts(tx, [
      {
        clinicId,
        id: newId(),
        planId,
        fact: "decided",
        at: now,
        actorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
        reason,
        figures: { ...input.figures, decision, rephased: rephased.length, added: added.length },
      },
    ]);
    await record(tctx, [
      {
        deed: "plan.decided",
        subjectKind: "plan",
        subjectId: planId,
        patientId: state.plan.patientId,
        detail: { decision },
      },
    ]);
    return {
      planId,
      firm: firm.map(({ visitId }) => visitId),
      rephased: rephased.map(({ visitId }) => visitId),
      added,
    };
  });
}

const isPhaseDecision = (decision: Decision): decision is PhaseDecision =>
  decision === "progress" || decision === "hold" || decision === "step_back";

/** Visits to come whose phase is another one after the decision. */
function rephase(state: PlanState, decision: PhaseDecision, until: LocalDate | null, now: Date) {
  return state.tracks.flatMap((track) => {
    const coming = stillToCome(track, now);
    const places = coming.map((visit) => placeOf(track, visit));
    const after = phasesAfter(decision, {
      current: currentPhase(track, now) ?? places[0] ?? 0,
      coming: places,
      until: coming.filter(({ day, row }) => until === null || (day ?? row.targetOn) <= until).length,
      last: track.phases.length - 1,
    });
    return coming.flatMap((visit, index) => {
      const { phaseId } = track.phases[after[index]!]!;
      return phaseId === visit.phase.phaseId ? [] : [{ visitId: visit.row.id, phaseId }];
    });
  });
}
