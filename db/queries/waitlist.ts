// The waiting list: wishes for an earlier time, times that were given up, and what was offered to whom.
import { and, eq, gt, inArray, isNull, lte, not, or, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { appointments, patients, practitioners, services, slotOffers, waitWishes } from "../schema/index.ts";

export type OfferRow = typeof slotOffers.$inferSelect;

export async function openWish(tx: Tx, clinicId: string, chainId: string) {
  const [row] = await tx
    .select()
    .from(waitWishes)
    .where(and(eq(waitWishes.clinicId, clinicId), eq(waitWishes.chainId, chainId), isNull(waitWishes.endedAt)));
  return row ?? null;
}

export async function addWish(tx: Tx, row: typeof waitWishes.$inferInsert): Promise<void> {
  await tx.insert(waitWishes).values(row).onConflictDoNothing();
}

export async function endWish(tx: Tx, clinicId: string, wishId: string, at: Date): Promise<void> {
  await tx
    .update(waitWishes)
    .set({ endedAt: at })
    .where(and(eq(waitWishes.clinicId, clinicId), eq(waitWishes.id, wishId), isNull(waitWishes.endedAt)));
}

export type FreedTime = { freedId: string; serviceId: string; practitionerId: string; start: Date };

/** Open offers of the time that an appointment gave up. */
const openOffersOf = (clinicId: string) => sql`(select count(*)::int from slot_offers o
  where o.clinic_id = ${clinicId}::uuid and o.practitioner_id = a.practitioner_id and o.starts_at = a.starts_at
    and o.ended_at is null)`;

/** Wishes `w`, each with its booking `b`, that a given-up time of the same service would bring forward and that were not asked about it. */
const couldCome = (clinicId: string, given: { freedId: SQL; serviceId: SQL; start: SQL }) => sql`wait_wishes w
    join appointments b on b.clinic_id = ${clinicId}::uuid and b.chain_id = w.chain_id and b.status = 'booked'
      and b.patient_id = w.patient_id and b.service_id = ${given.serviceId} and b.starts_at > ${given.start}
    left join visits v on v.clinic_id = ${clinicId}::uuid and v.id = b.visit_id
    where w.clinic_id = ${clinicId}::uuid and w.ended_at is null
      and (v.id is null or v.window_from <= (${given.start} at time zone b.time_zone)::date)
      and not exists (select 1 from slot_offers o where o.clinic_id = ${clinicId}::uuid and o.freed_id = ${given.freedId}
        and o.wish_id = w.id)`;

/** Times that were given up since then and begin after `from`, to which nobody has said yes and somebody who waits could come, with how many are being asked. */
export async function freedTimes(
  tx: Tx,
  clinicId: string,
  since: Date,
  from: Date,
): Promise<(FreedTime & { asked: number })[]> {
  const given = { freedId: sql`a.id`, serviceId: sql`a.service_id`, start: sql`a.starts_at` };
  const rows = await tx.execute<Omit<FreedTime, "start"> & { start: string; asked: number }>(sql`
    select distinct on (a.starts_at, a.practitioner_id, a.service_id) a.id as "freedId", a.service_id as "serviceId",
      a.practitioner_id as "practitionerId", a.starts_at as start, ${openOffersOf(clinicId)} as asked
    from appointment_facts f join appointments a on a.clinic_id = ${clinicId}::uuid and a.id = f.appointment_id
    where f.clinic_id = ${clinicId}::uuid and f.fact in ('cancelled', 'moved') and f.at > ${since.toISOString()}::timestamptz
      and a.status = 'cancelled' and a.starts_at > ${from.toISOString()}::timestamptz
      and exists (select 1 from ${couldCome(clinicId, given)})
      and not exists (select 1 from slot_offers o where o.clinic_id = ${clinicId}::uuid and o.freed_id = a.id
        and o.outcome = 'taken')
    order by a.starts_at, a.practitioner_id, a.service_id, f.at desc, a.id desc`);
  return rows.map((row) => ({ ...row, start: new Date(row.start) }));
}

/** The time that this appointment gave up, when nobody has said yes to it. */
export async function freedTime(tx: Tx, clinicId: string, freedId: string): Promise<FreedTime | null> {
  const [row] = await tx.execute<Omit<FreedTime, "start"> & { start: string }>(sql`
    select a.id as "freedId", a.service_id as "serviceId", a.practitioner_id as "practitionerId", a.starts_at as start
    from appointments a
    where a.clinic_id = ${clinicId}::uuid and a.id = ${freedId}::uuid and a.status = 'cancelled'
      and not exists (select 1 from slot_offers o where o.clinic_id = ${clinicId}::uuid and o.freed_id = a.id
        and o.outcome = 'taken')`);
  return row ? { ...row, start: new Date(row.start) } : null;
}

export type Waiting = {
  wishId: string;
  patientId: string;
  askedAt: Date;
  behindDays: number;
  /** Has not answered yet about another time. */
  asked: boolean;
};

/** Who waits for a time of this service and was not offered this one: with a booking of it that is later, and by how much behind a plan. */
export async function waitingFor(tx: Tx, clinicId: string, time: FreedTime): Promise<Waiting[]> {
  const given = {
    freedId: sql`${time.freedId}::uuid`,
    serviceId: sql`${time.serviceId}::uuid`,
    start: sql`${time.start.toISOString()}::timestamptz`,
  };
  const rows = await tx.execute<{
    wishId: string;
    patientId: string;
    since: string;
    behind: number | null;
    asked: boolean;
  }>(sql`
    select w.id as "wishId", w.patient_id as "patientId", w.asked_at as since,
      (b.starts_at at time zone b.time_zone)::date - v.target_on as behind,
      exists (select 1 from slot_offers o where o.clinic_id = ${clinicId}::uuid and o.patient_id = w.patient_id
        and o.ended_at is null) as asked
    from ${couldCome(clinicId, given)}`);
  return rows.map(({ wishId, patientId, since, behind, asked }) => ({
    wishId,
    patientId,
    askedAt: new Date(since),
    behindDays: Math.max(0, Number(behind ?? 0)),
    asked,
  }));
}

export type WaitingRow = Omit<Waiting, "asked"> & {
  name: string;
  mobile: string | null;
  email: string | null;
  appointmentId: string;
  chainId: string;
  start: Date;
  serviceName: string;
  practitionerName: string;
};

/** Everybody who waits, with the booking that they have; those whose visit is not to come any more are left out. */
export async function waitingList(tx: Tx, clinicId: string, now: Date): Promise<WaitingRow[]> {
  const rows = await tx.execute<
    Omit<WaitingRow, "askedAt" | "start" | "behindDays"> & { askedAt: string; start: string; behind: number | null }
  >(sql`
    select w.id as "wishId", w.patient_id as "patientId", w.asked_at as "askedAt",
      coalesce(nullif(p.preferred_name, ''), p.name) as name, p.mobile, p.email, a.id as "appointmentId",
      a.chain_id as "chainId", a.starts_at as start, s.name as "serviceName", r.name as "practitionerName",
      (a.starts_at at time zone a.time_zone)::date - v.target_on as behind
    from wait_wishes w
    join appointments a on a.clinic_id = ${clinicId}::uuid and a.chain_id = w.chain_id and a.status = 'booked'
      and a.patient_id = w.patient_id and a.starts_at > ${now.toISOString()}::timestamptz
    join patients p on p.clinic_id = ${clinicId}::uuid and p.id = w.patient_id
    join services s on s.clinic_id = ${clinicId}::uuid and s.id = a.service_id
    join practitioners r on r.clinic_id = ${clinicId}::uuid and r.id = a.practitioner_id
    left join visits v on v.clinic_id = ${clinicId}::uuid and v.id = a.visit_id
    where w.clinic_id = ${clinicId}::uuid and w.ended_at is null`);
  return rows.map(({ askedAt, start, behind, ...row }) => ({
    ...row,
    askedAt: new Date(askedAt),
    start: new Date(start),
    behindDays: Math.max(0, Number(behind ?? 0)),
  }));
}

/** What each of these times is of, by the appointment that gave it up. */
export async function namesOfTimes(tx: Tx, clinicId: string, times: readonly FreedTime[]) {
  const ids = times.map(({ freedId }) => freedId);
  const rows = ids.length
    ? await tx
        .select({ freedId: appointments.id, serviceName: services.name, practitionerName: practitioners.name })
        .from(appointments)
        .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
        .innerJoin(
          practitioners,
          and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, appointments.practitionerId)),
        )
        .where(and(eq(appointments.clinicId, clinicId), inArray(appointments.id, ids)))
    : [];
  return new Map(rows.map(({ freedId, ...names }) => [freedId, names]));
}

export type NamedOffer = {
  offerId: string;
  wishId: string;
  freedId: string;
  name: string;
  mobile: string | null;
  appointmentId: string | null;
  start: Date;
  serviceName: string;
  practitionerName: string;
  expiresAt: Date;
  endedAt: Date | null;
  outcome: "taken" | "lost" | "expired" | "declined" | null;
  /** What came of the message about it; null while it is on its way. */
  message: string | null;
};

/** Offers that are open, or ended since then; the earliest time first. */
export async function namedOffers(tx: Tx, clinicId: string, since: Date): Promise<NamedOffer[]> {
  const rows = await tx.execute<
    Omit<NamedOffer, "start" | "expiresAt" | "endedAt"> & { start: string; expiresAt: string; endedAt: string | null }
  >(sql`
    select o.id as "offerId", o.wish_id as "wishId", o.freed_id as "freedId", coalesce(nullif(p.preferred_name, ''), p.name) as name, p.mobile,
      h.id as "appointmentId", o.starts_at as start, s.name as "serviceName", r.name as "practitionerName",
      o.expires_at as "expiresAt", o.ended_at as "endedAt", o.outcome, x.outcome as message
    from slot_offers o
    join wait_wishes w on w.clinic_id = ${clinicId}::uuid and w.id = o.wish_id
    join patients p on p.clinic_id = ${clinicId}::uuid and p.id = o.patient_id
    join services s on s.clinic_id = ${clinicId}::uuid and s.id = o.service_id
    join practitioners r on r.clinic_id = ${clinicId}::uuid and r.id = o.practitioner_id
    left join lateral (select a.id from appointments a where a.clinic_id = ${clinicId}::uuid and a.chain_id = w.chain_id
      order by a.sequence desc limit 1) h on true
    left join outbox x on x.clinic_id = ${clinicId}::uuid and x.dedupe_key = 'waitlist.offer:' || o.id
    where o.clinic_id = ${clinicId}::uuid and (o.ended_at is null or o.ended_at > ${since.toISOString()}::timestamptz)
    order by o.starts_at, o.freed_id, o.offered_at, o.id`);
  return rows.map(({ start, expiresAt, endedAt, ...row }) => ({
    ...row,
    start: new Date(start),
    expiresAt: new Date(expiresAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  }));
}

export async function addOffers(tx: Tx, rows: (typeof slotOffers.$inferInsert)[]): Promise<OfferRow[]> {
  return rows.length ? tx.insert(slotOffers).values(rows).onConflictDoNothing().returning() : [];
}

export async function offerRow(tx: Tx, clinicId: string, id: string): Promise<OfferRow | null> {
  const [row] = await tx
    .select()
    .from(slotOffers)
    .where(and(eq(slotOffers.clinicId, clinicId), eq(slotOffers.id, id)));
  return row ?? null;
}

/** All offers of one freed time, locked in order of their ids: who says yes next waits. */
export const lockOffers = (tx: Tx, clinicId: string, freedId: string): Promise<OfferRow[]> =>
  tx
    .select()
    .from(slotOffers)
    .where(and(eq(slotOffers.clinicId, clinicId), eq(slotOffers.freedId, freedId)))
    .orderBy(slotOffers.id)
    .for("update");

export async function endOffers(
  tx: Tx,
  clinicId: string,
  ids: readonly string[],
  outcome: "taken" | "lost" | "expired" | "declined",
  at: Date,
): Promise<void> {
  if (ids.length)
    await tx
      .update(slotOffers)
      .set({ endedAt: at, outcome })
      .where(and(eq(slotOffers.clinicId, clinicId), inArray(slotOffers.id, [...ids]), isNull(slotOffers.endedAt)));
}

/** Whether whoever was offered a time still has a later booking to move there. */
const stillWaits = (clinicId: string) => sql`exists (select 1 from wait_wishes w
  join appointments a on a.clinic_id = ${clinicId}::uuid and a.chain_id = w.chain_id and a.status = 'booked'
    and a.patient_id = w.patient_id
  where w.clinic_id = ${clinicId}::uuid and w.id = ${slotOffers.wishId} and w.ended_at is null
    and a.starts_at > ${slotOffers.startsAt})`;

/** Ends offers whose time is over, or whose patient has nothing to move any more. */
export async function expireOffers(tx: Tx, clinicId: string, at: Date): Promise<void> {
  await tx
    .update(slotOffers)
    .set({ endedAt: at, outcome: "expired" })
    .where(
      and(
        eq(slotOffers.clinicId, clinicId),
        isNull(slotOffers.endedAt),
        or(lte(slotOffers.expiresAt, at), not(stillWaits(clinicId))),
      ),
    );
}

/** Whether an open offer still has a booking to move. */
export async function offerStands(tx: Tx, clinicId: string, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: slotOffers.id })
    .from(slotOffers)
    .where(and(eq(slotOffers.clinicId, clinicId), eq(slotOffers.id, id), stillWaits(clinicId)));
  return rows.length > 0;
}

/** Ends what a wish is being asked about: whoever takes it back wants none of it. */
export async function declineOffersOf(tx: Tx, clinicId: string, wishId: string, at: Date): Promise<void> {
  await tx
    .update(slotOffers)
    .set({ endedAt: at, outcome: "declined" })
    .where(and(eq(slotOffers.clinicId, clinicId), eq(slotOffers.wishId, wishId), isNull(slotOffers.endedAt)));
}

/** Offers that somebody may still say yes to. */
export const openOffers = (tx: Tx, clinicId: string): Promise<OfferRow[]> =>
  tx
    .select()
    .from(slotOffers)
    .where(and(eq(slotOffers.clinicId, clinicId), isNull(slotOffers.endedAt)))
    .orderBy(slotOffers.id);

/** The wish that an offer answers. */
export async function wishRow(tx: Tx, clinicId: string, id: string) {
  const [row] = await tx
    .select()
    .from(waitWishes)
    .where(and(eq(waitWishes.clinicId, clinicId), eq(waitWishes.id, id)));
  return row ?? null;
}

export type ComingVisit = {
  chainId: string;
  name: string;
  birthDate: string | null;
  start: Date;
  serviceName: string;
  practitionerName: string;
  waits: boolean;
};

const mostComing = 30;

/** Booked visits to come of these patients, the next one first. */
export async function comingVisits(
  tx: Tx,
  clinicId: string,
  patientIds: readonly string[],
  now: Date,
): Promise<ComingVisit[]> {
  if (!patientIds.length) return [];
  return tx
    .select({
      chainId: appointments.chainId,
      name: patients.name,
      birthDate: patients.birthDate,
      start: appointments.startsAt,
      serviceName: services.name,
      practitionerName: practitioners.name,
      waits: sql<boolean>`exists (select 1 from wait_wishes w where w.clinic_id = ${clinicId}::uuid
        and w.chain_id = appointments.chain_id and w.ended_at is null)`,
    })
    .from(appointments)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, appointments.patientId)))
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .innerJoin(
      practitioners,
      and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, appointments.practitionerId)),
    )
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        inArray(appointments.patientId, [...patientIds]),
        eq(appointments.status, "booked"),
        gt(appointments.startsAt, now),
      ),
    )
    .orderBy(appointments.startsAt, appointments.id)
    .limit(mostComing);
}
