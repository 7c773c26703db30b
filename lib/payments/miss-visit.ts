// Records that a patient did not come; the stored fee is charged unless it is waived.
import { markNoShow } from "../booking/record-attendance.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { settleChain } from "./book-money.ts";
import { fitInstalments } from "./instalments.ts";
import { chargeMissedFee } from "./missed-fee.ts";
import { settlePatient } from "./settle-patient.ts";
import { visitForMoney } from "./visit-for-money.ts";

export async function missVisit(
  ctx: Ctx,
  input: { appointmentId: string; waiveFee: boolean; waiveReason?: string },
): Promise<{ feeMinor: number }> {
  mustMay(ctx, "record_attendance");
  return inTransaction(ctx, async (t) => {
    const visit = await visitForMoney(t, { appointmentId: input.appointmentId });
    if (!visit.patientId) throw notFound("appointment");
    const reason = input.waiveFee && input.waiveReason ? { reason: `fee waived: ${input.waiveReason}` } : {};
    await markNoShow(t, { appointmentId: input.appointmentId, ...reason });
    const feeMinor = input.waiveFee ? 0 : visit.policy.lateFeeMinor;
    if (feeMinor > 0) {
      await chargeMissedFee(t, { ...visit, patientId: visit.patientId }, feeMinor, visit.planId);
      await settleChain(t, visit.chainId, visit.planId);
      await settlePatient(t, visit.patientId);
    }
    await fitInstalments(t, visit.planId);
    return { feeMinor };
  });
}
