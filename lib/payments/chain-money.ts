// The money of one booking for whoever holds its manage link: what was paid, what went back, what is due online.
import { chargesWithOpen, paymentsWithCredit } from "../../db/queries/money.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { sharesOf } from "../money/share.ts";
import { visitForMoney } from "./visit-for-money.ts";

export type ChainMoney = {
  totalMinor: number;
  paidMinor: number;
  refundedMinor: number;
  owedMinor: number;
  currency: string;
};

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
    };
  });
}
