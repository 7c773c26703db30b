// Ends pages to pay on, one or those of a visit, before the money comes another way, so that nobody pays twice.
import { waitingCheckouts, type CheckoutRow } from "../../db/queries/checkouts.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { settleCheckout } from "./settle-checkout.ts";

/** A payment that came through meanwhile counts. Refuses `payments_unavailable` when nobody can say whether one did. */
export async function closePages(ctx: Ctx, of: { chainId: string } | { id: string }): Promise<void> {
  const waiting = await inTransaction(ctx, (t) => waitingCheckouts(t.tx, t.clinicId, of));
  for (const row of waiting) await closeSession(ctx, row);
}

async function closeSession(ctx: Ctx, row: CheckoutRow): Promise<void> {
  if (!row.stripeSessionId || row.purpose === "card") return;
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
