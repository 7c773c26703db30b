// The people of a clinic who sign in, and what the clinic asks of them.
import { desc, eq } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { signInRules } from "../schema/index.ts";

export async function latestSignInRule(tx: Tx, clinicId: string) {
  const [rule] = await tx
    .select()
    .from(signInRules)
    .where(eq(signInRules.clinicId, clinicId))
    .orderBy(desc(signInRules.setAt), desc(signInRules.id))
    .limit(1);
  return rule ?? null;
}

export async function addSignInRule(tx: Tx, row: typeof signInRules.$inferInsert): Promise<void> {
  await tx.insert(signInRules).values(row);
}
