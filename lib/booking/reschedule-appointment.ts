// Moves a booking: the old time is given up and the new one taken in one transaction, or nothing changes.
import {
  addFacts,
  appointmentRow,
  lockAppointments,
  setUnitsLive,
  updateAppointment,
  type AppointmentRow,
} from "../../db/queries/appointments.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import type { BookingView } from "./booking-views.ts";
import { checkWish } from "./hold-slot.ts";
import { orNearest } from "./nearest.ts";
import { mustMayChange, mustOwn } from "./own-booking.ts";
import { isLate } from "./policy.ts";
import { viewBooking } from "./view-booking.ts";
import { lockForWriting } from "./lock-for-writing.ts";
import { writeAppointments } from "./write-appointments.ts";
import type { BookedVia } from "./write-rows.ts";

export type Move = {
  appointmentId: string;
  start: Date;
  /** The same as before unless named. */
  practitionerId?: string | undefined;
  /** Staff place it over what is there, on purpose. */
  overbookReason?: string | undefined;
};

/**
 * Answers the booking as it stands then: same chain, next sequence, with its money, planned visit, price and policy. Refuses with
 * `slot_taken` (and the nearest starts), `patient_busy`, `already_done`, `too_late` once it has begun, `not_found`.
 */
export async function rescheduleAppointment(ctx: Ctx, input: Move): Promise<BookingView> {
  mustMayChange(ctx);
  if (!isId(input.appointmentId)) throw notFound("booking");
  const old = await inTransaction(ctx, ({ tx, clinicId }) => appointmentRow(tx, clinicId, input.appointmentId));
  const { serviceId, practitionerId: before, chainId } = mustOwn(ctx, old);
  const wish = { serviceId, practitionerId: input.practitionerId ?? before, start: input.start };
  checkStillThere(old!, ctx.now);
  return orNearest(ctx, wish, async () => {
    checkWish(wish);
    return inTransaction(ctx, async (tctx) => {
      await move(tctx, input, wish);
      return viewBooking(tctx, { chainId });
    });
  });
}

function checkStillThere(row: AppointmentRow, now: Date): void {
  if (row.status !== "booked")
    throw new Refusal("already_done", "This appointment has been moved, cancelled or finished already.");
  if (now >= row.startsAt) throw new Refusal("too_late", "The appointment has begun. Please call us instead.");
}

async function move(ctx: TxCtx, input: Move, wish: { serviceId: string; practitionerId: string; start: Date }) {
  const { tx, clinicId, now } = ctx;
  const seen = mustOwn(ctx, await appointmentRow(tx, clinicId, input.appointmentId));
  await lockForWriting(ctx, {
    practitionerIds: [seen.practitionerId, wish.practitionerId],
    serviceIds: [seen.serviceId],
    patientIds: seen.patientId ? [seen.patientId] : [],
    visitIds: seen.visitId ? [seen.visitId] : [],
  });
  const [locked] = await lockAppointments(tx, clinicId, [input.appointmentId]);
  const row = mustOwn(ctx, locked);
  checkStillThere(row, now);
  const late = isLate(row.startsAt, row.policy, now);
  await updateAppointment(tx, clinicId, row.id, { status: "cancelled" });
  await setUnitsLive(tx, clinicId, [row.id], false);
  const byStaff = ctx.actor.kind === "member" || ctx.actor.kind === "system";
  await addFacts(tx, [
    {
      clinicId,
      id: newId(now.getTime()),
      appointmentId: row.id,
      fact: "moved",
      at: now,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
      reason: "",
      byWhom: byStaff ? "clinic" : "patient",
      late,
    },
  ]);
  const durationMin = (row.endsAt.getTime() - row.startsAt.getTime()) / 60_000;
  await writeAppointments(ctx, [
    {
      chain: { id: row.chainId, sequence: row.sequence + 1 },
      serviceId: row.serviceId,
      practitionerId: wish.practitionerId,
      start: wish.start,
      durationMin,
      patientId: row.patientId,
      episodeId: row.episodeId,
      visitId: row.visitId,
      screenId: row.screenId,
      status: "booked",
      reviewRequired: row.reviewRequired,
      via: row.bookedVia as BookedVia,
      terms: {
        priceMinor: row.priceMinor,
        taxMinor: row.taxMinor,
        taxCode: row.taxCode,
        currency: row.currency,
        patientMinor: row.patientMinor,
        payer: row.payer,
        policy: row.policy,
      },
      rules: byStaff ? "staff" : "public",
      ...(input.overbookReason !== undefined && byStaff ? { overbookReason: input.overbookReason } : {}),
    },
  ]);
  await record(ctx, [
    {
      deed: "appointment.moved",
      subjectKind: "appointment",
      subjectId: row.id,
      patientId: row.patientId,
      detail: { late },
    },
  ]);
}
