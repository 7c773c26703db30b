// Accepts the rest of a course planned again and settles its money in one transaction: a visit that loses its time too late costs its
// stored fee, and what was paid for it goes back; a moved one takes its money along; instalments that are open change as was shown.
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { acceptReflow, type AcceptReflow } from "../plans/reflow.ts";
import type { ReflowDifference } from "../plans/reflow-views.ts";
import { fitInstalments, fittingOf } from "./instalments.ts";
import { instalmentStamp } from "./preview-instalments.ts";
import { settleGivenUp } from "./settle-given-up.ts";
import { visitForMoney } from "./visit-for-money.ts";

export async function replanCourse(
  ctx: Ctx,
  input: AcceptReflow & {
    /** The stamp of the instalments that were shown with it. */
    instalments?: string;
  },
): Promise<{ difference: ReflowDifference; feeMinor: number; refundMinor: number }> {
  return inTransaction(ctx, async (t) => {
    const { planId, difference, givenUp } = await acceptReflow(t, input);
    let [feeMinor, refundMinor] = [0, 0];
    for (const { appointmentId, late, feeMinor: due } of givenUp) {
      const visit = await visitForMoney(t, { appointmentId });
      const settled = await settleGivenUp(t, visit, { feeMinor: due, late, planId });
      feeMinor += settled.feeMinor;
      refundMinor += settled.refundMinor;
    }
    const stamp = instalmentStamp(await fittingOf(t, planId, "anew"));
    if (stamp !== (input.instalments ?? ""))
      throw new Refusal("plan_changed", "The instalments would be other ones. Look at them and say yes again.");
    await fitInstalments(t, planId, "anew");
    return { difference, feeMinor, refundMinor };
  });
}
