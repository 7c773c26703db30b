// Stops a plan: what is to come is cancelled, late cancellations cost their stored fee, and what was paid and not used goes back,
// in one transaction.
import { appointmentForMoney } from "../../db/queries/money.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { stopPlan, type StopPlan } from "../plans/stop-plan.ts";
import { giveBack, settleChain } from "./book-money.ts";
import { dropInstalments } from "./instalments.ts";
import { chargeMissedFee } from "./missed-fee.ts";

export type EndedPlan = { cancelled: number; feeMinor: number; refundMinor: number };

export async function endPlan(ctx: Ctx, input: StopPlan): Promise<EndedPlan> {
  return inTransaction(ctx, async (t) => {
    const { planId } = input;
    const { cancelled } = await stopPlan(t, input);
    let feeMinor = 0;
    for (const one of cancelled.filter((row) => row.feeMinor > 0)) {
      const about = await appointmentForMoney(t.tx, t.clinicId, { appointmentId: one.appointmentId });
      if (!about?.patientId) continue;
      await chargeMissedFee(t, { ...about, patientId: about.patientId }, one.feeMinor, planId);
      await settleChain(t, about.chainId, planId);
      feeMinor += one.feeMinor;
    }
    await dropInstalments(t, planId);
    let refundMinor = await giveBack(t, { planId }, "plan_stopped");
    for (const { chainId } of cancelled) refundMinor += await giveBack(t, { chainId }, "plan_stopped");
    return { cancelled: cancelled.length, feeMinor, refundMinor };
  });
}
