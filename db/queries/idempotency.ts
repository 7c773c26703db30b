// The first answer to each keyed write.
import { and, eq, sql } from "drizzle-orm";
import type { Statement, Tx } from "../client.ts";
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

export const keepAnswer = (clinicId: string, key: string, answer: unknown): Statement => sql`
  update idempotency_keys set answer = ${JSON.stringify(answer)}::jsonb
  where clinic_id = ${clinicId}::uuid and key = ${key}`;
