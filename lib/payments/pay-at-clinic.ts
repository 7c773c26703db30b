// Books a held visit whose online payment was given up; the page to pay on is closed first, so that nobody pays twice.
import { waitingCheckouts, type CheckoutRow } from "../../db/queries/checkouts.ts";
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
  for (const row of waiting) await closeSession(ctx, row);
  await inTransaction(ctx, async (t) => {
    // The payment may have come through while the session was being closed; then it is booked already.
    await bookChain(t, input);
  });
}

async function closeSession(ctx: Ctx, row: CheckoutRow): Promise<void> {
  if (!row.stripeSessionId) return;
  const doors = ctx.gateways.stripe.of(row.stripeAccount);
  try {
    await doors.expireCheckout(row.stripeSessionId);
    await settleCheckout(ctx, row.id, await doors.retrieveCheckout(row.stripeSessionId));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    // The clinic took our access away: nothing can be asked of the page any more, and the patient must not wait for it.
    if (error.code === "account_invalid") return;
    throw new Refusal(
      "payments_unavailable",
      "Card payments do not answer just now, so we cannot be sure yet that nothing was paid. Please try again in a minute.",
      { cause: error },
    );
  }
}
