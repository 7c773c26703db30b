// The text that patients sign before they are treated, and who signed which version.
import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { consents, consentTexts } from "../schema/index.ts";

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
