// Cancels a visit and settles its money in one transaction: in time it all goes back, late the stored fee stays.
import { cancelAppointment } from "../booking/cancel-appointment.ts";
import { mustMayChange } from "../booking/own-booking.ts";
import { viewBooking } from "../booking/view-booking.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { fitInstalments } from "./instalments.ts";
import { settleGivenUp } from "./settle-given-up.ts";
import { visitForMoney } from "./visit-for-money.ts";

export type CancelBooking = { appointmentId: string; byWhom: "patient" | "clinic"; reason: string; waiveFee?: boolean };

export async function cancelBooking(
  ctx: Ctx,
  input: CancelBooking,
): Promise<{ late: boolean; feeMinor: number; refundMinor: number }> {
  mustMayChange(ctx);
  return inTransaction(ctx, async (t) => {
    const before = await visitForMoney(t, { appointmentId: input.appointmentId });
    const { late, feeMinor } = await cancelAppointment(t, input);
    // Only the clinic's own people can let go of the fee.
    const fee = input.waiveFee && ctx.actor.kind === "member" ? 0 : feeMinor;
    const settled = await settleGivenUp(t, before, { feeMinor: fee, late, planId: before.planId });
    await fitInstalments(t, before.planId);
    return { late, ...settled };
  });
}

/** Cancels for the holder of a booking, at the price they were shown. Refuses with `invalid` when it is another one by now. */
export async function cancelAsShown(ctx: Ctx, of: { chainId: string; feeShownMinor: number }): Promise<void> {
  const booking = await viewBooking(ctx, { chainId: of.chainId });
  if (booking.feeNowMinor !== of.feeShownMinor)
    throw new Refusal(
      "invalid",
      "What cancelling costs has changed since you opened this page. Open it again to see it.",
    );
  await cancelBooking(ctx, { appointmentId: booking.appointmentId, byWhom: "patient", reason: "" });
}
