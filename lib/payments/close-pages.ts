// Ends pages to pay on and payments on readers, one or those of a visit, a plan or a person, before the money comes another way, so that
// nobody pays twice.
import { checkoutRow, waitingCheckouts, type CheckoutRow } from "../../db/queries/checkouts.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { GatewayError } from "../gateways/gateway-error.ts";
import { endAtStripe, isAsked } from "./asked-at-stripe.ts";
import { settleCheckout } from "./settle-checkout.ts";

type Target = { chainId: string } | { planId: string } | { patientId: string };
type PagesOf = (Target & { onReader?: true }) | { readerId: string } | { id: string };

/** What money at the desk is for: a visit, a plan, or what somebody owes in all. */
export const targetOf = (of: {
  chainId?: string | undefined;
  planId?: string | undefined;
  patientId: string;
}): Target => {
  const { chainId, planId, patientId } = of;
  return chainId ? { chainId } : planId ? { planId } : { patientId };
};

/** Another way to pay the same was faster. */
export const paidMeanwhile = () =>
  new Refusal("already_done", "This was paid by card a moment ago. Open the page again to see what is left.");

/**
 * Those of the amount `spareMinor` stay open. A payment that came through meanwhile counts, and is said. Refuses `payments_unavailable`
 * when nobody can say whether one did.
 */
export async function closePages(ctx: Ctx, of: PagesOf, spareMinor?: number): Promise<{ paid: boolean }> {
  const waiting = await inTransaction(ctx, (t) => waitingCheckouts(t.tx, t.clinicId, of));
  let paid = false;
  for (const row of waiting) {
    if (row.amountMinor === spareMinor) continue;
    await closeSession(ctx, row);
    const now = await inTransaction(ctx, (t) => checkoutRow(t.tx, t.clinicId, row.id));
    if (now?.status === "paid") paid = true;
  }
  return { paid };
}

async function closeSession(ctx: Ctx, row: CheckoutRow): Promise<void> {
  if (!isAsked(row) || row.purpose === "card") return;
  try {
    await settleCheckout(ctx, row.id, await endAtStripe(ctx, row));
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
