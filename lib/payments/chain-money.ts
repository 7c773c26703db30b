// The money of one booking for whoever holds its manage link: what was paid, what went back, what is due online.
import { chargesWithOpen, paymentsWithCredit } from "../../db/queries/money.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { sharesOf } from "../money/share.ts";
import { usedGiftCards } from "./used-gift-cards.ts";
import { visitForMoney } from "./visit-for-money.ts";

export type ChainMoney = {
  totalMinor: number;
  paidMinor: number;
  refundedMinor: number;
  owedMinor: number;
  currency: string;
  /** Gift cards that paid something of it, with what is left on each. */
  giftCards: { codeEnd: string; leftMinor: number }[];
};

/** What could be paid now: what is owed, or of a visit to come what nobody has paid ahead. */
export const dueOnline = (status: string, money: Omit<ChainMoney, "giftCards" | "currency">): number =>
  money.owedMinor > 0
    ? money.owedMinor
    : ["held", "booked", "arrived"].includes(status)
      ? Math.max(0, money.totalMinor - money.paidMinor + money.refundedMinor)
      : 0;

export async function chainMoney(ctx: Ctx, input: { chainId: string }): Promise<ChainMoney> {
  mustMay(ctx, "manage_own_booking");
  return inTransaction(ctx, async (t) => {
    const about = await visitForMoney(t, input);
    const charges = await chargesWithOpen(t.tx, t.clinicId, input);
    const payments = await paymentsWithCredit(t.tx, t.clinicId, input);
    const paidMinor = payments.reduce((sum, row) => sum + row.amountMinor, 0);
    return {
      totalMinor: sharesOf(about).patient.dueMinor,
      paidMinor,
      refundedMinor: payments.reduce((sum, row) => sum + row.backMinor, 0),
      owedMinor: charges.filter((row) => row.payer === "self").reduce((sum, row) => sum + row.openMinor, 0),
      currency: about.currency,
      giftCards: await usedGiftCards(t, input),
    };
  });
}
