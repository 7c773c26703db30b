// Blocks time and changes weekly hours; what is booked there already is shown first and never moved silently.
import { comingAppointments, lockForWrite } from "../../db/queries/appointments.ts";
import { zoneOf } from "../../db/queries/availability.ts";
import { locationRows } from "../../db/queries/clinics.ts";
import {
  addTimeOff,
  endTimeOff,
  knownLocations,
  practitionerName,
  replaceWeeklyHours,
  weeklyHoursOf,
} from "../../db/queries/hours.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { dayNumber } from "../time/dates.ts";
import { instantOfLocal } from "../time/offset-table.ts";
import { dateIn, offsetTable } from "../time/zone.ts";
import type { HoursChange, TouchedAppointment } from "./booking-views.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import type { SearchPractitioner } from "./search.ts";
import { isOpen } from "./slots.ts";

const DAY_MS = 86_400_000;

/** People without a desk role change only their own hours; null stands for everybody's. Refuses with `forbidden` and `not_found`. */
export async function mustMayEdit(ctx: Ctx, practitionerId: string | null): Promise<void> {
  mustMay(ctx, "edit_hours");
  const { actor } = ctx;
  const ownOnly = actor.kind === "member" && (actor.role === "practitioner" || actor.role === "clinical_lead");
  if (ownOnly && actor.practitionerId !== practitionerId)
    throw new Refusal("forbidden", "You can change your own hours. Ask the desk for somebody else's.");
  if (practitionerId !== null && !isId(practitionerId)) throw notFound("practitioner");
}

export type Coming = Awaited<ReturnType<typeof comingAppointments>>[number];

export const touchedOf = (row: Coming): TouchedAppointment => ({
  appointmentId: row.id,
  patientId: row.patientId,
  patientName: row.patientName,
  start: row.start,
  end: row.end,
  serviceName: row.serviceName,
});

/** Live appointments from an instant on, once nobody can add one any more. */
export async function comingOf(ctx: TxCtx, practitionerId: string, from: Date, to: Date | null): Promise<Coming[]> {
  const { tx, clinicId, now } = ctx;
  if (!(await practitionerName(tx, clinicId, practitionerId))) throw notFound("practitioner");
  await lockForWrite(tx, clinicId, { practitionerIds: [practitionerId], serviceIds: [], patientIds: [] });
  const rows = await comingAppointments(tx, clinicId, practitionerId, from, to);
  return rows.filter((row) => row.status !== "held" || row.holdExpiresAt! > now);
}

/**
 * Takes `[from, to)` out of a practitioner's calendar. Appointments inside stay as they are: they are listed, and nothing is saved
 * until `confirmed`. Refuses with `invalid` for a time that ends before it begins.
 */
export async function blockTime(
  ctx: Ctx,
  input: { practitionerId: string; from: Date; to: Date; reason: string; confirmed: boolean },
): Promise<HoursChange> {
  await mustMayEdit(ctx, input.practitionerId);
  const { practitionerId, from, to, reason } = input;
  if (!(from < to)) throw new Refusal("invalid", "The blocked time must end after it begins.");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const coming = await comingOf(tctx, practitionerId, from, to);
    const touched = coming.filter((row) => row.start < to && from < row.end).map(touchedOf);
    if (touched.length && !input.confirmed) return { touched, saved: false };
    const id = newId(now.getTime());
    await addTimeOff(tx, { clinicId, id, practitionerId, startsAt: from, endsAt: to, reason, createdAt: now });
    await calendarChanged(tctx);
    await record(tctx, [
      {
        deed: "hours.blocked",
        subjectKind: "practitioner",
        subjectId: practitionerId,
        detail: { touched: touched.length },
      },
    ]);
    return { touched, saved: true };
  });
}

/** Gives blocked time back. Refuses with `not_found`. */
export async function unblockTime(ctx: Ctx, input: { practitionerId: string; timeOffId: string }): Promise<void> {
  await mustMayEdit(ctx, input.practitionerId);
  if (!isId(input.timeOffId)) throw notFound("blocked time");
  await inTransaction(ctx, async (tctx) => {
    if (!(await endTimeOff(tctx.tx, ctx.clinicId, input.timeOffId, ctx.now))) throw notFound("blocked time");
    await calendarChanged(tctx);
    await record(tctx, [{ deed: "hours.unblocked", subjectKind: "practitioner", subjectId: input.practitionerId }]);
  });
}

/** `dow` 0 = Sunday; minutes after local midnight, end up to 1440. Without a location: where the practitioner worked before, or the clinic's first. */
export type WeeklyInput = { dow: number; startMin: number; endMin: number; locationId?: string | undefined };

/**
 * Replaces a practitioner's weekly hours from now on. Coming appointments outside the new hours stay as they are: they are listed,
 * and nothing is saved until `confirmed`. Refuses with `invalid` for hours that overlap or lie outside a day.
 */
export async function changeWeeklyHours(
  ctx: Ctx,
  input: { practitionerId: string; hours: readonly WeeklyInput[]; confirmed: boolean },
): Promise<HoursChange> {
  await mustMayEdit(ctx, input.practitionerId);
  const { practitionerId, hours } = input;
  checkHours(hours);
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const coming = await comingOf(tctx, practitionerId, now, null);
    const zone = await zoneOf(tx, clinicId);
    if (zone === null) throw notFound("clinic");
    const weekly = hours.map(({ dow, startMin, endMin }) => ({ dow, start: startMin, end: endMin }));
    const touched = outside({ weekly, overrides: [] }, coming, zone).map(touchedOf);
    if (touched.length && !input.confirmed) return { touched, saved: false };
    const [before, places] = await Promise.all([
      weeklyHoursOf(tx, clinicId, practitionerId),
      locationRows(tx, clinicId),
    ]);
    const named = [...new Set(hours.flatMap((row) => (row.locationId ? [row.locationId] : [])))];
    if ((await knownLocations(tx, clinicId, named.filter(isId))).length < named.length) throw notFound("location");
    await replaceWeeklyHours(
      tx,
      clinicId,
      practitionerId,
      hours.map(({ dow, startMin, endMin, locationId }) => ({
        clinicId,
        id: newId(now.getTime()),
        practitionerId,
        locationId: locationId ?? locationBefore(before, places, dow),
        dow,
        startMin,
        endMin,
      })),
    );
    await calendarChanged(tctx);
    await record(tctx, [
      {
        deed: "hours.changed",
        subjectKind: "practitioner",
        subjectId: practitionerId,
        detail: { touched: touched.length },
      },
    ]);
    return { touched, saved: true };
  });
}

/** Where they worked before, or at the clinic's first place. */
function locationBefore(
  before: readonly { dow: number; locationId: string }[],
  places: readonly { id: string }[],
  dow: number,
): string {
  const known = (before.find((row) => row.dow === dow) ?? before[0])?.locationId ?? places[0]?.id;
  if (!known) throw new Refusal("invalid", "Say where the clinic is first, under Set-up.");
  return known;
}

function checkHours(hours: readonly WeeklyInput[]): void {
  for (const { dow, startMin, endMin } of hours) {
    const whole = [dow, startMin, endMin].every(Number.isInteger);
    if (!whole || dow < 0 || dow > 6 || startMin < 0 || endMin > 1440 || startMin >= endMin)
      throw new Refusal("invalid", "Each row of hours needs a weekday, and an end after its beginning.");
  }
  const sorted = hours.toSorted((a, b) => a.dow - b.dow || a.startMin - b.startMin);
  if (sorted.some((row, index) => sorted[index + 1]?.dow === row.dow && sorted[index + 1]!.startMin < row.endMin))
    throw new Refusal("invalid", "Two rows of the same weekday overlap.");
}

/** The appointments that the hours do not hold: asked of the slot rule, with nothing else in the calendar. */
export function outside(
  hours: Pick<SearchPractitioner, "weekly" | "overrides">,
  coming: readonly Coming[],
  zone: string,
): Coming[] {
  const [first, last] = [coming[0], coming.at(-1)];
  if (!first || !last) return [];
  const transitions = offsetTable(
    zone,
    new Date(first.start.getTime() - 2 * DAY_MS),
    new Date(last.start.getTime() + 3 * DAY_MS),
  );
  const open = { id: 0, ...hours, timeOff: [], appointments: [] };
  return coming.filter((row) => {
    const start = row.start.getTime() / 60_000;
    const fromDate = dateIn(row.start, zone);
    const midnight = (days: number) => instantOfLocal(transitions, (dayNumber(fromDate) + days) * 1440);
    const range = { fromDate, days: 1, from: midnight(0), to: midnight(1) };
    const duration = row.end.getTime() / 60_000 - start;
    const service = { duration, step: 1, bufferBefore: 0, bufferAfter: 0, needs: [] };
    return !isOpen({ range, transitions, service, practitioners: [open] }, open.id, start);
  });
}
