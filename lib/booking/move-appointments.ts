// Gives up old times and takes new ones in the running transaction, so that visits may also take one another's.
import {
  addFacts,
  appointmentRows,
  lockAppointments,
  setUnitsLive,
  updateAppointments,
  type AppointmentRow,
} from "../../db/queries/appointments.ts";
import { record } from "../audit/audit.ts";
import { memberIdOf, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { dateIn } from "../time/zone.ts";
import { actsForClinic } from "../permissions/permissions.ts";
import { lockForWriting } from "./lock-for-writing.ts";
import { mustOwn } from "./own-booking.ts";
import { isLate } from "./policy.ts";
import { writeAppointments } from "./write-appointments.ts";
import type { BookedVia, WrittenAppointment } from "./write-rows.ts";

export type Move = {
  appointmentId: string;
  start: Date;
  /** The same as before unless named. */
  practitionerId?: string | undefined;
  /** The same as before unless named; staff only. */
  durationMin?: number | undefined;
  /** Staff place it over what is there, on purpose. */
  overbookReason?: string | undefined;
};

/** When the patient is told: at once, at an instant (should it still be so then), or by whoever moves it. */
export type Telling = "now" | "not" | Date;

/** Patients move until it begins; the desk until its day is over, as for somebody who comes late. */
export function mustStillBeMovable(ctx: Pick<TxCtx, "actor" | "now">, row: AppointmentRow): void {
  if (row.status !== "booked")
    throw new Refusal("already_done", "This appointment has been moved, cancelled or finished already.");
  if (ctx.now < row.startsAt) return;
  if (actsForClinic(ctx.actor) && dateIn(ctx.now, row.timeZone) === dateIn(row.startsAt, row.timeZone)) return;
  throw new Refusal("too_late", "The appointment has begun. Please call us instead.");
}

const spread = (rows: readonly (string | null)[]): string[] => [
  ...new Set(rows.filter((one): one is string => one !== null)),
];

/**
 * Moves all or none; each keeps its chain, money, planned visit, price and policy. Answers the new rows in the order of the moves.
 * Refuses with `slot_taken` (facts say which), `patient_busy`, `already_done`, `too_late`, `not_found`.
 */
export async function moveAppointments(
  ctx: TxCtx,
  moves: readonly Move[],
  tell: Telling = "now",
): Promise<WrittenAppointment[]> {
  const { tx, clinicId, now } = ctx;
  const ids = moves.map(({ appointmentId }) => appointmentId);
  const seen = await appointmentRows(tx, clinicId, ids);
  await lockForWriting(ctx, {
    practitionerIds: spread([
      ...seen.map((row) => row.practitionerId),
      ...moves.map(({ practitionerId }) => practitionerId ?? null),
    ]),
    serviceIds: spread(seen.map((row) => row.serviceId)),
    patientIds: spread(seen.map((row) => row.patientId)),
    visitIds: spread(seen.map((row) => row.visitId)),
  });
  const locked = new Map((await lockAppointments(tx, clinicId, ids)).map((row) => [row.id, row]));
  const old = moves.map((move) => {
    const row = mustOwn(ctx, locked.get(move.appointmentId));
    mustStillBeMovable(ctx, row);
    return { move, row, late: isLate(row.startsAt, row.policy, now) };
  });
  await giveUpTimes(
    ctx,
    old.map(({ row }) => row),
    "",
  );
  await record(
    ctx,
    old.map(({ row, late }) => ({
      deed: "appointment.moved",
      subjectKind: "appointment",
      subjectId: row.id,
      patientId: row.patientId,
      detail: { late },
    })),
  );
  return writeAppointments(
    ctx,
    old.map(({ move, row }) => movedRow(ctx, move, row, tell)),
  );
}

/** Their times are free again, and it is kept that they were moved; the caller holds the locks and takes the new ones. */
export async function giveUpTimes(ctx: TxCtx, rows: readonly AppointmentRow[], reason: string): Promise<void> {
  const { tx, clinicId, now } = ctx;
  const ids = rows.map(({ id }) => id);
  await updateAppointments(tx, clinicId, ids, { status: "cancelled" });
  await setUnitsLive(tx, clinicId, ids, false);
  await addFacts(
    tx,
    rows.map((row) => ({
      clinicId,
      id: newId(now.getTime()),
      appointmentId: row.id,
      fact: "moved",
      at: now,
      actorKind: ctx.actor.kind,
      memberId: memberIdOf(ctx),
      reason,
      byWhom: actsForClinic(ctx.actor) ? "clinic" : "patient",
      late: isLate(row.startsAt, row.policy, now),
    })),
  );
}

function movedRow(ctx: TxCtx, move: Move, row: AppointmentRow, tell: Telling) {
  const staff = actsForClinic(ctx.actor);
  const lastedMin = (row.endsAt.getTime() - row.startsAt.getTime()) / 60_000;
  return {
    chain: { id: row.chainId, sequence: row.sequence + 1 },
    serviceId: row.serviceId,
    practitionerId: move.practitionerId ?? row.practitionerId,
    start: move.start,
    durationMin: (staff ? move.durationMin : undefined) ?? lastedMin,
    patientId: row.patientId,
    episodeId: row.episodeId,
    visitId: row.visitId,
    screenId: row.screenId,
    status: "booked" as const,
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
    rules: staff ? ("staff" as const) : ("public" as const),
    ...(tell === "not" ? { quiet: true } : {}),
    ...(tell instanceof Date ? { tellAt: tell } : {}),
    ...(move.overbookReason !== undefined && staff ? { overbookReason: move.overbookReason } : {}),
  };
}
