// Stops a plan: what is to come is cancelled, and what was paid and not used goes back, in one transaction.
import { inTransaction, type Ctx } from "../context/context.ts";
import { stopPlan, type StopPlan } from "../plans/stop-plan.ts";
import { giveBack } from "./book-money.ts";

export async function endPlan(ctx: Ctx, input: StopPlan): Promise<{ cancelled: number; refundMinor: number }> {
  return inTransaction(ctx, async (t) => {
    const { cancelledChainIds } = await stopPlan(t, input);
    let refundMinor = await giveBack(t, { planId: input.planId }, "plan_stopped");
    for (const chainId of cancelledChainIds) refundMinor += await giveBack(t, { chainId }, "plan_stopped");
    return { cancelled: cancelledChainIds.length, refundMinor };
  });
}
