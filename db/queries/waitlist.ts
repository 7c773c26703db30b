// The waiting list: wishes for an earlier time, times that were given up, and what was offered to whom.
import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { slotOffers, waitWishes } from "../schema/index.ts";

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

/** Times that were given up since then and begin after `from`, for which nobody has said yes and no offer is open. */
export async function freedTimes(tx: Tx, clinicId: string, since: Date, from: Date): Promise<FreedTime[]> {
  const rows = await tx.execute<Omit<FreedTime, "start"> & { start: string }>(sql`
    select distinct on (a.starts_at, a.practitioner_id, a.service_id) a.id as "freedId", a.service_id as "serviceId",
      a.practitioner_id as "practitionerId", a.starts_at as start
    from appointment_facts f join appointments a on a.clinic_id = ${clinicId}::uuid and a.id = f.appointment_id
    where f.clinic_id = ${clinicId}::uuid and f.fact in ('cancelled', 'moved') and f.at > ${since.toISOString()}::timestamptz
      and a.status = 'cancelled' and a.starts_at > ${from.toISOString()}::timestamptz
      and exists (select 1 from wait_wishes w where w.clinic_id = ${clinicId}::uuid and w.ended_at is null)
      and not exists (select 1 from slot_offers o where o.clinic_id = ${clinicId}::uuid
        and (o.freed_id = a.id and o.outcome = 'taken'
          or o.practitioner_id = a.practitioner_id and o.starts_at = a.starts_at and o.ended_at is null))
    order by a.starts_at, a.practitioner_id, a.service_id, f.at desc, a.id desc`);
  return rows.map((row) => ({ ...row, start: new Date(row.start) }));
}

export type Waiting = { wishId: string; patientId: string; askedAt: Date; behindDays: number };

/** Who waits for a time of this service and was not offered this one: with a booking of it that is later, and by how much behind a plan. */
export async function waitingFor(tx: Tx, clinicId: string, time: FreedTime): Promise<Waiting[]> {
  const rows = await tx.execute<{ wishId: string; patientId: string; asked: string; behind: number | null }>(sql`
    select w.id as "wishId", w.patient_id as "patientId", w.asked_at as asked,
      (a.starts_at at time zone a.time_zone)::date - v.target_on as behind
    from wait_wishes w
    join appointments a on a.clinic_id = ${clinicId}::uuid and a.chain_id = w.chain_id and a.status = 'booked'
      and a.patient_id = w.patient_id
    left join visits v on v.clinic_id = ${clinicId}::uuid and v.id = a.visit_id
    where w.clinic_id = ${clinicId}::uuid and w.ended_at is null and a.service_id = ${time.serviceId}::uuid
      and a.starts_at > ${time.start.toISOString()}::timestamptz
      and (v.id is null or v.window_from <= (${time.start.toISOString()}::timestamptz at time zone a.time_zone)::date)
      and not exists (select 1 from slot_offers o where o.clinic_id = ${clinicId}::uuid and o.freed_id = ${time.freedId}::uuid
        and o.wish_id = w.id)`);
  return rows.map(({ wishId, patientId, asked, behind }) => ({
    wishId,
    patientId,
    askedAt: new Date(asked),
    behindDays: Math.max(0, Number(behind ?? 0)),
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

/** Offers whose time is over. */
export async function expireOffers(tx: Tx, clinicId: string, at: Date): Promise<void> {
  await tx
    .update(slotOffers)
    .set({ endedAt: at, outcome: "expired" })
    .where(and(eq(slotOffers.clinicId, clinicId), isNull(slotOffers.endedAt), lte(slotOffers.expiresAt, at)));
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
