// What the owner sees of taking cards online: how far the account is, what is missing, and what waits.
import { latestAccount, waitingOnGone } from "../../db/queries/stripe-accounts.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { disabledWords, dueWords, onlineState, type OnlineState } from "./online-state.ts";

export type OnlinePaymentsView = {
  state: OnlineState;
  /** As Stripe shows it in the clinic's own dashboard. */
  accountId: string | null;
  /** What Stripe asks for, in words. */
  missing: string[];
  why: string;
  /** When it has to be there; null without such a day. */
  deadline: Date | null;
  /** Whether Stripe pays out to the bank account. */
  payouts: boolean;
  /** Pages to pay on whose end nobody can ask for any more, because the access was taken away. */
  undecided: number;
};

export async function viewOnlinePayments(ctx: Ctx): Promise<OnlinePaymentsView> {
  mustMay(ctx, "see_money");
  return inTransaction(ctx, async (t) => {
    const row = await latestAccount(t.tx, t.clinicId);
    return {
      state: onlineState(row, t.gateways.stripe.ownKeyServes),
      accountId: row?.stripeAccountId ?? null,
      missing: dueWords(row?.due ?? []),
      why: disabledWords(row?.disabledReason ?? null),
      deadline: row?.deadline ?? null,
      payouts: row?.payouts ?? false,
      undecided: await waitingOnGone(t.tx, t.clinicId),
    };
  });
}
