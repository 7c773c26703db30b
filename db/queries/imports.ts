// What came from another system, by its key there.
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { importKeys } from "../schema/index.ts";

export type ImportKind = "patients" | "appointments" | "balances";

/** Two readings of the same row wait for each other. */
export async function waitForKey(tx: Tx, clinicId: string, kind: ImportKind, keyHash: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${clinicId} import ${kind} ${keyHash}`}, 0))`);
}

export async function importedByKey(tx: Tx, clinicId: string, kind: ImportKind, keyHash: string) {
  const [row] = await tx
    .select({ subjectId: importKeys.subjectId, patientId: importKeys.patientId })
    .from(importKeys)
    .where(and(eq(importKeys.clinicId, clinicId), eq(importKeys.kind, kind), eq(importKeys.keyHash, keyHash)));
  return row ?? null;
}

export async function addImportKey(tx: Tx, row: typeof importKeys.$inferInsert): Promise<void> {
  await tx.insert(importKeys).values(row);
}
