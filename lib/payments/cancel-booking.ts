// Cancels a visit and settles its money in one transaction: in time it all goes back, late the stored fee stays.
import { planOfVisit } from "../../db/queries/money.ts";
import { cancelAppointment } from "../booking/cancel-appointment.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { giveBack, settleChain } from "./book-money.ts";
import { chargeMissedFee } from "./missed-fee.ts";
import { visitForMoney } from "./visit-for-money.ts";

export type CancelBooking = { appointmentId: string; byWhom: "patient" | "clinic"; reason: string; waiveFee?: boolean };

export async function cancelBooking(
  ctx: Ctx,
  input: CancelBooking,
): Promise<{ late: boolean; feeMinor: number; refundMinor: number }> {
  return inTransaction(ctx, async (t) => {
    const before = await visitForMoney(t, { appointmentId: input.appointmentId });
    const { late, feeMinor } = await cancelAppointment(t, input);
    // Only the clinic's own people can let go of the fee.
    const fee = input.waiveFee && ctx.actor.kind === "member" ? 0 : feeMinor;
    const planId = before.visitId ? await planOfVisit(t.tx, t.clinicId, before.visitId) : null;
    if (fee > 0 && before.patientId) {
      await chargeMissedFee(t, { ...before, patientId: before.patientId }, fee, planId);
      await settleChain(t, before.chainId, planId);
    }
    const refundMinor = await giveBack(
      t,
      { chainId: before.chainId },
      late ? "late_cancellation" : "cancelled_in_time",
    );
    return { late, feeMinor: fee, refundMinor };
  });
}
