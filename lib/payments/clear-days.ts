// A bad day: somebody is ill, or the clinic stays closed. What is booked then is shown with who could take it; each visit is decided, and all is done at once.
import { setFree, visitsBetween } from "../../db/queries/appointments.ts";
import { zoneOf } from "../../db/queries/availability.ts";
import { practitionerRows } from "../../db/queries/clinics.ts";
import { addClosure, practitionerName } from "../../db/queries/hours.ts";
import { addCallTask } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { blockTime, mustMayEdit } from "../booking/change-hours.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { announce } from "../events/outbox.ts";
import { lockForWriting } from "../booking/lock-for-writing.ts";
import { moveAppointments } from "../booking/move-appointments.ts";
import { readSearches } from "../booking/read-search.ts";
import { whoIsFree } from "../booking/who-is-free.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { addDays, daysBetween, isDate, type LocalDate } from "../time/dates.ts";
import { sayMoment } from "../time/say.ts";
import { instantAt } from "../time/zone.ts";
import { cancelBooking } from "./cancel-booking.ts";

/** Most local days that are cleared at once. */
export const mostDays = 31;

export type AwayDays = {
  /** Null: the whole clinic is closed. */
  practitionerId: string | null;
  /** Local dates, both included. */
  fromDate: LocalDate;
  toDate: LocalDate;
};

export type TouchedVisit = {
  appointmentId: string;
  patientId: string | null;
  patientName: string | null;
  mobile: string | null;
  email: string | null;
  serviceName: string;
  practitionerName: string;
  start: Date;
  end: Date;
  /** Who could take it at the same time. */
  free: { practitionerId: string; name: string }[];
};

/**
 * What becomes of a visit: somebody else takes it, its patient is offered other times by e-mail, the desk calls about one, or it is
 * cancelled by the clinic. Moving or cancelling it then costs nothing.
 */
export type Decision =
  { appointmentId: string; deed: "give"; to: string } | { appointmentId: string; deed: "offer" | "call" | "cancel" };

/** Visits of these days that are still to come, oldest first. Refuses with `invalid` and `not_found`. */
export async function seeTouched(ctx: Ctx, input: AwayDays): Promise<TouchedVisit[]> {
  mustMay(ctx, "change_booking");
  return inTransaction(ctx, async (t) => touchedOf(t, input, await spanOf(t, input)));
}

/**
 * Blocks the days (or closes the clinic) and does what was decided of each visit, all or nothing. Refuses with `invalid` when a visit
 * was booked meanwhile that nothing was decided of, and with `slot_taken` when the colleague is not free any more.
 */
export async function clearDays(
  ctx: Ctx,
  input: AwayDays & { reason: string; decisions: readonly Decision[] },
): Promise<{ given: number; offered: number; toCall: number; cancelled: number }> {
  mustMay(ctx, "change_booking");
  await mustMayEdit(ctx, input.practitionerId);
  return inTransaction(ctx, async (t) => {
    const span = await spanOf(t, input);
    // From here on nobody books with them, and everything else waits behind the same locks as a booking does.
    const people = await practitionerRows(t.tx, t.clinicId, input.fromDate);
    const given = input.decisions.flatMap((one) => (one.deed === "give" ? [one.to] : []));
    const seen = await touchedOf(t, input, span);
    await lockForWriting(t, {
      practitionerIds: input.practitionerId === null ? people.map(({ id }) => id) : [input.practitionerId, ...given],
      serviceIds: [],
      patientIds: [...new Set(seen.flatMap(({ patientId }) => patientId ?? []))],
    });
    const touched = await touchedOf(t, input, span);
    const decided = new Map(input.decisions.map((one) => [one.appointmentId, one]));
    if (touched.some(({ appointmentId }) => !decided.has(appointmentId)))
      throw new Refusal("invalid", "A visit was booked meanwhile. Look at the list again; nothing was changed.");
    const deeds = touched.map((visit) => ({ visit, decision: decided.get(visit.appointmentId)! }));
    const moves = deeds.flatMap(({ visit, decision }) =>
      decision.deed === "give"
        ? [{ appointmentId: visit.appointmentId, start: visit.start, practitionerId: decision.to }]
        : [],
    );
    if (moves.length) await moveAppointments(t, moves);
    const cancelled = deeds.filter(({ decision }) => decision.deed === "cancel");
    for (const { visit } of cancelled)
      await cancelBooking(t, { appointmentId: visit.appointmentId, byWhom: "clinic", reason: input.reason });
    const offered = deeds.filter(({ visit, decision }) => decision.deed === "offer" && visit.email !== null);
    const kept = deeds.filter(({ decision }) => decision.deed === "offer" || decision.deed === "call");
    await setFree(
      t.tx,
      t.clinicId,
      kept.map(({ visit }) => visit.appointmentId),
    );
    await announce(
      t,
      offered.map(({ visit: { appointmentId } }) => ({
        kind: "appointment.must_move" as const,
        payload: { appointmentId },
        dedupeKey: `must_move:${appointmentId}`,
      })),
    );
    // Until somebody has answered, each of them stays on the list of calls.
    const toCall = deeds.filter(
      ({ visit, decision }) =>
        decision.deed === "call" || decision.deed === "offer" || (decision.deed === "cancel" && visit.email === null),
    );
    for (const { visit, decision } of toCall) await oweCall(t, visit, decision.deed, span.timeZone);
    await close(t, input, span);
    return {
      given: moves.length,
      offered: offered.length,
      toCall: toCall.length - offered.length,
      cancelled: cancelled.length,
    };
  });
}

type Span = { from: Date; to: Date; timeZone: string };

async function spanOf(t: TxCtx, { practitionerId, fromDate, toDate }: AwayDays): Promise<Span> {
  if (!isDate(fromDate) || !isDate(toDate) || toDate < fromDate)
    throw new Refusal("invalid", "Choose a first and a last day, the first one not after the last.");
  if (daysBetween(fromDate, toDate) >= mostDays)
    throw new Refusal("invalid", `Choose at most ${mostDays} days at once.`);
  if (practitionerId !== null && !isId(practitionerId)) throw notFound("practitioner");
  const timeZone = await zoneOf(t.tx, t.clinicId);
  if (timeZone === null) throw notFound("clinic");
  if (practitionerId !== null && !(await practitionerName(t.tx, t.clinicId, practitionerId)))
    throw notFound("practitioner");
  const from = instantAt(fromDate, 0, timeZone);
  const to = instantAt(addDays(toDate, 1), 0, timeZone);
  if (to <= t.now) throw new Refusal("invalid", "These days are over.");
  return { from, to, timeZone };
}

async function touchedOf(
  t: TxCtx,
  { practitionerId, fromDate, toDate }: AwayDays,
  span: Span,
): Promise<TouchedVisit[]> {
  const { tx, clinicId, now } = t;
  const from = span.from > now ? span.from : now;
  const rows = await visitsBetween(tx, clinicId, practitionerId, from, span.to);
  if (rows.length === 0) return [];
  const read = await readSearches(t, {
    serviceIds: [...new Set(rows.map((row) => row.serviceId))],
    fromDate: addDays(fromDate, -1),
    days: daysBetween(fromDate, toDate) + 3,
  });
  const names = new Map((await practitionerRows(tx, clinicId, fromDate)).map(({ id, name }) => [id, name]));
  return rows.map(({ serviceId, practitionerId: own, ...row }) => ({
    ...row,
    free:
      practitionerId === null
        ? []
        : whoIsFree(read, {
            serviceId,
            start: row.start,
            durationMin: (row.end.getTime() - row.start.getTime()) / 60_000,
          })
            .filter((id) => id !== own)
            .map((id) => ({ practitionerId: id, name: names.get(id) ?? "" })),
  }));
}

/** A call that the desk owes until somebody has answered. */
async function oweCall(t: TxCtx, visit: TouchedVisit, deed: Decision["deed"], timeZone: string): Promise<void> {
  const { tx, clinicId, now } = t;
  const when = sayMoment(visit.start, timeZone);
  const mailed = deed === "offer" && visit.email !== null;
  // Who got a letter has a day to answer it, or half the time that is left.
  const patience = Math.min(86_400_000, (visit.start.getTime() - now.getTime()) / 2);
  await addCallTask(tx, {
    clinicId,
    id: newId(now.getTime()),
    kind: "clinic_away",
    patientId: visit.patientId,
    name: visit.patientName ?? "Somebody booking online",
    phone: visit.mobile,
    email: visit.email,
    appointmentId: deed === "cancel" ? null : visit.appointmentId,
    reason: mailed
      ? `The visit of ${when} with ${visit.practitionerName} cannot take place. Other times were offered by e-mail; call if nothing was chosen.`
      : deed !== "cancel"
        ? `The visit of ${when} with ${visit.practitionerName} cannot take place. Offer another time.`
        : `The visit of ${when} with ${visit.practitionerName} was cancelled by the clinic, and there is no e-mail.`,
    dueAt: mailed ? new Date(now.getTime() + Math.max(0, patience)) : now,
    createdAt: now,
  });
}

async function close(
  t: TxCtx,
  { practitionerId, reason }: AwayDays & { reason: string },
  { from, to }: Span,
): Promise<void> {
  if (practitionerId !== null) {
    await blockTime(t, { practitionerId, from, to, reason, confirmed: true });
    return;
  }
  const { tx, clinicId, now } = t;
  await addClosure(tx, { clinicId, id: newId(now.getTime()), startsAt: from, endsAt: to, reason });
  await calendarChanged(t);
  await record(t, [{ deed: "clinic.closed", subjectKind: "clinic", subjectId: clinicId }]);
}
