// Who treats a patient, and who opened a chart from outside with a reason.
import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { chartOpenings } from "../schema/index.ts";

/**
 * Practitioners with a visit of the patient that stands, who examined them or lead a plan of theirs, or who are named in a line of a plan
 * the patient said yes to. Of a patient who shares nothing within the team, those who examined them or lead a plan, once there are any.
 */
export async function careTeamOf(tx: Tx, clinicId: string, patientId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string; main: boolean; shared: boolean }>(sql`
    with team as (
      select practitioner_id as id, false as main from appointments where clinic_id = ${clinicId} and patient_id = ${patientId}
        and status in ('booked', 'arrived', 'fulfilled', 'noshow')
      union select practitioner_id, true from assessments where clinic_id = ${clinicId} and patient_id = ${patientId}
      union select lead_practitioner_id, true from plans where clinic_id = ${clinicId} and patient_id = ${patientId}
      union select t.primary_practitioner_id, false from consents c
        join tracks t on t.clinic_id = ${clinicId} and t.plan_id = c.plan_id and t.primary_practitioner_id is not null
        where c.clinic_id = ${clinicId} and c.patient_id = ${patientId})
    select id, bool_or(main) as main, coalesce((
        select given from purpose_consents where clinic_id = ${clinicId} and patient_id = ${patientId} and purpose = 'sharing'
        order by at desc, id desc limit 1), true) as shared
      from team group by id`);
  const main = rows.filter((row) => row.main);
  return (rows.some(({ shared }) => shared) || !main.length ? rows : main).map(({ id }) => id);
}

/** Until when the member's latest opening of this chart lasts; null when none does. */
export async function openUntil(tx: Tx, clinicId: string, memberId: string, patientId: string, at: Date) {
  const [row] = await tx
    .select({ expiresAt: chartOpenings.expiresAt })
    .from(chartOpenings)
    .where(
      and(
        eq(chartOpenings.clinicId, clinicId),
        eq(chartOpenings.patientId, patientId),
        eq(chartOpenings.memberId, memberId),
        gt(chartOpenings.expiresAt, at),
      ),
    )
    .orderBy(desc(chartOpenings.expiresAt))
    .limit(1);
  return row?.expiresAt ?? null;
}

export async function addChartOpening(tx: Tx, row: typeof chartOpenings.$inferInsert): Promise<void> {
  await tx.insert(chartOpenings).values(row);
}
