// The breach register's rows: added, never changed.
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { breaches, members } from "../schema/index.ts";

export async function addBreach(tx: Tx, row: typeof breaches.$inferInsert): Promise<void> {
  await tx.insert(breaches).values(row);
}

export async function isFirstOfBreach(tx: Tx, clinicId: string, breachId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: breaches.id })
    .from(breaches)
    .where(and(eq(breaches.clinicId, clinicId), eq(breaches.id, breachId), isNull(breaches.continuesId)));
  return rows.length > 0;
}

/** In the order in which they were written. */
export const breachRows = (tx: Tx, clinicId: string) =>
  tx
    .select({
      id: breaches.id,
      continuesId: breaches.continuesId,
      foundOn: breaches.foundOn,
      happened: breaches.happened,
      dataKinds: breaches.dataKinds,
      people: breaches.people,
      harmLikely: breaches.harmLikely,
      told: breaches.told,
      toldOn: breaches.toldOn,
      recordedAt: breaches.recordedAt,
      recordedBy: members.name,
    })
    .from(breaches)
    .innerJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, breaches.memberId)))
    .where(eq(breaches.clinicId, clinicId))
    .orderBy(asc(breaches.recordedAt), asc(breaches.id));
