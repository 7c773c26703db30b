// Accepts the rest of a course planned again and settles its money in one transaction: a visit that loses its time too late costs its
// stored fee, and what was paid for it goes back; a moved one takes its money along.
import { appointmentForMoney } from "../../db/queries/money.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { acceptReflow, type AcceptReflow } from "../plans/reflow.ts";
import type { ReflowDifference } from "../plans/reflow-views.ts";
import { giveBack, settleChain } from "./book-money.ts";
import { chargeMissedFee } from "./missed-fee.ts";

export async function replanCourse(
  ctx: Ctx,
  input: AcceptReflow,
): Promise<{ difference: ReflowDifference; feeMinor: number; refundMinor: number }> {
  return inTransaction(ctx, async (t) => {
    const { planId, difference, givenUp } = await acceptReflow(t, input);
    let [feeMinor, refundMinor] = [0, 0];
    for (const one of givenUp) {
      const about = one.feeMinor > 0 ? await appointmentForMoney(t.tx, t.clinicId, one) : null;
      if (about?.patientId) {
        await chargeMissedFee(t, { ...about, patientId: about.patientId }, one.feeMinor, planId);
        await settleChain(t, about.chainId, planId);
        feeMinor += one.feeMinor;
      }
      const { chainId } = one;
      refundMinor += await giveBack(t, { chainId }, one.late ? "late_cancellation" : "cancelled_in_time");
    }
    return { difference, feeMinor, refundMinor };
  });
}
