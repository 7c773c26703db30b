// One appointment as staff see it: what a patient sees of it, who comes, and everything that was done with it.
import { namedAppointment } from "../../db/queries/appointments.ts";
import { namedFacts } from "../../db/queries/day-sheet.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { BookingView } from "./booking-views.ts";
import { viewBooking } from "./view-booking.ts";

export type AppointmentFact = {
  fact: string;
  at: Date;
  /** The member's name, or the kind of actor. */
  by: string;
  reason: string;
  byWhom: string | null;
  late: boolean | null;
};

export type AppointmentDetail = {
  /** The appointment that counts now of the same chain; another one once it was moved. */
  booking: BookingView;
  isLatest: boolean;
  appointmentId: string;
  status: string;
  start: Date;
  patient: {
    patientId: string;
    name: string;
    preferredName: string | null;
    birthDate: string | null;
    mobile: string | null;
    email: string | null;
    /** What the desk must know when they come. */
    alert: string | null;
  } | null;
  reviewRequired: boolean;
  overbookReason: string | null;
  bookedVia: string;
  episodeId: string | null;
  facts: AppointmentFact[];
};

/** Refuses with `not_found`. Each look is kept in the audit chain. */
export async function viewAppointment(ctx: Ctx, input: { appointmentId: string }): Promise<AppointmentDetail> {
  mustMay(ctx, "see_day");
  if (!isId(input.appointmentId)) throw notFound("appointment");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const named = await namedAppointment(tx, clinicId, input.appointmentId);
    if (!named) throw notFound("appointment");
    const { appointment: row } = named;
    const [booking, facts, patient] = await Promise.all([
      viewBooking(tctx, { chainId: row.chainId }),
      namedFacts(tx, clinicId, row.id),
      row.patientId ? patientRow(tx, clinicId, row.patientId) : null,
    ]);
    if (patient)
      await record(tctx, [
        { deed: "appointment.seen", subjectKind: "appointment", subjectId: row.id, patientId: patient.id },
      ]);
    return {
      booking,
      isLatest: booking.appointmentId === row.id,
      appointmentId: row.id,
      status: row.status,
      start: row.startsAt,
      patient: patient && {
        patientId: patient.id,
        name: patient.name,
        preferredName: patient.preferredName,
        birthDate: patient.birthDate,
        mobile: patient.mobile,
        email: patient.email,
        alert: patient.deskAlert,
      },
      reviewRequired: row.reviewRequired,
      overbookReason: row.overbookReason,
      bookedVia: row.bookedVia,
      episodeId: row.episodeId,
      facts: facts.map(({ actorKind, memberName, ...fact }) => ({ ...fact, by: memberName ?? actorKind })),
    };
  });
}
