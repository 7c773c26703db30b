// The one writer of appointments: locks in a fixed order, checks by the slot engine, picks rooms, and writes everything or nothing.
import { insertAppointments, rangeText, timesOfPatients, type PatientTime } from "../../db/queries/appointments.ts";
import { readCalendarVersion, versionOf } from "../../db/queries/availability.ts";
import { record } from "../audit/audit.ts";
import { memberIdOf, readRows, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { daysBetween } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { toRow, type FilledRow, type Placed } from "./appointment-row.ts";
import { newsOf, remindersOf } from "./booking-news.ts";
import { beforeLocking, takenRefusal } from "./booking-terms.ts";
import { calendarChanged } from "./calendar-bump.ts";
import { lockForWriting } from "./lock-for-writing.ts";
import { limitsOf, readSearches, type CalendarRead } from "./read-search.ts";
import { openSeating, seat } from "./seating.ts";
import type { AppointmentTerms, NewAppointment, WrittenAppointment } from "./write-rows.ts";

const MINUTE = 60_000;
// Up to here the whole range is as quickly read as the days around each start.
const A_FEW_DAYS = 7;

const unique = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value): value is string => typeof value === "string")),
];

/**
 * Writes the rows, all or none, in the order given back. Refuses with `slot_taken` (facts say which row), `patient_busy`, or
 * `not_found` for a service or practitioner that is not offered here. Rows with an `overbookReason` are placed whatever the slot
 * rule says; only the patient's own time and the practitioner offering the service still count. A calendar of these days that the
 * caller has read, and written nothing since, spares reading it again when nobody else has written either.
 */
export async function writeAppointments(
  ctx: TxCtx,
  rows: readonly NewAppointment[],
  known?: CalendarRead,
): Promise<WrittenAppointment[]> {
  if (!rows.length) return [];
  const { tx, clinicId, now } = ctx;
  const { zone, termsOf } = await beforeLocking(ctx, rows);
  const need = {
    practitionerIds: unique(rows.map((row) => row.practitionerId)),
    serviceIds: unique(rows.map((row) => row.serviceId)),
    anyoneOf: unique(rows.map((row) => (row.practitionerId === undefined ? row.serviceId : null))),
    patientIds: unique(rows.map((row) => row.patientId)),
    visitIds: unique(rows.map((row) => row.visitId)),
  };
  // Sent in this order in one trip: everything after the locks sees what their last owners left.
  const [, calendar] = await Promise.all([lockForWriting(ctx, need), readUnderLocks(ctx, rows, zone, known)]);
  const placed = placeRows(rows, calendar, now);
  const terms = placed.map(({ row, seat: { practitionerId } }) => termsOf(row, practitionerId));
  const written = await Promise.all(placed.map((one, index) => toRow(ctx, one, terms[index]!)));
  const units = placed.flatMap(({ seat: { unitIds }, start, end }, index) =>
    unitIds.map((resourceId) => ({
      clinicId,
      appointmentId: written[index]!.id,
      resourceId,
      startsAt: start,
      endsAt: end,
      during: rangeText(start, end),
      live: true,
      lane: 0,
    })),
  );
  const answer = written.map((row, index) => writtenOf(row, terms[index]!));
  const facts = answer.map((row, index) => ({
    clinicId,
    id: newId(now.getTime()),
    appointmentId: row.id,
    fact: row.status,
    at: now,
    actorKind: ctx.actor.kind,
    memberId: memberIdOf(ctx),
    reason: rows[index]!.overbookReason ?? rows[index]!.reason ?? "",
  }));
  const [inserted] = await Promise.all([
    insertAppointments(tx, { appointments: written, units, facts }),
    tellOf(ctx, rows, answer),
  ]);
  const lost = written.findIndex((row) => !inserted.written.has(row.id));
  if (lost >= 0) throw takenRefusal(rows[lost]!, lost);
  if (inserted.units < units.length) throw takenRefusal(rows[0]!, 0);
  await calendarChanged(ctx);
  return answer;
}

type ReadForRows = { read: CalendarRead; patientTimes: PatientTime[]; zone: string };

/** The calendar of the days the rows lie on, and what their patients do meanwhile, under the locks. */
async function readUnderLocks(
  ctx: TxCtx,
  rows: readonly NewAppointment[],
  zone: string,
  known?: CalendarRead,
): Promise<ReadForRows> {
  const starts = rows.map((row) => row.start).toSorted((a, b) => a.getTime() - b.getTime());
  const [first, last] = [starts[0]!, starts.at(-1)!];
  const fromDate = dateIn(first, zone);
  const named = rows.every((row) => row.practitionerId !== undefined && row.overbookReason === undefined);
  const days = daysBetween(fromDate, dateIn(last, zone)) + 1;
  const readAnew = () =>
    readSearches(ctx, {
      serviceIds: unique(rows.map((row) => row.serviceId)),
      fromDate,
      days,
      starts: days > A_FEW_DAYS ? starts : undefined,
      practitionerIds: named ? unique(rows.map((row) => row.practitionerId)) : undefined,
    });
  const [stillGood, patientTimes] = await Promise.all([
    known ? isUnchanged(ctx, known) : readAnew(),
    timesOfPatients(
      ctx.tx,
      ctx.clinicId,
      unique(rows.map((row) => row.patientId)),
      first,
      new Date(last.getTime() + 1440 * MINUTE),
      ctx.now,
    ),
  ]);
  const read = typeof stillGood === "object" ? stillGood : stillGood && known ? known : await readAnew();
  return { read, patientTimes, zone };
}

const isUnchanged = async (ctx: TxCtx, { version }: CalendarRead): Promise<boolean> =>
  version === versionOf(await readRows(ctx, readCalendarVersion(ctx.clinicId)));

function placeRows(rows: readonly NewAppointment[], calendar: ReadForRows, now: Date): Placed[] {
  const { read, patientTimes, zone } = calendar;
  const seating = openSeating(read);
  const limits = limitsOf(read, now);
  const order = rows
    .map((row, index) => ({ row, index }))
    .toSorted((a, b) => a.row.start.getTime() - b.row.start.getTime() || a.index - b.index);
  const busy = patientTimes.map(({ patientId, start, end }) => ({ patientId, start, end }));
  const placed: Placed[] = [];
  for (const { row, index } of order) {
    const service = read.services.get(row.serviceId);
    if (!service) throw notFound("service");
    if (row.practitionerId !== undefined && !service.practitionerIds.includes(row.practitionerId))
      throw notFound("practitioner");
    const durationMin = row.durationMin ?? service.duration;
    const end = new Date(row.start.getTime() + durationMin * MINUTE);
    const clash = busy.some((other) => other.patientId === row.patientId && other.start < end && row.start < other.end);
    if (clash)
      throw new Refusal("patient_busy", "You already have an appointment at this time.", {
        facts: { index, start: row.start.toISOString() },
      });
    const found = seat(seating, {
      service,
      practitionerId: row.practitionerId,
      start: row.start.getTime() / MINUTE,
      durationMin,
      limits: row.rules === "public" ? limits : undefined,
      overbook: row.overbookReason !== undefined,
    });
    if (!found) throw takenRefusal(row, index);
    if (row.patientId) busy.push({ patientId: row.patientId, start: row.start, end });
    placed[index] = { row, service, seat: found, start: row.start, end, zone };
  }
  return placed;
}

const writtenOf = (row: FilledRow, terms: AppointmentTerms): WrittenAppointment => ({
  id: row.id,
  chainId: row.chainId,
  sequence: row.sequence,
  practitionerId: row.practitionerId,
  serviceId: row.serviceId,
  locationId: row.locationId,
  patientId: row.patientId ?? null,
  visitId: row.visitId ?? null,
  status: row.status,
  start: row.startsAt,
  end: row.endsAt,
  holdExpiresAt: row.holdExpiresAt ?? null,
  terms,
});

/** Bookings are announced; a course tells of itself, and a hold is nobody's news. */
async function tellOf(ctx: TxCtx, rows: readonly NewAppointment[], written: readonly WrittenAppointment[]) {
  const news = written.flatMap((appointment, index) => {
    const row = rows[index]!;
    if (appointment.status === "held") return [];
    const moved = row.chain !== undefined;
    return [
      ...(row.quiet || (row.via === "plan" && !moved)
        ? []
        : [newsOf(moved ? "appointment.moved" : "appointment.booked", appointment)]),
      ...remindersOf(appointment, ctx.now),
    ];
  });
  await announce(ctx, news);
  await record(
    ctx,
    written.map((appointment, index) => ({
      deed: `appointment.${appointment.status}`,
      subjectKind: "appointment",
      subjectId: appointment.id,
      patientId: appointment.patientId,
      detail: { via: rows[index]!.via, overbooked: rows[index]!.overbookReason !== undefined },
    })),
  );
}
