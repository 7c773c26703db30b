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
