// Books a held visit whose online payment was given up; the page to pay on is closed first, so that nobody pays twice.
import { waitingCheckouts } from "../../db/queries/checkouts.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal, notFound } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { isId } from "../ids.ts";
import { bookChain } from "./book-chain.ts";
import { settleCheckout } from "./settle-checkout.ts";

export async function payAtClinic(ctx: Ctx, input: { chainId: string }): Promise<void> {
  mustMay(ctx, "manage_own_booking");
  if (!isId(input.chainId)) throw notFound("booking");
  const waiting = await inTransaction(ctx, (t) => waitingCheckouts(t.tx, t.clinicId, { chainId: input.chainId }));
  for (const row of waiting) await closeSession(ctx, row.id, row.stripeSessionId);
  await inTransaction(ctx, async (t) => {
    // The payment may have come through while the session was being closed; then it is booked already.
    await bookChain(t, input);
  });
}

async function closeSession(ctx: Ctx, checkoutId: string, sessionId: string | null): Promise<void> {
  if (!sessionId) return;
  try {
    await ctx.gateways.stripe.expireCheckout(sessionId);
    await settleCheckout(ctx, checkoutId, await ctx.gateways.stripe.retrieveCheckout(sessionId));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new Refusal(
      "payments_unavailable",
      "Card payments do not answer just now, so we cannot be sure yet that nothing was paid. Please try again in a minute.",
      { cause: error },
    );
  }
}
