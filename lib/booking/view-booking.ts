// Shows the latest appointment of a chain, with what changing it now would cost.
import { hasFact, headOfChain, namedAppointment } from "../../db/queries/appointments.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { AppointmentStatus, BookingView } from "./booking-views.ts";
import { mustMaySee, mustOwn } from "./own-booking.ts";
import { cancelTerms, freeUntil } from "./policy.ts";

/** Holds nothing of the person. Refuses with `not_found`. */
export async function viewBooking(ctx: Ctx, input: { chainId: string }): Promise<BookingView> {
  mustMaySee(ctx);
  if (!isId(input.chainId)) throw notFound("booking");
  return inTransaction(ctx, async ({ tx, clinicId, now }) => {
    const head = mustOwn(ctx, await headOfChain(tx, clinicId, input.chainId));
    const named = await namedAppointment(tx, clinicId, head.id);
    if (!named) throw notFound("booking");
    const ranOut = head.status === "held" && head.holdExpiresAt !== null && head.holdExpiresAt <= now;
    const status: AppointmentStatus = ranOut ? "expired" : (head.status as AppointmentStatus);
    const live = status === "booked" || status === "held";
    const terms = cancelTerms({ start: head.startsAt, status, policy: head.policy }, "patient", now);
    return {
      appointmentId: head.id,
      chainId: head.chainId,
      sequence: head.sequence,
      status,
      start: head.startsAt,
      end: head.endsAt,
      timeZone: head.timeZone,
      serviceId: head.serviceId,
      serviceName: named.serviceName,
      disciplineCode: named.disciplineCode,
      practitionerId: head.practitionerId,
      practitionerName: named.practitionerName,
      practitionerTitle: named.practitionerTitle,
      location: named.location,
      priceMinor: head.priceMinor,
      taxMinor: head.taxMinor,
      taxCode: head.taxCode,
      patientMinor: head.patientMinor,
      payer: head.payer,
      currency: head.currency,
      policy: head.policy,
      visitId: head.visitId,
      confirmed: await hasFact(tx, clinicId, head.id, "confirmed"),
      canChange: live && now < head.startsAt,
      freeUntil: freeUntil(head.startsAt, head.policy),
      feeNowMinor: live && now < head.startsAt ? terms.feeMinor : 0,
    };
  });
}
