// The money of a visit that is given up: a fee that is due is charged and paid from what is there, and the rest goes back.
import type { TxCtx } from "../context/context.ts";
import { giveBack, settleChain } from "./book-money.ts";
import { chargeMissedFee } from "./missed-fee.ts";
import type { VisitForMoney } from "./visit-for-money.ts";

/** Answers the fee that was charged, and what goes back. */
export async function settleGivenUp(
  t: TxCtx,
  visit: VisitForMoney,
  { feeMinor, late, planId }: { feeMinor: number; late: boolean; planId: string | null },
): Promise<{ feeMinor: number; refundMinor: number }> {
  const { chainId, patientId } = visit;
  if (feeMinor > 0 && patientId) {
    await chargeMissedFee(t, { ...visit, patientId }, feeMinor, planId);
    await settleChain(t, chainId, planId);
  }
  const refundMinor = await giveBack(t, { chainId }, late ? "late_cancellation" : "cancelled_in_time");
  return { feeMinor, refundMinor };
}
