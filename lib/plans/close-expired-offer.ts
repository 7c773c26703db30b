// Ends an offer that nobody accepted in its seven days, and puts the patient on the list of calls.
import { addCallTask } from "../../db/queries/screens.ts";
import {
  addPlanFacts,
  changePlan,
  hasOpenCall,
  lockPlan,
  personOfPlan,
  planAppointments,
} from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { announce } from "../events/outbox.ts";
import { isId, newId } from "../ids.ts";

const callKind = "offer_expired";
/** While somebody is paying, the offer waits. */
const laterMs = 15 * 60_000;

/** Answers what was done, in a word or two; safe to call again. */
export async function closeExpiredOffer(ctx: Ctx, input: { planId: string }): Promise<string> {
  mustMay(ctx, "run_jobs");
  const { planId } = input;
  if (!isId(planId)) return "no such plan";
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const plan = await lockPlan(tx, clinicId, planId);
    if (!plan) return "no such plan";
    if (plan.status !== "offered" || plan.offerExpiresAt === null) return `left alone: ${plan.status}`;
    if (plan.offerExpiresAt > now) return "offered anew meanwhile";
    const appointments = await planAppointments(tx, clinicId, planId);
    const paying = appointments.some(
      (row) => row.status === "held" && row.holdExpiresAt !== null && row.holdExpiresAt > now,
    );
    if (paying) {
      const runAt = new Date(now.getTime() + laterMs);
      const dedupeKey = `plan.offer_expires:${planId}:${runAt.getTime()}`;
      await announce(tctx, [{ kind: "plan.offer_expires", payload: { planId }, dedupeKey, runAt }]);
      return "held just now; later";
    }
    await changePlan(tx, clinicId, planId, { status: "revoked", endedAt: now, endReason: "offer_expired" });
    const factId = newId();
    const reason = "offer_expired";
    await addPlanFacts(tx, [
      { clinicId, id: factId, planId, fact: "revoked", at: now, actorKind: ctx.actor.kind, memberId: null, reason },
    ]);
    const person = await personOfPlan(tx, clinicId, planId);
    if (person && !(await hasOpenCall(tx, clinicId, planId, callKind)))
      await addCallTask(tx, {
        clinicId,
        id: newId(),
        kind: callKind,
        patientId: person.patientId,
        screenId: null,
        planId,
        name: person.name,
        phone: person.mobile,
        email: person.email,
        reason: "An offered plan was not answered in seven days. Ask whether there are questions, or offer it anew.",
        dueAt: now,
        createdAt: now,
      });
    await record(tctx, [
      { deed: "plan.offer_expired", subjectKind: "plan", subjectId: planId, patientId: plan.patientId },
    ]);
    return "offer ended";
  });
}
