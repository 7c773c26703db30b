// Rows of who else pays for a patient, and what each has been asked for.
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { coverages, disciplines, services } from "../schema/index.ts";

export type CoverageRow = typeof coverages.$inferSelect;

/** Those that are in use, in the order in which they are asked; locked, so that two desks cannot reorder them at once. */
export const coveragesOf = (tx: Tx, clinicId: string, patientId: string): Promise<CoverageRow[]> =>
  tx
    .select()
    .from(coverages)
    .where(and(eq(coverages.clinicId, clinicId), eq(coverages.patientId, patientId), isNull(coverages.endedAt)))
    .orderBy(asc(coverages.position), asc(coverages.id))
    .for("update");

export async function coverageRow(tx: Tx, clinicId: string, id: string): Promise<CoverageRow | null> {
  const [row] = await tx
    .select()
    .from(coverages)
    .where(and(eq(coverages.clinicId, clinicId), eq(coverages.id, id)));
  return row ?? null;
}

export async function addCoverage(tx: Tx, row: typeof coverages.$inferInsert): Promise<void> {
  await tx.insert(coverages).values(row);
}

export async function changeCoverage(
  tx: Tx,
  clinicId: string,
  id: string,
  change: { position?: number; endedAt?: Date },
): Promise<void> {
  await tx
    .update(coverages)
    .set(change)
    .where(and(eq(coverages.clinicId, clinicId), eq(coverages.id, id)));
}

export type CoverageUse = { coverageId: string | null; payer: string; visits: number; netMinor: number };

/**
 * What payers were asked for of the patient's visits of a calendar year, by cover (null: the payer of an episode), less what was taken off
 * them; without one visit, whose parts are still being shared out.
 */
export async function coverageUse(
  tx: Tx,
  clinicId: string,
  of: { patientId: string; year: string; exceptAppointmentId: string },
): Promise<CoverageUse[]> {
  const rows = await tx.execute<CoverageUse>(sql`
    select m."coverageId", m.payer, count(*)::int as visits, sum(m.net)::int as "netMinor"
    from (
      select k.coverage_id as "coverageId", k.payer, k.net_minor - coalesce((select sum(d.net_minor) from charge_reductions d
        where d.clinic_id = ${clinicId} and d.charge_id = k.id), 0) as net
      from charges k
      where k.clinic_id = ${clinicId} and k.patient_id = ${of.patientId} and k.kind = 'visit' and k.payer <> 'self'
        and k.appointment_id <> ${of.exceptAppointmentId} and k.service_on >= ${`${of.year}-01-01`}::date
        and k.service_on <= ${`${of.year}-12-31`}::date
    ) m where m.net > 0 group by m."coverageId", m.payer`);
  return [...rows];
}

/** The code of the discipline that a service belongs to. */
export async function disciplineOfService(tx: Tx, clinicId: string, serviceId: string): Promise<string> {
  const [row] = await tx
    .select({ code: disciplines.code })
    .from(services)
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, services.disciplineId)))
    .where(and(eq(services.clinicId, clinicId), eq(services.id, serviceId)));
  if (!row) throw new Error("the service of a visit is gone");
  return row.code;
}
