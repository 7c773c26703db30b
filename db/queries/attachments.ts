// Files in a patient's chart: their rows, and apart from them what is in each.
import { and, desc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "../client.ts";
import { attachmentFiles, attachments, members } from "../schema/index.ts";

/** Everything of the patient, withdrawn or not, the latest first; nothing of what is in them. */
export const attachmentsOf = (tx: Tx, clinicId: string, patientId: string) => {
  const withdrawers = alias(members, "withdrawers");
  return tx
    .select({ row: attachments, addedBy: members.name, withdrawnBy: withdrawers.name })
    .from(attachments)
    .innerJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, attachments.addedBy)))
    .leftJoin(withdrawers, and(eq(withdrawers.clinicId, clinicId), eq(withdrawers.id, attachments.withdrawnBy)))
    .where(and(eq(attachments.clinicId, clinicId), eq(attachments.patientId, patientId)))
    .orderBy(desc(attachments.addedAt), desc(attachments.id));
};

export async function attachmentRow(tx: Tx, clinicId: string, attachmentId: string) {
  const [row] = await tx
    .select()
    .from(attachments)
    .where(and(eq(attachments.clinicId, clinicId), eq(attachments.id, attachmentId)));
  return row ?? null;
}

export async function sealedFileOf(tx: Tx, clinicId: string, attachmentId: string) {
  const [row] = await tx
    .select({ sealed: attachmentFiles.sealed, keyId: attachmentFiles.keyId })
    .from(attachmentFiles)
    .where(and(eq(attachmentFiles.clinicId, clinicId), eq(attachmentFiles.attachmentId, attachmentId)));
  return row ?? null;
}

export async function addAttachment(
  tx: Tx,
  row: typeof attachments.$inferInsert,
  file: typeof attachmentFiles.$inferInsert,
): Promise<void> {
  await tx.insert(attachments).values(row);
  await tx.insert(attachmentFiles).values(file);
}

/** False when it was withdrawn before. */
export async function withdrawAttachment(
  tx: Tx,
  clinicId: string,
  attachmentId: string,
  mark: { withdrawnBy: string; withdrawnAt: Date; withdrawReason: string },
): Promise<boolean> {
  const rows = await tx
    .update(attachments)
    .set(mark)
    .where(and(eq(attachments.clinicId, clinicId), eq(attachments.id, attachmentId), isNull(attachments.withdrawnAt)))
    .returning({ id: attachments.id });
  return rows.length > 0;
}
