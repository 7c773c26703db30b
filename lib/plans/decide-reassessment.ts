// Keeps what a practitioner decided at a reassessment, with reason and figures; visits up to the next one become firm.
import { addPlanFacts, changeVisit, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { loadPlan, mustNotBeStopped } from "./load-plan.ts";
import { planPage } from "./plan-page.ts";
import { decidedCount } from "./plan-state.ts";
import { firmUntil } from "./reassessment.ts";

export type Decision = "progress" | "hold" | "step_back" | "change" | "refer" | "discharge";

/**
 * The software proposes, the practitioner decides; ending the plan is a step of its own. Refuses with `invalid` without a reason,
 * `plan_not_offered` when the plan does not run, `review_first`, `not_found`.
 */
export async function decideReassessment(
  ctx: Ctx,
  input: { planId: string; decision: Decision; reason: string; figures?: Record<string, unknown> },
): Promise<{ planId: string; firm: string[] }> {
  mustMay(ctx, "build_plan");
  const { planId, decision } = input;
  const reason = input.reason.trim();
  if (reason.length < 3)
    throw new Refusal("invalid", "Please say why.", {
      fields: [{ field: "reason", message: "Write what the decision rests on." }],
    });
  if (!isId(planId)) throw notFound("plan");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    if (!(await lockPlan(tx, clinicId, planId))) throw notFound("plan");
    const state = await loadPlan(tctx, planId);
    mustNotBeStopped(state);
    if (state.plan.status !== "active") throw new Refusal("plan_not_offered", "This plan is not running just now.");
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
        figures: { ...input.figures, decision },
      },
    ]);
    const page = planPage(state, { missing: [], warnings: [], facts: [] });
    const until = firmUntil(page.reassessments, decidedCount(state) + 1);
    const firm = page.visits.filter(({ provisional, onDate }) => provisional && (until === null || onDate <= until));
    for (const { visitId } of firm) await changeVisit(tx, clinicId, visitId, { provisional: false });
    await record(tctx, [
      {
        deed: "plan.decided",
        subjectKind: "plan",
        subjectId: planId,
        patientId: state.plan.patientId,
        detail: { decision },
      },
    ]);
    return { planId, firm: firm.map(({ visitId }) => visitId) };
  });
}
