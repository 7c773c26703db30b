// Gives up visits that lie beyond the next reassessment: free of charge, at any time before they are decided.
import { addPlanFacts, dropVisits, lockPlan } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { cancelAppointment } from "../booking/cancel-appointment.ts";
import { inTransaction, memberIdOf, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { loadPlan } from "./load-plan.ts";
import { mayMoveVisit } from "./plan-doors.ts";
import { everyVisit, isComing } from "./plan-state.ts";

/** All provisional visits, or those named. Refuses with `invalid` for one that is not provisional, and `not_found`. */
export async function dropProvisional(
  ctx: Ctx,
  input: { planId: string; visitIds?: readonly string[] },
): Promise<{ dropped: string[]; cancelledChainIds: string[] }> {
  mayMoveVisit(ctx);
  const { planId } = input;
  if (!isId(planId)) throw notFound("plan");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    if (!(await lockPlan(tx, clinicId, planId))) throw notFound("plan");
    const state = await loadPlan(tctx, planId);
    const visits = everyVisit(state);
    const asked = input.visitIds ?? visits.filter(({ row }) => row.provisional).map(({ row }) => row.id);
    const chosen = asked.map((id) => {
      const visit = visits.find(({ row }) => row.id === id);
      if (!visit) throw notFound("visit");
      const open = visit.day === null || isComing(visit, now);
      if (!visit.row.provisional || !open)
        throw new Refusal("invalid", "Only visits after the next reassessment can be dropped; cancel the others.");
      return visit;
    });
    const cancelledChainIds: string[] = [];
    for (const visit of chosen) {
      if (!visit.appointment || !isComing(visit, now)) continue;
      const { id: appointmentId, chainId } = visit.appointment;
      await cancelAppointment(tctx, { appointmentId, byWhom: "clinic", reason: "provisional visit dropped" });
      cancelledChainIds.push(chainId);
    }
    await dropVisits(tx, clinicId, asked, { droppedAt: now, dropReason: "provisional" });
    if (asked.length)
      await addPlanFacts(tx, [
        {
          clinicId,
          id: newId(),
          planId,
          fact: "visits_dropped",
          at: now,
          actorKind: ctx.actor.kind,
          memberId: memberIdOf(ctx),
          figures: { visits: asked.length },
        },
      ]);
    await record(tctx, [
      {
        deed: "plan.visits_dropped",
        subjectKind: "plan",
        subjectId: planId,
        patientId: state.plan.patientId,
        detail: { visits: asked.length },
      },
    ]);
    return { dropped: [...asked], cancelledChainIds };
  });
}
