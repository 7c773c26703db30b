// The first answer to each keyed write.
import { and, eq } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { idempotencyKeys } from "../schema/index.ts";

export type KeptAnswer = { bodyHash: string; answer: unknown };

/** Takes the key; false when somebody had it first. Waits for a first one that is still running. */
export async function takeKey(
  tx: Tx,
  row: { clinicId: string; key: string; bodyHash: string; createdAt: Date },
): Promise<boolean> {
  const taken = await tx
    .insert(idempotencyKeys)
    .values(row)
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  return taken.length > 0;
}

export async function keptAnswer(tx: Tx, clinicId: string, key: string): Promise<KeptAnswer | null> {
  const [row] = await tx
    .select({ bodyHash: idempotencyKeys.bodyHash, answer: idempotencyKeys.answer })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.clinicId, clinicId), eq(idempotencyKeys.key, key)));
  return row ?? null;
}

export async function keepAnswer(tx: Tx, clinicId: string, key: string, answer: unknown): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ answer })
    .where(and(eq(idempotencyKeys.clinicId, clinicId), eq(idempotencyKeys.key, key)));
}
