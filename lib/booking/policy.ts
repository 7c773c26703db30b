// What changing a booking costs under the policy that was agreed, and until when it is free.
import type { BookingPolicy } from "./booking-views.ts";

const HOUR = 3_600_000;

/** Until this instant cancelling is free. */
export const freeUntil = (start: Date, policy: Pick<BookingPolicy, "cancelNoticeHours">): Date =>
  new Date(start.getTime() - policy.cancelNoticeHours * HOUR);

/** Late when less than the notice is left; the moment of the notice itself is still free. */
export const isLate = (start: Date, policy: Pick<BookingPolicy, "cancelNoticeHours">, now: Date): boolean =>
  now.getTime() > freeUntil(start, policy).getTime();

/** What giving up the visit costs its owner; the clinic's own cancelling never costs anything. */
export function cancelTerms(
  appointment: { start: Date; status: string; policy: BookingPolicy },
  byWhom: "patient" | "clinic",
  now: Date,
): { late: boolean; feeMinor: number } {
  const late =
    byWhom === "patient" && appointment.status === "booked" && isLate(appointment.start, appointment.policy, now);
  return { late, feeMinor: late ? appointment.policy.lateFeeMinor : 0 };
}
