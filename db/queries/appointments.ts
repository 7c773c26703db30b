// Rows of appointments: the locks writers take in a fixed order, the rows they write, and what is read back.
import { and, asc, desc, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { Overtaken, troubleOf } from "../errors.ts";
import {
  appointmentFacts,
  appointmentResources,
  appointments,
  disciplines,
  locations,
  patients,
  practitioners,
  services,
} from "../schema/index.ts";
import { together } from "../together.ts";
import { readCalendarVersion } from "./availability.ts";
import { insertSet } from "./row-set.ts";
import { touch } from "./touched.ts";

export type AppointmentRow = typeof appointments.$inferSelect;
export type NewAppointmentRow = typeof appointments.$inferInsert;
export type FactRow = typeof appointmentFacts.$inferInsert;
export type UnitRow = typeof appointmentResources.$inferInsert;

const ids = (list: readonly string[]) => sql`${`{${list.join(",")}}`}::uuid[]`;
const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;
const idsOf = (rows: unknown): string[] => (rows as { id: string }[]).map((row) => row.id);

/** `[from,to)` as the database writes it. */
export const rangeText = (from: Date, to: Date): string => `[${from.toISOString()},${to.toISOString()})`;

/** Whose time a writer needs. */
export type WritingNeed = {
  practitionerIds: readonly string[];
  /** Services whose rooms are needed. */
  serviceIds: readonly string[];
  /** Services that anybody who offers them may take. */
  anyoneOf?: readonly string[];
  patientIds: readonly string[];
  visitIds?: readonly string[];
};

const whoOffers = (clinic: SQL, serviceIds: readonly string[]) => sql`(
  select o.practitioner_id from practitioner_services o where o.clinic_id = ${clinic} and o.service_id = any(${ids(serviceIds)}))`;

/** Units of the kinds the services need. */
const unitsFor = (clinic: SQL, serviceIds: readonly string[]) => sql`
  u.clinic_id = ${clinic} and u.kind in (
    select n.kind from service_needs n where n.clinic_id = ${clinic} and n.service_id = any(${ids(serviceIds)}))`;

/** What the clinic has set for booking a patient. */
export type DeskRules = {
  patientId: string;
  staffOnly: boolean;
  notWith: string[];
  /** The record was joined into another. */
  joined: boolean;
};

/**
 * Locks the named practitioners and all who offer one of the services, then the patients; each in order of id. Rooms are not locked:
 * they would make one queue of all the clinic's writers, and the constraint on them judges as well. Rows that merely refer to these are
 * not held up. The statements go out together. Answers what is set for booking these patients.
 */
export async function lockForWrite(tx: Tx, clinicId: string, need: WritingNeed): Promise<DeskRules[]> {
  const clinic = sql`${clinicId}::uuid`;
  const [, rules] = await together([
    tx.execute(sql`
      select 1 from practitioners p where p.clinic_id = ${clinic}
        and (p.id = any(${ids(need.practitionerIds)}) or p.id in ${whoOffers(clinic, need.anyoneOf ?? [])})
      order by p.id for no key update of p`),
    tx.execute(sql`
      select p.id as "patientId", p.staff_only as "staffOnly", p.not_with as "notWith", p.merged_into is not null as joined
      from patients p
      where p.clinic_id = ${clinic} and p.id = any(${ids(need.patientIds)})
      order by p.id for no key update of p`),
  ]);
  return rules as unknown as DeskRules[];
}

/** How long a lock is waited for in this transaction, in place of the pool's usual. */
export async function waitForLocks(tx: Tx, milliseconds: number): Promise<void> {
  await tx.execute(sql`select set_config('lock_timeout', ${String(milliseconds)}, true)`);
}

/** Appointments by id, locked in order of id. */
export async function lockAppointments(tx: Tx, clinicId: string, appointmentIds: readonly string[]) {
  return tx
    .select()
    .from(appointments)
    .where(and(eq(appointments.clinicId, clinicId), inArray(appointments.id, [...appointmentIds])))
    .orderBy(asc(appointments.id))
    .for("update");
}

export async function appointmentRow(tx: Tx, clinicId: string, id: string): Promise<AppointmentRow | null> {
  const [row] = await tx
    .select()
    .from(appointments)
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.id, id)));
  return row ?? null;
}

/** Holds that a browser made and did not finish. */
export const holdsOfBrowser = (tx: Tx, clinicId: string, holdKey: string) =>
  tx
    .select({ id: appointments.id, practitionerId: appointments.practitionerId })
    .from(appointments)
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.status, "held"),
        eq(appointments.holdKey, holdKey),
        sql`${appointments.patientId} is null`,
      ),
    );

/** Ends holds that ran out and stand in the way of what is needed. Answers which. */
export async function expireHolds(tx: Tx, clinicId: string, need: WritingNeed, now: Date): Promise<string[]> {
  const clinic = sql`${clinicId}::uuid`;
  return endHolds(
    tx,
    clinicId,
    sql`a.hold_expires_at <= ${at(now)} and (a.practitioner_id = any(${ids(need.practitionerIds)})
      or a.practitioner_id in ${whoOffers(clinic, need.anyoneOf ?? [])}
      or a.patient_id = any(${ids(need.patientIds)}) or a.visit_id = any(${ids(need.visitIds ?? [])})
      or exists (select 1 from appointment_resources r join resources u on u.clinic_id = r.clinic_id and u.id = r.resource_id
        where r.clinic_id = ${clinic} and r.appointment_id = a.id and r.live and ${unitsFor(clinic, need.serviceIds)}))`,
    { now, actorKind: "system", reason: "" },
  );
}

/** Lets holds go that nobody needs any more. */
export const releaseHolds = (
  tx: Tx,
  clinicId: string,
  holdIds: readonly string[],
  how: { now: Date; actorKind: string; reason: string },
): Promise<string[]> => endHolds(tx, clinicId, sql`a.id = any(${ids(holdIds)})`, how);

async function endHolds(
  tx: Tx,
  clinicId: string,
  which: SQL,
  how: { now: Date; actorKind: string; reason: string },
): Promise<string[]> {
  const clinic = sql`${clinicId}::uuid`;
  const ended = idsOf(
    await tx.execute(sql`
      with old as (
        select a.id from appointments a where a.clinic_id = ${clinic} and a.status = 'held' and ${which}
        order by a.id for update of a
      ), ended as (
        update appointments a set status = 'expired' from old where a.clinic_id = ${clinic} and a.id = old.id returning a.id
      ), freed as (
        update appointment_resources r set live = false from ended
        where r.clinic_id = ${clinic} and r.appointment_id = ended.id
      ), said as (
        insert into appointment_facts (clinic_id, id, appointment_id, fact, at, actor_kind, reason)
        select ${clinic}, gen_random_uuid(), ended.id, 'expired', ${at(how.now)}, ${how.actorKind}, ${how.reason} from ended
      )
      select id from ended`),
  );
  touch(tx, { appointmentIds: ended });
  return ended;
}

export type PatientTime = { id: string; patientId: string; start: Date; end: Date };

/** Live appointments of patients that can matter between two instants. */
export async function timesOfPatients(
  tx: Tx,
  clinicId: string,
  patientIds: readonly string[],
  from: Date,
  to: Date,
  now: Date,
): Promise<PatientTime[]> {
  if (!patientIds.length) return [];
  const rows = (await tx.execute(sql`
    select a.id, a.patient_id as "patientId", a.starts_at as start, a.ends_at as "end" from appointments a
    where a.clinic_id = ${clinicId}::uuid and a.patient_id = any(${ids(patientIds)})
      and a.starts_at >= ${at(new Date(from.getTime() - 86_400_000))} and a.starts_at < ${at(to)}
      and a.status in ('held', 'booked', 'arrived', 'fulfilled') and (a.status <> 'held' or a.hold_expires_at > ${at(now)})
    `)) as unknown as { id: string; patientId: string; start: string; end: string }[];
  return rows.map((row) => ({ ...row, start: new Date(row.start), end: new Date(row.end) }));
}

/** A wished time of a practitioner; `n` is its place in the caller's list. */
export type WishedTime = { n: number; practitionerId: string; start: Date; end: Date };

/**
 * The first wish whose time somebody has already, or null; buffers and rooms are not looked at. A quick look that spares the losers of
 * a race the queue.
 */
export async function plainlyTaken(
  tx: Tx,
  clinicId: string,
  wishes: readonly WishedTime[],
  now: Date,
): Promise<number | null> {
  if (!wishes.length) return null;
  const rows = await tx.execute(sql`
    select w.n from jsonb_to_recordset(${JSON.stringify(wishes)}::jsonb)
      as w(n int, "practitionerId" uuid, start timestamptz, "end" timestamptz)
    cross join lateral (
      select 1 from appointments a
      where a.clinic_id = ${clinicId}::uuid and a.practitioner_id = w."practitionerId"
        and a.starts_at > w.start - interval '1 day' and a.starts_at < w."end" and a.ends_at > w.start
        and a.status in ('held', 'booked', 'arrived', 'fulfilled') and (a.status <> 'held' or a.hold_expires_at > ${at(now)})
      limit 1) taken
    order by w.n limit 1`);
  const [row] = rows as unknown as { n: number }[];
  return row?.n ?? null;
}

/** Lanes in use by a practitioner's live appointments that touch a time, buffers included. */
export async function lanesInUse(
  tx: Tx,
  clinicId: string,
  practitionerId: string,
  from: Date,
  to: Date,
): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ lane: appointments.lane })
    .from(appointments)
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.practitionerId, practitionerId),
        sql`${appointments.startsAt} >= ${at(new Date(from.getTime() - 86_400_000))}`,
        sql`${appointments.startsAt} < ${at(new Date(to.getTime() + 86_400_000))}`,
        sql`${appointments.endsAt} + make_interval(mins => ${appointments.bufferAfterMin}) > ${at(from)}`,
        sql`${appointments.startsAt} - make_interval(mins => ${appointments.bufferBeforeMin}) < ${at(to)}`,
        sql`${appointments.status} in ('held', 'booked', 'arrived', 'fulfilled')`,
      ),
    );
  return rows.map((row) => row.lane);
}

/**
 * Writes appointments with their rooms and first facts in one statement, and answers how many of the rooms were free: the caller rolls
 * back when one was not. Rooms are shared by people whose writers do not wait for each other, so they are taken in one order. Of the
 * people themselves the writer holds the locks and has seen their time; what a constraint refuses all the same is `Overtaken`. Nothing
 * is written, and `unchanged` is false, when the calendar is no longer the one `asSeen`.
 */
export async function insertAppointments(
  tx: Tx,
  rows: { appointments: readonly NewAppointmentRow[]; units: readonly UnitRow[]; facts: readonly FactRow[] },
  asSeen?: { clinicId: string; version: number },
): Promise<{ unchanged: boolean; units: number }> {
  const unchanged = asSeen
    ? sql`coalesce((${readCalendarVersion(asSeen.clinicId)}), 0) = ${asSeen.version}`
    : sql`true`;
  const only = sql`where ${unchanged}`;
  touch(tx, { visitIds: rows.appointments.map(({ visitId }) => visitId) });
  try {
    const [answer] = (await tx.execute(sql`
      with written as (${insertSet(appointments, rows.appointments)} ${only}),
      said as (${insertSet(appointmentFacts, rows.facts)} ${only}), used as (
        ${insertSet(appointmentResources, rows.units)} ${only} order by r.starts_at, r.resource_id
        on conflict do nothing returning resource_id
      )
      select ${unchanged} as unchanged, count(*)::int as units from used`)) as unknown as [
      { unchanged: boolean; units: number },
    ];
    return answer;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === "taken" || trouble === "duplicate")
      throw new Overtaken("a time was taken meanwhile", { cause: error });
    throw error;
  }
}

/** Inserts occupied units; answers how many were free. */
export async function insertUnits(tx: Tx, rows: UnitRow[]): Promise<number> {
  if (!rows.length) return 0;
  const written = await tx.execute(sql`
    ${insertSet(appointmentResources, rows)} on conflict do nothing returning resource_id`);
  return written.length;
}

export async function addFacts(tx: Tx, rows: FactRow[]): Promise<void> {
  if (!rows.length) return;
  await tx.execute(insertSet(appointmentFacts, rows));
  touch(tx, { appointmentIds: rows.map(({ appointmentId }) => appointmentId) });
}

export async function hasFact(tx: Tx, clinicId: string, appointmentId: string, fact: string): Promise<boolean> {
  const rows = await tx
    .select({ id: appointmentFacts.id })
    .from(appointmentFacts)
    .where(
      and(
        eq(appointmentFacts.clinicId, clinicId),
        eq(appointmentFacts.appointmentId, appointmentId),
        eq(appointmentFacts.fact, fact),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

export async function updateAppointments(
  tx: Tx,
  clinicId: string,
  appointmentIds: readonly string[],
  change: Partial<NewAppointmentRow>,
): Promise<void> {
  await tx
    .update(appointments)
    .set(change)
    .where(and(eq(appointments.clinicId, clinicId), sql`${appointments.id} = any(${ids(appointmentIds)})`));
  touch(tx, { appointmentIds });
}

export const updateAppointment = (
  tx: Tx,
  clinicId: string,
  appointmentId: string,
  change: Partial<NewAppointmentRow>,
): Promise<void> => updateAppointments(tx, clinicId, [appointmentId], change);

export async function setUnitsLive(
  tx: Tx,
  clinicId: string,
  appointmentIds: readonly string[],
  live: boolean,
): Promise<void> {
  await tx
    .update(appointmentResources)
    .set({ live })
    .where(
      and(
        eq(appointmentResources.clinicId, clinicId),
        inArray(appointmentResources.appointmentId, [...appointmentIds]),
      ),
    );
}

export async function removeUnits(tx: Tx, clinicId: string, appointmentId: string): Promise<void> {
  await tx
    .delete(appointmentResources)
    .where(and(eq(appointmentResources.clinicId, clinicId), eq(appointmentResources.appointmentId, appointmentId)));
}

/** The latest appointment of a chain that counts for its owner: never a hold that ran out when another one followed. */
export async function headOfChain(tx: Tx, clinicId: string, chainId: string): Promise<AppointmentRow | null> {
  const [row] = await tx
    .select()
    .from(appointments)
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.chainId, chainId)))
    .orderBy(desc(appointments.sequence))
    .limit(1);
  return row ?? null;
}

/** One link of a chain. */
export async function chainRow(
  tx: Tx,
  clinicId: string,
  chainId: string,
  sequence: number,
): Promise<AppointmentRow | null> {
  const [row] = await tx
    .select()
    .from(appointments)
    .where(
      and(eq(appointments.clinicId, clinicId), eq(appointments.chainId, chainId), eq(appointments.sequence, sequence)),
    );
  return row ?? null;
}

/** An appointment with the names people know it by. */
export async function namedAppointment(tx: Tx, clinicId: string, appointmentId: string) {
  const [row] = await tx
    .select({
      appointment: appointments,
      serviceName: services.name,
      disciplineCode: disciplines.code,
      practitionerName: practitioners.name,
      practitionerTitle: practitioners.title,
      location: {
        name: locations.name,
        address: locations.address,
        phone: locations.phone,
        arrival: locations.arrival,
      },
    })
    .from(appointments)
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, services.disciplineId)))
    .innerJoin(
      practitioners,
      and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, appointments.practitionerId)),
    )
    .innerJoin(locations, and(eq(locations.clinicId, clinicId), eq(locations.id, appointments.locationId)))
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.id, appointmentId)));
  return row ?? null;
}

/** A practitioner's live appointments from an instant on. */
export const comingAppointments = (tx: Tx, clinicId: string, practitionerId: string, from: Date, to: Date | null) =>
  tx
    .select({
      id: appointments.id,
      patientId: appointments.patientId,
      patientName: patients.name,
      start: appointments.startsAt,
      end: appointments.endsAt,
      serviceName: services.name,
      status: appointments.status,
      holdExpiresAt: appointments.holdExpiresAt,
      bufferBeforeMin: appointments.bufferBeforeMin,
      bufferAfterMin: appointments.bufferAfterMin,
      email: patients.email,
    })
    .from(appointments)
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .leftJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, appointments.patientId)))
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.practitionerId, practitionerId),
        sql`${appointments.startsAt} >= ${at(new Date(from.getTime() - 86_400_000))} and ${appointments.endsAt} > ${at(from)}`,
        ...(to ? [sql`${appointments.startsAt} < ${at(to)}`] : []),
        sql`${appointments.status} in ('held', 'booked', 'arrived')`,
      ),
    )
    .orderBy(asc(appointments.startsAt));

/** Booked visits that begin between two instants, one practitioner's or everybody's, with how to reach the patient; oldest first. */
export const visitsBetween = (tx: Tx, clinicId: string, practitionerId: string | null, from: Date, to: Date) =>
  tx
    .select({
      appointmentId: appointments.id,
      practitionerId: appointments.practitionerId,
      practitionerName: practitioners.name,
      serviceId: appointments.serviceId,
      serviceName: services.name,
      patientId: appointments.patientId,
      patientName: patients.name,
      mobile: patients.mobile,
      email: patients.email,
      start: appointments.startsAt,
      end: appointments.endsAt,
    })
    .from(appointments)
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .innerJoin(
      practitioners,
      and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, appointments.practitionerId)),
    )
    .leftJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, appointments.patientId)))
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.status, "booked"),
        sql`${appointments.startsAt} > ${at(from)} and ${appointments.startsAt} < ${at(to)}`,
        ...(practitionerId === null ? [] : [eq(appointments.practitionerId, practitionerId)]),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(appointments.id));

/** Visits of plans that have a live appointment other than the named ones. */
export async function takenVisits(
  tx: Tx,
  clinicId: string,
  visitIds: readonly string[],
  exceptIds: readonly string[],
): Promise<Set<string>> {
  if (!visitIds.length) return new Set();
  const rows = await tx
    .select({ visitId: appointments.visitId })
    .from(appointments)
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        inArray(appointments.visitId, [...visitIds]),
        sql`${appointments.status} in ('held', 'booked', 'arrived', 'fulfilled')`,
        sql`not (${appointments.id} = any(${ids(exceptIds)}))`,
      ),
    );
  return new Set(rows.flatMap((row) => (row.visitId ? [row.visitId] : [])));
}

export const appointmentRows = (tx: Tx, clinicId: string, appointmentIds: readonly string[]) =>
  tx
    .select()
    .from(appointments)
    .where(and(eq(appointments.clinicId, clinicId), inArray(appointments.id, [...appointmentIds])));

/** Moving or cancelling these costs nothing any more: it is the clinic that cannot keep them. */
export async function setFree(tx: Tx, clinicId: string, appointmentIds: readonly string[]): Promise<void> {
  if (!appointmentIds.length) return;
  await tx
    .update(appointments)
    .set({ policy: sql`${appointments.policy} || '{"cancelNoticeHours": 0, "lateFeeMinor": 0}'::jsonb` })
    .where(and(eq(appointments.clinicId, clinicId), inArray(appointments.id, [...appointmentIds])));
}
