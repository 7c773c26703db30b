// Stops a plan: what is to come is cancelled, what was never booked is dropped, and the reason stays.
import { addPlanFacts, changePlan, dropVisits, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { cancelAppointment } from "../booking/cancel-appointment.ts";
import { inTransaction, memberIdOf, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { loadPlan } from "./load-plan.ts";
import { parsePlan } from "./parse-plan.ts";
import { mayStopPlan } from "./plan-doors.ts";
import { everyVisit, isComing } from "./plan-state.ts";
import type { StoppedPlan } from "./plan-views.ts";
import { stopInput, type StopPlan } from "./plans-input.ts";

export type { StopPlan } from "./plans-input.ts";

const completions: readonly string[] = ["goals_met", "reassessment"];

/**
 * Ends the plan as completed (goals met, or at a reassessment) or revoked, and answers the chains that were cancelled, so that money
 * can go back. A patient stops their own plan by choice only. Refuses with `already_done` when it is over, `reason_needed` people
 * outside the care team, and `not_found`.
 */
export async function stopPlan(ctx: Ctx, input: StopPlan): Promise<StoppedPlan & { cancelledChainIds: string[] }> {
  mayStopPlan(ctx);
  const { planId, note, endReason } = parsePlan(stopInput, input);
  const byPatient = ownPatientOf(ctx.actor) !== null;
  const reason = byPatient ? "patient_choice" : endReason;
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    if (!(await lockPlan(tx, clinicId, planId))) throw notFound("plan");
    const state = await loadPlan(tctx, planId);
    const { plan } = state;
    await mustTreat(tctx, plan.patientId);
    if (plan.status === "completed" || plan.status === "revoked")
      throw new Refusal("already_done", "This plan is over already.");
    const visits = everyVisit(state);
    const coming = visits.filter((visit) => isComing(visit, now));
    const cancelled: StoppedPlan["cancelled"] = [];
    for (const { appointment } of coming) {
      if (!appointment) continue;
      // A patient who ends the plan gives up the visits; anything else is the clinic's decision.
      const byWhom = reason === "patient_choice" ? "patient" : "clinic";
      const { id: appointmentId, chainId } = appointment;
      const terms = await cancelAppointment(tctx, { appointmentId, byWhom, reason: "plan stopped", quiet: true });
      cancelled.push({ appointmentId, chainId, ...terms });
    }
    const left = visits.filter(({ state: is, day }) => is !== "attended" && is !== "missed" && day === null);
    const never = [...left, ...coming].map(({ row }) => row.id);
    await dropVisits(tx, clinicId, never, { droppedAt: now, dropReason: "plan stopped" });
    const status = completions.includes(reason) ? "completed" : "revoked";
    await changePlan(tx, clinicId, planId, { status, endedAt: now, endReason: reason });
    await addPlanFacts(tx, [
      {
        clinicId,
        id: newId(),
        planId,
        fact: status,
        at: now,
        actorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
        reason: note ? `${reason}: ${note}` : reason,
      },
    ]);
    if (plan.activatedAt !== null)
      await announce(tctx, [{ kind: "plan.stopped", payload: { planId }, dedupeKey: `plan.stopped:${planId}` }]);
    await record(tctx, [
      {
        deed: "plan.stopped",
        subjectKind: "plan",
        subjectId: planId,
        patientId: plan.patientId,
        detail: { reason, cancelled: cancelled.length },
      },
    ]);
    return { planId, status, cancelled, cancelledChainIds: cancelled.map(({ chainId }) => chainId) };
  });
}
