// What patients said to each purpose that their details may serve; the latest word of a purpose holds.
import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { purposeConsents } from "../schema/index.ts";

export async function addConsent(tx: Tx, row: typeof purposeConsents.$inferInsert): Promise<void> {
  await tx.insert(purposeConsents).values(row);
}

/** Every word of the patient, the latest first. */
export const wordsOfPatient = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select()
    .from(purposeConsents)
    .where(and(eq(purposeConsents.clinicId, clinicId), eq(purposeConsents.patientId, patientId)))
    .orderBy(desc(purposeConsents.at), desc(purposeConsents.id));

/** The latest word to a purpose; null when nothing was said. */
export async function lastWord(tx: Tx, clinicId: string, patientId: string, purpose: string) {
  const [row] = await tx
    .select({ given: purposeConsents.given, at: purposeConsents.at })
    .from(purposeConsents)
    .where(
      and(
        eq(purposeConsents.clinicId, clinicId),
        eq(purposeConsents.patientId, patientId),
        eq(purposeConsents.purpose, purpose),
      ),
    )
    .orderBy(desc(purposeConsents.at), desc(purposeConsents.id))
    .limit(1);
  return row ?? null;
}

/** Plans of the patients whose latest word to a purpose is no. */
export async function plansWithout(tx: Tx, clinicId: string, purpose: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select p.id from plans p where p.clinic_id = ${clinicId} and not coalesce((
      select c.given from purpose_consents c where c.clinic_id = ${clinicId} and c.patient_id = p.patient_id
        and c.purpose = ${purpose} order by c.at desc, c.id desc limit 1), true)`);
  return rows.map(({ id }) => id);
}
