// What the clinic's privacy page names: rows are added, the latest holds.
import { desc, eq } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { privacyNotices } from "../schema/index.ts";

export type PrivacyNoticeRow = typeof privacyNotices.$inferSelect;

export async function latestPrivacyNotice(tx: Tx, clinicId: string): Promise<PrivacyNoticeRow | null> {
  const [row] = await tx
    .select()
    .from(privacyNotices)
    .where(eq(privacyNotices.clinicId, clinicId))
    .orderBy(desc(privacyNotices.setAt), desc(privacyNotices.id))
    .limit(1);
  return row ?? null;
}

export async function addPrivacyNotice(tx: Tx, row: typeof privacyNotices.$inferInsert): Promise<void> {
  await tx.insert(privacyNotices).values(row);
}
