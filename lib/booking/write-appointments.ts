// The one writer of appointments: locks in a fixed order, checks by the slot engine, picks rooms, and writes everything or nothing.
import { setImmediate } from "node:timers/promises";
import {
  insertAppointments,
  plainlyTaken,
  rangeText,
  timesOfPatients,
  type DeskRules,
  type FactRow,
  type PatientTime,
  type UnitRow,
} from "../../db/queries/appointments.ts";
import { readCalendarVersion, versionOf } from "../../db/queries/availability.ts";
import { Overtaken } from "../../db/errors.ts";
import { together } from "../../db/together.ts";
import { record } from "../audit/audit.ts";
import { memberIdOf, readRows, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { mustTakeNew } from "../subscription/must-take-new.ts";
import { addDays, daysBetween } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { toRow, type FilledRow, type Placed } from "./appointment-row.ts";
import { newsOf } from "./booking-news.ts";
import { beforeLocking, takenRefusal, wishedTimes, type TermsOf } from "./booking-terms.ts";
import { calendarChanged } from "../events/calendar-bump.ts";
import { lockForWriting } from "./lock-for-writing.ts";
import { limitsOf, readSearches, type CalendarRead, type ServiceFacts } from "./read-search.ts";
import { openSeating, seat } from "./seating.ts";
import type { AppointmentTerms, NewAppointment, WrittenAppointment } from "./write-rows.ts";

const MINUTE = 60_000;

const unique = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value): value is string => typeof value === "string")),
];

/**
 * Writes the rows, all or none, in the order given back. Refuses with `slot_taken` (facts say which row), `patient_busy`, or
 * `not_found` for a service or practitioner that is not offered here (`invalid` for staff, who have seen that they are there). Rows with an `overbookReason` are placed whatever the slot
 * rule says; only the patient's own time and the practitioner offering the service still count. A calendar of these days that the
 * caller has read, and written nothing since, spares reading it again when nobody else has written either.
 */
export async function writeAppointments(
  ctx: TxCtx,
  rows: readonly NewAppointment[],
  known?: CalendarRead,
): Promise<WrittenAppointment[]> {
  if (!rows.length) return [];
  const termsOf = await beforeLocking(ctx, rows);
  const look = async () => {
    const calendar = await readUnderLocks(ctx, rows, known);
    mustSuitPatients(rows, calendar);
    return calendar;
  };
  const [calendar, meanwhile] = await together([
    look(),
    known && rows.every(isPlain) ? writeMeanwhile(ctx, rows, known, termsOf) : null,
  ]);
  const written = meanwhile ?? (await writeNow(ctx, rows, calendar, termsOf));
  await tellOf(ctx, rows, written);
  await calendarChanged(ctx);
  return written;
}

async function writeNow(
  ctx: TxCtx,
  rows: readonly NewAppointment[],
  { read, rules }: ReadForRows,
  termsOf: TermsOf,
): Promise<WrittenAppointment[]> {
  const filled = await fill(ctx, rows, placeRows(rows, read, rules, ctx.now), termsOf);
  const { units } = await insertAppointments(ctx.tx, filled);
  return allTaken(filled, units);
}

/** Their seats do not depend on what the clinic has set for their patients. */
const isPlain = ({ practitionerId, overbookReason }: NewAppointment): boolean =>
  practitionerId !== undefined && overbookReason === undefined;

/**
 * Places and writes the rows as the calendar stood when the caller read it, while it is being looked whether that still holds. Null, and
 * nothing written, when it does not, or when there is no place in it.
 */
async function writeMeanwhile(
  ctx: TxCtx,
  rows: readonly NewAppointment[],
  known: CalendarRead,
  termsOf: TermsOf,
): Promise<WrittenAppointment[] | null> {
  // The questions are on their way first: the database works on them while the rows are made.
  await setImmediate();
  await setImmediate();
  let filled: Filled;
  try {
    filled = await fill(ctx, rows, placeRows(rows, known, new Map(), ctx.now), termsOf);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
  const { unchanged, units } = await insertAppointments(ctx.tx, filled, { clinicId: ctx.clinicId, ...known });
  return unchanged ? allTaken(filled, units) : null;
}

// Another room may do: it is looked for in the calendar as it then stands.
function allTaken({ answer, units }: Filled, free: number): WrittenAppointment[] {
  if (free < units.length) throw new Overtaken("a room was taken meanwhile");
  return answer;
}

type Filled = {
  appointments: FilledRow[];
  units: UnitRow[];
  facts: FactRow[];
  answer: WrittenAppointment[];
};

async function fill(
  ctx: TxCtx,
  rows: readonly NewAppointment[],
  placed: readonly Placed[],
  termsOf: TermsOf,
): Promise<Filled> {
  const { clinicId, now } = ctx;
  const terms = placed.map(({ row, seat: { practitionerId } }) => termsOf(row, practitionerId));
  const appointments = await Promise.all(placed.map((one, index) => toRow(ctx, one, terms[index]!)));
  const units = placed.flatMap(({ seat: { unitIds }, start, end }, index) =>
    unitIds.map((resourceId) => ({
      clinicId,
      appointmentId: appointments[index]!.id,
      resourceId,
      startsAt: start,
      endsAt: end,
      during: rangeText(start, end),
      live: true,
      lane: 0,
    })),
  );
  const answer = appointments.map((row, index) => writtenOf(row, terms[index]!));
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
  return { appointments, units, facts, answer };
}

type ReadForRows = { read: CalendarRead; patientTimes: PatientTime[]; rules: ReadonlyMap<string, DeskRules> };

/**
 * The calendar of the days the rows lie on, and what their patients do meanwhile, once everybody else who wants these people waits.
 * Everything is sent in one trip, in this order: what comes after the locks sees what their last owners left. Only the long calendar of
 * a course waits until it is clear that its times can be had; and where nobody has written since it was read, that is clear already.
 */
async function readUnderLocks(
  ctx: TxCtx,
  rows: readonly NewAppointment[],
  known: CalendarRead | undefined,
): Promise<ReadForRows> {
  const { tx, clinicId, now } = ctx;
  const serviceIds = unique(rows.map((row) => row.serviceId));
  const practitionerIds = unique(rows.map((row) => row.practitionerId));
  const patientIds = unique(rows.map((row) => row.patientId));
  const days = daysAround(rows);
  const readAnew = () => readSearches(ctx, { serviceIds, fromDate: days.fromDate, days: days.days });
  const mustNotBeTaken = async () => {
    const taken = await plainlyTaken(tx, clinicId, wishedTimes(rows), now);
    if (taken !== null) throw takenRefusal(rows[taken]!, taken);
  };
  const first = rows.find(({ chain }) => chain === undefined);
  const [, deskRules, patientTimes, , read] = await together([
    // What is booked may be moved whatever is owed.
    first ? mustTakeNew(ctx, first.rules) : null,
    lockForWriting(ctx, {
      practitionerIds,
      serviceIds,
      anyoneOf: unique(rows.map((row) => (row.practitionerId === undefined ? row.serviceId : null))),
      patientIds,
      visitIds: unique(rows.map((row) => row.visitId)),
    }),
    timesOfPatients(tx, clinicId, patientIds, days.first, days.after, now),
    known ? null : mustNotBeTaken(),
    known ? unchanged(ctx, known) : rows.length === 1 ? readAnew() : null,
  ]);
  if (known && !read) await mustNotBeTaken();
  const rules = new Map(deskRules.map((one) => [one.patientId, one]));
  return { read: read ?? (await readAnew()), patientTimes, rules };
}

/** The calendar, if nobody has written since it was read. */
async function unchanged(ctx: TxCtx, known: CalendarRead): Promise<CalendarRead | null> {
  const version = versionOf(await readRows(ctx, readCalendarVersion(ctx.clinicId)));
  return version === known.version ? known : null;
}

/** Days in UTC with one on either side, which hold the local days of any zone. */
function daysAround(rows: readonly NewAppointment[]) {
  const starts = rows.map(({ start }) => start.getTime());
  const [first, last] = [new Date(Math.min(...starts)), new Date(Math.max(...starts))];
  const fromDate = addDays(dateIn(first, "UTC"), -1);
  const days = daysBetween(fromDate, dateIn(last, "UTC")) + 2;
  return { fromDate, days, first, after: new Date(last.getTime() + 1440 * MINUTE) };
}

function placeRows(
  rows: readonly NewAppointment[],
  read: CalendarRead,
  rules: ReadForRows["rules"],
  now: Date,
): Placed[] {
  const seating = openSeating(read);
  const limits = limitsOf(read, now);
  const placed: Placed[] = [];
  for (const { row, index } of inOrderOfTime(rows)) {
    const service = serviceOf(row, read);
    const durationMin = row.durationMin ?? service.duration;
    const notWith = notWithOf(row, rules);
    const found = seat(seating, {
      service: { ...service, practitionerIds: service.practitionerIds.filter((id) => !notWith.includes(id)) },
      practitionerId: row.practitionerId,
      start: row.start.getTime() / MINUTE,
      durationMin,
      limits: row.rules === "public" ? limits : undefined,
      overbook: row.overbookReason !== undefined,
    });
    if (!found) throw takenRefusal(row, index);
    const end = new Date(row.start.getTime() + durationMin * MINUTE);
    placed[index] = { row, service, seat: found, start: row.start, end, zone: read.timeZone };
  }
  return placed;
}

const inOrderOfTime = (rows: readonly NewAppointment[]) =>
  rows
    .map((row, index) => ({ row, index }))
    .toSorted((a, b) => a.row.start.getTime() - b.row.start.getTime() || a.index - b.index);

function serviceOf(row: NewAppointment, read: CalendarRead): ServiceFacts {
  const service = read.services.get(row.serviceId);
  if (!service) throw notFound("service");
  if (row.practitionerId !== undefined && !service.practitionerIds.includes(row.practitionerId))
    throw row.rules === "staff"
      ? new Refusal("invalid", "This practitioner does not offer this visit. Choose somebody who does.")
      : notFound("practitioner");
  return service;
}

/** Holds the rows to what the clinic has set for their patients, and to the patients' own time. */
function mustSuitPatients(rows: readonly NewAppointment[], { read, patientTimes, rules }: ReadForRows): void {
  const busy = patientTimes.map(({ patientId, start, end }) => ({ patientId, start, end }));
  for (const { row, index } of inOrderOfTime(rows)) {
    const { patientId, start } = row;
    const end = new Date(start.getTime() + (row.durationMin ?? serviceOf(row, read).duration) * MINUTE);
    if (!patientId) continue;
    mustSuit(row, rules.get(patientId));
    if (busy.some((other) => other.patientId === patientId && other.start < end && start < other.end))
      throw new Refusal("patient_busy", "You already have an appointment at this time.", {
        facts: { index, start: start.toISOString() },
      });
    busy.push({ patientId, start, end });
  }
}

/** Who does not see the row's patient. Staff who overbook go over it on purpose. */
const notWithOf = ({ patientId, overbookReason }: NewAppointment, rules: ReadForRows["rules"]): readonly string[] =>
  (patientId && overbookReason === undefined && rules.get(patientId)?.notWith) || [];

function mustSuit(row: NewAppointment, rules: DeskRules | undefined): void {
  if (rules?.joined)
    throw new Refusal("not_bookable", "This record was joined into another meanwhile. Open that one, and book there.");
  if (!rules || row.overbookReason !== undefined) return;
  // A course was laid by staff; its patient accepts and moves it.
  if (rules.staffOnly && row.rules === "public" && row.via !== "plan")
    throw new Refusal("not_bookable", "Please call us: your visits are booked with our staff.");
  if (row.practitionerId !== undefined && rules.notWith.includes(row.practitionerId))
    throw row.rules === "staff"
      ? new Refusal(
          "invalid",
          "The file says: not with this practitioner. Choose another, or book over it with a reason.",
        )
      : new Refusal("not_bookable", "Please choose another practitioner, or call us.");
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
    const moved = row.chain !== undefined;
    if (appointment.status === "held" || row.quiet || (row.via === "plan" && !moved)) return [];
    const news = newsOf(moved ? "appointment.moved" : "appointment.booked", appointment);
    return [row.tellAt ? { ...news, runAt: row.tellAt } : news];
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
