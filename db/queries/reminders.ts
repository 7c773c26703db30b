// Booked visits that begin soon, with what decides about their reminders.
import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

export type VisitToRemindRow = {
  appointmentId: string;
  start: Date;
  bookedAt: Date;
  previousStart: Date | null;
  /** Kinds of reminders that are on the outbox already, whatever came of them. */
  told: string[];
};

/** Booked visits of patients that begin after `now` and until `until`. */
export async function visitsToRemind(tx: Tx, clinicId: string, now: Date, until: Date): Promise<VisitToRemindRow[]> {
  const rows = await tx.execute<{ id: string; start: string; booked: string; previous: string | null; told: string[] }>(
    sql`select a.id, a.starts_at as start, a.created_at as booked,
        (select max(b.starts_at) from appointments b where b.clinic_id = ${clinicId}::uuid and b.patient_id = a.patient_id
          and b.starts_at < a.starts_at and b.status in ('booked', 'arrived', 'fulfilled')) as previous,
        array(select o.payload ->> 'reminder' from outbox o where o.clinic_id = ${clinicId}::uuid
          and o.dedupe_key in ('appointment.reminder:' || a.id || ':early', 'appointment.reminder:' || a.id || ':late')) as told
      from appointments a
      where a.clinic_id = ${clinicId}::uuid and a.status = 'booked' and a.patient_id is not null
        and a.starts_at > ${now.toISOString()}::timestamptz and a.starts_at <= ${until.toISOString()}::timestamptz
      order by a.starts_at, a.id`,
  );
  return rows.map((row) => ({
    appointmentId: row.id,
    start: new Date(row.start),
    bookedAt: new Date(row.booked),
    previousStart: row.previous === null ? null : new Date(row.previous),
    told: row.told,
  }));
}

/** Visits of active plans that took place, ended in between, and have neither been asked about nor told of. */
export async function visitsToAskAbout(tx: Tx, clinicId: string, from: Date, until: Date): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select a.id from appointments a
    join visits v on v.clinic_id = ${clinicId}::uuid and v.id = a.visit_id
    join plans p on p.clinic_id = ${clinicId}::uuid and p.id = v.plan_id and p.status = 'active'
    where a.clinic_id = ${clinicId}::uuid and a.status = 'fulfilled'
      and a.ends_at > ${from.toISOString()}::timestamptz and a.ends_at <= ${until.toISOString()}::timestamptz
      and not exists (select 1 from check_ins c where c.clinic_id = ${clinicId}::uuid and c.patient_id = a.patient_id and c.at > a.ends_at)
      and not exists (select 1 from outbox o where o.clinic_id = ${clinicId}::uuid and o.dedupe_key = 'visit.check_in:' || a.id)
    order by a.ends_at, a.id`);
  return rows.map(({ id }) => id);
}

/** Whether the patient has told how they are since then. */
export async function hasCheckedIn(tx: Tx, clinicId: string, patientId: string, since: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from check_ins c where c.clinic_id = ${clinicId}::uuid and c.patient_id = ${patientId}::uuid
      and c.at > ${since.toISOString()}::timestamptz limit 1`);
  return rows.length > 0;
}
