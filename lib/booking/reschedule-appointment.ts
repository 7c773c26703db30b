// Moves a booking: the old time is given up and the new one taken in one transaction, or nothing changes.
import { appointmentRow } from "../../db/queries/appointments.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import type { BookingView } from "./booking-views.ts";
import { checkWish } from "./hold-slot.ts";
import { moveAppointments, mustStillBeMovable, type Move, type Telling } from "./move-appointments.ts";
import { orNearest } from "./nearest.ts";
import { mustMayChange, mustOwn } from "./own-booking.ts";
import { viewBooking } from "./view-booking.ts";

/** Lengths that the desk may give a visit, in minutes. */
const lengths = { least: 10, most: 240 };

/**
 * Answers the booking as it stands then: same chain, next sequence, with its money, planned visit, price and policy. Refuses with
 * `slot_taken` (and the nearest starts), `patient_busy`, `already_done`, `too_late` once it has begun (for the desk: once its day is
 * over), `invalid`, `not_found`, and with `forbidden` who may not overbook.
 */
export async function rescheduleAppointment(ctx: Ctx, input: Move, tell: Telling = "now"): Promise<BookingView> {
  mustMayChange(ctx);
  if (input.overbookReason !== undefined) mustMay(ctx, "overbook");
  const { durationMin } = input;
  const fits =
    durationMin === undefined ||
    (Number.isInteger(durationMin) && durationMin >= lengths.least && durationMin <= lengths.most);
  if (!fits) throw new Refusal("invalid", `A visit lasts between ${lengths.least} and ${lengths.most} minutes.`);
  if (!isId(input.appointmentId)) throw notFound("booking");
  const old = await inTransaction(ctx, ({ tx, clinicId }) => appointmentRow(tx, clinicId, input.appointmentId));
  const row = mustOwn(ctx, old);
  const wish = {
    serviceId: row.serviceId,
    practitionerId: input.practitionerId ?? row.practitionerId,
    start: input.start,
  };
  mustStillBeMovable(ctx, row);
  return orNearest(ctx, wish, async () => {
    checkWish(wish);
    return inTransaction(ctx, async (t) => {
      await moveAppointments(t, [input], tell);
      return viewBooking(t, { chainId: row.chainId });
    });
  });
}
