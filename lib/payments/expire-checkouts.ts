// Closes pages to pay on whose held visits have run out of time, so that an abandoned checkout never blocks a slot longer; a gift card that
// paid a part of such a visit has it again.
import { heldUntil, waitingCheckouts } from "../../db/queries/checkouts.ts";
import { lapsedGiftChains } from "../../db/queries/gift-cards.ts";
import { accountsGone } from "../../db/queries/stripe-accounts.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { giveBack } from "./book-money.ts";
import { oneByOne } from "./one-by-one.ts";
import { settleCheckout } from "./settle-checkout.ts";

/** Pages that keep a time; the others end by themselves. */
const heldFor = new Set(["appointment", "plan"]);

/** Answers how many were looked at. When the payer was faster than us, the money counts. */
export async function expireCheckouts(ctx: Ctx): Promise<number> {
  mustMay(ctx, "run_jobs");
  const over = await inTransaction(ctx, async (t) => {
    const waiting = await waitingCheckouts(t.tx, t.clinicId);
    const gone = new Set(await accountsGone(t.tx, t.clinicId));
    const ended = [];
    for (const row of waiting) {
      if (!row.stripeSessionId || !heldFor.has(row.purpose) || gone.has(row.stripeAccount)) continue;
      const until = await heldUntil(t.tx, t.clinicId, row);
      if (!until || until <= t.now)
        ended.push({ id: row.id, sessionId: row.stripeSessionId, account: row.stripeAccount });
    }
    return ended;
  });
  await oneByOne(over, async ({ id, sessionId, account }) => {
    const doors = ctx.gateways.stripe.of(account);
    await doors.expireCheckout(sessionId);
    await settleCheckout(ctx, id, await doors.retrieveCheckout(sessionId));
  });
  await inTransaction(ctx, async (t) => {
    for (const chainId of await lapsedGiftChains(t.tx, t.clinicId, t.now))
      await giveBack(t, { chainId }, "time_ran_out");
  });
  return over.length;
}
