// Ends an offer whose time is over, and with it what was agreed of paying for it by and by.
import { inTransaction, type Ctx } from "../context/context.ts";
import { closeExpiredOffer } from "../plans/close-expired-offer.ts";
import { dropInstalments } from "./instalments.ts";

/** Answers what was done, in a word or two; safe to call again. */
export async function endOffer(ctx: Ctx, input: { planId: string }): Promise<string> {
  return inTransaction(ctx, async (t) => {
    const done = await closeExpiredOffer(t, input);
    if (done === "offer ended") await dropInstalments(t, input.planId);
    return done;
  });
}
