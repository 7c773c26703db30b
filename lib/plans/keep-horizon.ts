// Watches visits that the booking horizon had cut off: once their windows come into reach, the desk calls to book them.
import { addCallTask } from "../../db/queries/screens.ts";
import { hasOpenCall, openVisitsEnding, personOfPlan } from "../../db/queries/plans.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { policyNow } from "../clinic/price-on.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { newId } from "../ids.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";

const callKind = "plan_horizon";

/** Nothing is booked by itself: one call a plan. Answers how many calls were added. */
export async function keepPlanHorizon(ctx: Ctx): Promise<{ calls: number }> {
  mustMay(ctx, "run_jobs");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const [clinic, policy] = await Promise.all([loadClinic(tctx), policyNow(tctx)]);
    const today = dateIn(now, clinic.timeZone);
    const open = await openVisitsEnding(tx, clinicId, today, addDays(today, policy.horizonDays));
    const cutOff = open.filter(({ visit, activatedAt }) => {
      if (activatedAt === null) return false;
      return visit.windowTo > addDays(dateIn(activatedAt, clinic.timeZone), policy.horizonDays);
    });
    let calls = 0;
    for (const planId of new Set(cutOff.map(({ visit }) => visit.planId))) {
      if (await hasOpenCall(tx, clinicId, planId, callKind)) continue;
      const count = cutOff.filter(({ visit }) => visit.planId === planId).length;
      if (await callAbout(tctx, planId, count)) calls++;
    }
    return { calls };
  });
}

async function callAbout({ tx, clinicId, now }: TxCtx, planId: string, count: number): Promise<boolean> {
  const person = await personOfPlan(tx, clinicId, planId);
  if (!person) return false;
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
    reason: `${count === 1 ? "A visit" : `${count} visits`} of this plan can be booked now. Open the plan and place what is open.`,
    dueAt: now,
    createdAt: now,
  });
  return true;
}
