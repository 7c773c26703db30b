// Rows of doctors' referrals that payers ask for.
import { and, desc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { disciplines, payerReferrals } from "../schema/index.ts";

/** Those that count, the latest first. */
export const payerReferralsOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select({ row: payerReferrals, disciplineName: disciplines.name })
    .from(payerReferrals)
    .leftJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, payerReferrals.disciplineId)))
    .where(
      and(
        eq(payerReferrals.clinicId, clinicId),
        eq(payerReferrals.patientId, patientId),
        isNull(payerReferrals.endedAt),
      ),
    )
    .orderBy(desc(payerReferrals.writtenOn), desc(payerReferrals.id));

/** A sub-select: the latest that holds for a visit of the discipline on the day; one for it alone before one for anything. */
export const referralThatHolds = (of: { clinic: SQL; patientId: SQL; disciplineId: SQL; day: SQL }): SQL =>
  sql`select r.referred_by as by, r.referrer_number as number, r.written_on::text as "writtenOn" from payer_referrals r
    where r.clinic_id = ${of.clinic} and r.patient_id = ${of.patientId} and r.ended_at is null and r.written_on <= ${of.day}
      and (r.valid_until is null or r.valid_until >= ${of.day})
      and (r.discipline_id is null or r.discipline_id = ${of.disciplineId})
    order by r.discipline_id is null, r.written_on desc, r.id desc limit 1`;

export async function payerReferralFor(
  tx: Tx,
  clinicId: string,
  of: { patientId: string; disciplineId: string; day: string },
) {
  const [row] = await tx.execute<{ by: string; number: string | null; writtenOn: string }>(
    referralThatHolds({
      clinic: sql`${clinicId}::uuid`,
      patientId: sql`${of.patientId}::uuid`,
      disciplineId: sql`${of.disciplineId}::uuid`,
      day: sql`${of.day}::date`,
    }),
  );
  return row ? { ...row } : null;
}

export const addPayerReferral = (tx: Tx, row: typeof payerReferrals.$inferInsert) =>
  tx.insert(payerReferrals).values(row);

/** Whether there was one to take off. */
export const endPayerReferralRow = async (
  tx: Tx,
  clinicId: string,
  of: { id: string; patientId: string; at: Date },
): Promise<boolean> =>
  (
    await tx
      .update(payerReferrals)
      .set({ endedAt: of.at })
      .where(
        and(
          eq(payerReferrals.clinicId, clinicId),
          eq(payerReferrals.id, of.id),
          eq(payerReferrals.patientId, of.patientId),
          isNull(payerReferrals.endedAt),
        ),
      )
      .returning({ id: payerReferrals.id })
  ).length === 1;
