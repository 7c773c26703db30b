// The text that patients sign before they are treated, and who signed which version.
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { careTextApprovals, consents, consentTexts } from "../schema/index.ts";

/** All versions, the latest first. */
export const consentTextRows = (tx: Tx, clinicId: string) =>
  tx.select().from(consentTexts).where(eq(consentTexts.clinicId, clinicId)).orderBy(desc(consentTexts.version));

export async function addConsentText(tx: Tx, row: typeof consentTexts.$inferInsert): Promise<void> {
  await tx.insert(consentTexts).values(row);
}

/** The patient's signatures of one purpose, the latest first. */
export const signaturesOf = (tx: Tx, clinicId: string, patientId: string, purpose: string) =>
  tx
    .select()
    .from(consents)
    .where(and(eq(consents.clinicId, clinicId), eq(consents.patientId, patientId), eq(consents.purpose, purpose)))
    .orderBy(desc(consents.signedAt), desc(consents.id));

const mostSigned = 30;

/** Whatever they signed, the latest first. */
export const textsSignedBy = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select()
    .from(consents)
    .where(and(eq(consents.clinicId, clinicId), eq(consents.patientId, patientId)))
    .orderBy(desc(consents.signedAt), desc(consents.id))
    .limit(mostSigned);

/** Every approval of texts about health, withdrawn ones too, the latest first. */
export const careApprovals = (tx: Tx, clinicId: string) =>
  tx
    .select()
    .from(careTextApprovals)
    .where(eq(careTextApprovals.clinicId, clinicId))
    .orderBy(desc(careTextApprovals.approvedAt), desc(careTextApprovals.id));

/** Whether this wording may be shown. */
export async function isCareApproved(tx: Tx, clinicId: string, language: string, version: string): Promise<boolean> {
  const rows = await tx
    .select({ id: careTextApprovals.id })
    .from(careTextApprovals)
    .where(
      and(
        eq(careTextApprovals.clinicId, clinicId),
        eq(careTextApprovals.language, language),
        eq(careTextApprovals.version, version),
        isNull(careTextApprovals.withdrawnAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

export async function addCareApproval(tx: Tx, row: typeof careTextApprovals.$inferInsert): Promise<void> {
  await tx.insert(careTextApprovals).values(row);
}

/** Takes back what stands for the language; answers whether anything stood. */
export async function withdrawCareApprovals(
  tx: Tx,
  clinicId: string,
  language: string,
  by: { withdrawnAt: Date; withdrawnBy: string },
): Promise<boolean> {
  const rows = await tx
    .update(careTextApprovals)
    .set(by)
    .where(
      and(
        eq(careTextApprovals.clinicId, clinicId),
        eq(careTextApprovals.language, language),
        isNull(careTextApprovals.withdrawnAt),
      ),
    )
    .returning({ id: careTextApprovals.id });
  return rows.length > 0;
}
