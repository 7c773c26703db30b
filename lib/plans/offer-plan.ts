// Offers a drafted plan to its patient for seven days; nothing is held meanwhile.
import { payRuleRows } from "../../db/queries/instalments.ts";
import { addPlanFacts, changePlan, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { passGates } from "./check-gates.ts";
import { dateIn } from "../time/zone.ts";
import { loadPlan } from "./load-plan.ts";
import { termsOn } from "./pay-terms.ts";

const offerDays = 7;

/** Refuses with `plan_not_ready`, `out_of_scope`, `review_first`, `already_done`, `reason_needed` outside the care team, `not_found`. */
export async function offerPlan(
  ctx: Ctx,
  input: { planId: string },
): Promise<{ planId: string; offerExpiresAt: Date }> {
  mustMay(ctx, "offer_plan");
  const { planId } = input;
  if (!isId(planId)) throw notFound("plan");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    if (!(await lockPlan(tx, clinicId, planId))) throw notFound("plan");
    const state = await loadPlan(tctx, planId);
    const { plan } = state;
    await mustTreat(tctx, plan.patientId);
    if (plan.status !== "draft" && plan.status !== "offered")
      throw new Refusal("already_done", "This plan has been accepted or ended already.");
    await passGates(tctx, state, "later");
    const offerExpiresAt = new Date(now.getTime() + offerDays * 86_400_000);
    const rules = await payRuleRows(tx, clinicId);
    const payTerms = termsOn(rules, state.template.code, dateIn(now, state.clinic.timeZone));
    await changePlan(tx, clinicId, planId, { status: "offered", offeredAt: now, offerExpiresAt, payTerms });
    const factId = newId();
    await addPlanFacts(tx, [
      { clinicId, id: factId, planId, fact: "offered", at: now, actorKind: ctx.actor.kind, memberId: memberIdOf(ctx) },
    ]);
    const payload = { planId };
    await announce(tctx, [
      { kind: "plan.offered", payload, dedupeKey: `plan.offered:${factId}` },
      { kind: "plan.offer_expires", payload, dedupeKey: `plan.offer_expires:${factId}`, runAt: offerExpiresAt },
    ]);
    await record(tctx, [{ deed: "plan.offered", subjectKind: "plan", subjectId: planId, patientId: plan.patientId }]);
    return { planId, offerExpiresAt };
  });
}
