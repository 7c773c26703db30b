// A practitioner runs late: the visits still to come begin later, no more than they must, and only those who are touched are told.
import { comingAppointments } from "../../db/queries/appointments.ts";
import { practitionerName } from "../../db/queries/hours.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { addDays } from "../time/dates.ts";
import { dateIn, instantAt } from "../time/zone.ts";
import { lockForWriting } from "./lock-for-writing.ts";
import { moveAppointments } from "./move-appointments.ts";
import { restBetween } from "./rest-between.ts";
import { zoneOf } from "../../db/queries/availability.ts";

const MINUTE = 60_000;
const mostMin = 120;

/** Stands with visits that then lie off the grid of starts or beyond the hours. */
const reason = "Running late";

export type Waiting = {
  id: string;
  start: Date;
  end: Date;
  bufferBeforeMin: number;
  bufferAfterMin: number;
  fixed: boolean;
};
export type Shift = { id: string; from: Date; to: Date };

/**
 * What a delay does to visits in the order of their starts. The first begins `minutes` later; each after it only as much later as the
 * one before it and the buffers between them make it. Those that are `fixed` (the patient is here) are not given a new time, but hold
 * up the others.
 */
export function shiftsOf(waiting: readonly Waiting[], minutes: number): Shift[] {
  let end = 0;
  return waiting.flatMap((visit, index) => {
    const before = waiting[index - 1];
    const planned = visit.start.getTime();
    const earliest = before
      ? end + restBetween(serviceOf(before), serviceOf(visit)) * MINUTE
      : planned + minutes * MINUTE;
    const start = Math.max(planned, earliest);
    end = start + visit.end.getTime() - planned;
    return start === planned || visit.fixed ? [] : [{ id: visit.id, from: visit.start, to: new Date(start) }];
  });
}

const serviceOf = ({ start, end, bufferBeforeMin, bufferAfterMin }: Waiting) => ({
  duration: (end.getTime() - start.getTime()) / MINUTE,
  step: 1,
  bufferBefore: bufferBeforeMin,
  bufferAfter: bufferAfterMin,
  needs: [],
});

export type LateDay = {
  touched: (Shift & { patientName: string | null; reachable: boolean })[];
  saved: boolean;
};

/**
 * Lists who would be touched for the rest of today; nothing is saved until `confirmed`. Refuses with `invalid`, `not_found`,
 * `patient_busy` when somebody has another visit then.
 */
export async function runLate(
  ctx: Ctx,
  input: { practitionerId: string; minutes: number; confirmed: boolean },
): Promise<LateDay> {
  mustMay(ctx, "change_booking");
  const { practitionerId, minutes, confirmed } = input;
  if (!isId(practitionerId)) throw notFound("practitioner");
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > mostMin)
    throw new Refusal("invalid", `Say between 5 and ${mostMin} minutes.`, {
      fields: [{ field: "minutes", message: `Enter whole minutes between 5 and ${mostMin}.` }],
    });
  return inTransaction(ctx, async (t) => {
    const rows = await restOfToday(t, practitionerId);
    const named = new Map(rows.map((row) => [row.id, row]));
    const touched = shiftsOf(rows, minutes).map((shift) => ({
      ...shift,
      patientName: named.get(shift.id)?.patientName ?? null,
      reachable: named.get(shift.id)?.email !== null,
    }));
    if (!confirmed || touched.length === 0) return { touched, saved: false };
    await moveAppointments(
      t,
      touched.map(({ id, to }) => ({ appointmentId: id, start: to, overbookReason: reason })),
    );
    return { touched, saved: true };
  });
}

/** Booked or arrived visits of today that are not over yet, once nobody can add one any more. */
async function restOfToday(t: TxCtx, practitionerId: string) {
  const { tx, clinicId, now } = t;
  const [zone, name] = await Promise.all([zoneOf(tx, clinicId), practitionerName(tx, clinicId, practitionerId)]);
  if (zone === null || name === null) throw notFound("practitioner");
  await lockForWriting(t, { practitionerIds: [practitionerId], serviceIds: [], patientIds: [] });
  const midnight = instantAt(addDays(dateIn(now, zone), 1), 0, zone);
  const rows = await comingAppointments(tx, clinicId, practitionerId, now, midnight);
  return rows
    .filter((row) => row.status === "booked" || row.status === "arrived")
    .map((row) => ({ ...row, fixed: row.status === "arrived" }));
}
