// Rows of doctors' referrals that payers ask for.
import { and, desc, eq, gte, isNull, lte, or } from "drizzle-orm";
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

/** The latest that holds for a visit of the discipline on the day; one for it alone before one for anything. */
export async function payerReferralFor(
  tx: Tx,
  clinicId: string,
  of: { patientId: string; disciplineId: string; day: string },
) {
  const [row] = await tx
    .select({
      by: payerReferrals.referredBy,
      number: payerReferrals.referrerNumber,
      writtenOn: payerReferrals.writtenOn,
    })
    .from(payerReferrals)
    .where(
      and(
        eq(payerReferrals.clinicId, clinicId),
        eq(payerReferrals.patientId, of.patientId),
        isNull(payerReferrals.endedAt),
        lte(payerReferrals.writtenOn, of.day),
        or(isNull(payerReferrals.validUntil), gte(payerReferrals.validUntil, of.day)),
        or(isNull(payerReferrals.disciplineId), eq(payerReferrals.disciplineId, of.disciplineId)),
      ),
    )
    .orderBy(isNull(payerReferrals.disciplineId), desc(payerReferrals.writtenOn), desc(payerReferrals.id))
    .limit(1);
  return row ?? null;
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
