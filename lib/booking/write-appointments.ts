// The one writer of appointments: locks in a fixed order, checks by the slot engine, picks rooms, and writes everything or nothing.
import {
  addFacts,
  expireHolds,
  insertAppointments,
  insertUnits,
  isPlainlyTaken,
  lanesInUse,
  lockPatients,
  lockPractitioners,
  lockUnits,
  rangeText,
  timesOfPatients,
  type NewAppointmentRow,
  type PatientTime,
} from "../../db/queries/appointments.ts";
import { zoneOf } from "../../db/queries/availability.ts";
import { record } from "../audit/audit.ts";
import { policyNow, readPrices } from "../clinic/price-on.ts";
import { memberIdOf, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { announce } from "../events/outbox.ts";
import { newId } from "../ids.ts";
import { addDays, daysBetween } from "../time/dates.ts";
import { dateIn, wallStamp } from "../time/zone.ts";
import { newsOf, remindersOf } from "./booking-news.ts";
import { calendarChanged } from "./calendar-bump.ts";
import { limitsOf, readSearches, type CalendarRead, type ServiceFacts } from "./read-search.ts";
import { openSeating, seat, type Seat } from "./seating.ts";
import type { AppointmentTerms, NewAppointment, WrittenAppointment } from "./write-rows.ts";

const MINUTE = 60_000;

type Placed = { row: NewAppointment; service: ServiceFacts; seat: Seat; start: Date; end: Date; zone: string };

const unique = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value): value is string => typeof value === "string")),
];

const takenRefusal = (row: NewAppointment, index: number) =>
  new Refusal("slot_taken", "This time has just been taken. Please choose another one.", {
    facts: {
      index,
      start: row.start.toISOString(),
      serviceId: row.serviceId,
      practitionerId: row.practitionerId ?? null,
    },
  });

export type WritingNeed = {
  practitionerIds: readonly string[];
  /** Services whose rooms are needed. */
  serviceIds: readonly string[];
  /** Services that anybody who offers them may take. */
  anyoneOf?: readonly string[];
  patientIds: readonly string[];
  visitIds?: readonly string[];
};

/** Sent together and carried out one after the other, so that waiting costs one trip instead of three. */
async function takeLocks({ tx, clinicId }: TxCtx, need: WritingNeed) {
  const [practitionerIds, unitIds] = await Promise.all([
    lockPractitioners(tx, clinicId, need.practitionerIds, need.anyoneOf ?? []),
    lockUnits(tx, clinicId, need.serviceIds),
    lockPatients(tx, clinicId, need.patientIds),
  ]);
  return { practitionerIds, unitIds, patientIds: need.patientIds, visitIds: need.visitIds ?? [] };
}

/**
 * Takes the locks that writing needs, always in the same order: practitioners, rooms and equipment, patients; and ends holds that ran
 * out and stand in the way. Safe to call before {@link writeAppointments} with more than it would take itself.
 */
export async function lockForWriting(ctx: TxCtx, need: WritingNeed): Promise<void> {
  const way = await takeLocks(ctx, need);
  const ended = await expireHolds(ctx.tx, ctx.clinicId, way, ctx.now);
  if (ended.length) await calendarChanged(ctx);
}

/**
 * Writes the rows, all or none, in the order given back. Refuses with `slot_taken` (facts say which row), `patient_busy`, or
 * `not_found` for a service or practitioner that is not offered here. Rows with an `overbookReason` are placed whatever the slot
 * rule says; only the patient's own time and the practitioner offering the service still count.
 */
export async function writeAppointments(ctx: TxCtx, rows: readonly NewAppointment[]): Promise<WrittenAppointment[]> {
  if (!rows.length) return [];
  const { tx, clinicId, now } = ctx;
  const serviceIds = unique(rows.map((row) => row.serviceId));
  const { zone, termsOf } = await beforeLocking(ctx, rows);
  const way = await takeLocks(ctx, {
    practitionerIds: unique(rows.map((row) => row.practitionerId)),
    serviceIds,
    anyoneOf: unique(rows.map((row) => (row.practitionerId === undefined ? row.serviceId : null))),
    patientIds: unique(rows.map((row) => row.patientId)),
    visitIds: unique(rows.map((row) => row.visitId)),
  });
  const [, calendar] = await Promise.all([
    expireHolds(tx, clinicId, way, now),
    readCalendar(ctx, rows, serviceIds, zone),
  ]);
  const placed = placeRows(rows, calendar, now);
  const terms = placed.map(termsOf);
  const written = await Promise.all(placed.map((one, index) => toRow(ctx, one, terms[index]!)));
  const inOrder = written.toSorted(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.practitionerId < b.practitionerId ? -1 : 1),
  );
  const inserted = await insertAppointments(tx, inOrder);
  const lost = written.findIndex((row) => !inserted.has(row.id));
  if (lost >= 0) throw takenRefusal(rows[lost]!, lost);
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
  const [free] = await Promise.all([insertUnits(tx, units), addFacts(tx, facts), tellOf(ctx, rows, answer)]);
  if (free < units.length) throw takenRefusal(rows[0]!, 0);
  await calendarChanged(ctx);
  return answer;
}

type TermsOf = (placed: Placed) => AppointmentTerms;

/**
 * What can be read before anybody has to wait: the zone, prices of the visits' days and the policy of today for rows that bring no
 * terms; and a quick look whether a single wish is taken already.
 */
async function beforeLocking(ctx: TxCtx, rows: readonly NewAppointment[]): Promise<{ zone: string; termsOf: TermsOf }> {
  const { tx, clinicId, now } = ctx;
  // Days in UTC with one on either side hold the local days of any zone.
  const starts = rows.map((row) => row.start.getTime()).toSorted((a, b) => a - b);
  const days = {
    from: addDays(dateIn(new Date(starts[0]!), "UTC"), -1),
    to: addDays(dateIn(new Date(starts.at(-1)!), "UTC"), 1),
  };
  const bringTerms = rows.every((row) => row.terms);
  const only = rows.length === 1 && rows[0]!.overbookReason === undefined ? rows[0] : undefined;
  const [zone, priceOf, policy, taken] = await Promise.all([
    zoneOf(tx, clinicId),
    bringTerms ? null : readPrices(ctx, days),
    bringTerms ? null : policyNow(ctx),
    only?.practitionerId ? isPlainlyTaken(tx, clinicId, only.practitionerId, only.start, now) : false,
  ]);
  if (zone === null) throw notFound("clinic");
  if (taken && only) throw takenRefusal(only, 0);
  const termsOf: TermsOf = ({ row, seat: { practitionerId } }) => {
    if (row.terms) return row.terms;
    if (!priceOf || !policy) throw new Error("terms were needed and not read");
    const price = priceOf({ serviceId: row.serviceId, practitionerId, date: dateIn(row.start, zone) });
    const { cancelNoticeHours, lateFeeMinor, depositMinor } = policy;
    return {
      ...price,
      patientMinor: price.priceMinor,
      payer: "self",
      policy: { cancelNoticeHours, lateFeeMinor, depositMinor },
    };
  };
  return { zone, termsOf };
}

type ReadForRows = { read: CalendarRead; patientTimes: PatientTime[]; zone: string };

/** The calendar of the days the rows lie on, and what their patients do meanwhile, under the locks. */
async function readCalendar(
  ctx: TxCtx,
  rows: readonly NewAppointment[],
  serviceIds: string[],
  zone: string,
): Promise<ReadForRows> {
  const instants = rows.map((row) => row.start).toSorted((a, b) => a.getTime() - b.getTime());
  const [first, last] = [instants[0]!, instants.at(-1)!];
  const fromDate = dateIn(first, zone);
  const days = daysBetween(fromDate, dateIn(last, zone)) + 1;
  const dayAfter = new Date(last.getTime() + 1440 * MINUTE);
  const patientIds = unique(rows.map((row) => row.patientId));
  const [read, patientTimes] = await Promise.all([
    readSearches(ctx, { serviceIds, fromDate, days }),
    timesOfPatients(ctx.tx, ctx.clinicId, patientIds, first, dayAfter, ctx.now),
  ]);
  return { read, patientTimes, zone };
}

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

type FilledRow = NewAppointmentRow & { status: "held" | "booked" };

async function toRow(ctx: TxCtx, placed: Placed, terms: AppointmentTerms): Promise<FilledRow> {
  const { row, service, seat: seated, start, end, zone } = placed;
  const { tx, clinicId, now } = ctx;
  const before = new Date(start.getTime() - service.bufferBefore * MINUTE);
  const after = new Date(end.getTime() + service.bufferAfter * MINUTE);
  const lanes = seated.clashes ? await lanesInUse(tx, clinicId, seated.practitionerId, before, after) : [];
  const lane = seated.clashes ? Math.max(0, ...lanes) + 1 : 0;
  const id = row.id ?? newId(now.getTime());
  return {
    clinicId,
    id,
    chainId: row.chain?.id ?? id,
    sequence: row.chain?.sequence ?? 0,
    practitionerId: seated.practitionerId,
    serviceId: row.serviceId,
    locationId: seated.locationId,
    patientId: row.patientId,
    episodeId: row.episodeId ?? null,
    visitId: row.visitId ?? null,
    screenId: row.screenId ?? null,
    status: row.status,
    startsAt: start,
    endsAt: end,
    bufferBeforeMin: service.bufferBefore,
    bufferAfterMin: service.bufferAfter,
    during: rangeText(start, end),
    busyAfter: rangeText(start, after),
    busyBefore: rangeText(before, end),
    lane,
    overbookReason: seated.allowed ? null : (row.overbookReason ?? null),
    wallStart: wallStamp(start, zone),
    timeZone: zone,
    holdExpiresAt: row.status === "held" ? (row.holdExpiresAt ?? null) : null,
    holdKey: row.holdKey ?? null,
    reviewRequired: row.reviewRequired ?? false,
    bookedVia: row.via,
    priceMinor: terms.priceMinor,
    taxMinor: terms.taxMinor,
    taxCode: terms.taxCode,
    currency: terms.currency,
    patientMinor: terms.patientMinor,
    payer: terms.payer,
    policy: terms.policy,
    createdAt: now,
  };
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
      ...(row.via === "plan" && !moved
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
