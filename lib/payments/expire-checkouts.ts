// Closes pages to pay on whose held visits have run out of time, so that an abandoned checkout never blocks a slot longer; a gift card that
// paid a part of such a visit has it again.
import { heldUntil, waitingCheckouts } from "../../db/queries/checkouts.ts";
import { lapsedGiftChains } from "../../db/queries/gift-cards.ts";
import { accountsGone } from "../../db/queries/stripe-accounts.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { endAtStripe, isAsked, type Asked } from "./asked-at-stripe.ts";
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
    const ended: Asked[] = [];
    for (const row of waiting) {
      if (!isAsked(row) || !heldFor.has(row.purpose) || gone.has(row.stripeAccount)) continue;
      const until = await heldUntil(t.tx, t.clinicId, row);
      if (!until || until <= t.now) ended.push(row);
    }
    return ended;
  });
  await oneByOne(over, async (row) => settleCheckout(ctx, row.id, await endAtStripe(ctx, row)));
  await inTransaction(ctx, async (t) => {
    for (const chainId of await lapsedGiftChains(t.tx, t.clinicId, t.now))
      await giveBack(t, { chainId }, "time_ran_out");
  });
  return over.length;
}
