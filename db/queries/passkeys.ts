// Passkeys of people who sign in, and what their devices were asked to sign. Global tables: a person may belong to several clinics.
import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Handle } from "../client.ts";
import { passkeyChallenges, passkeys } from "../schema/index.ts";

export type PasskeyRow = typeof passkeys.$inferSelect;

export const passkeysOf = (db: Handle, userId: string): Promise<PasskeyRow[]> =>
  db.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.createdAt), asc(passkeys.id));

export async function passkeyByCredential(db: Handle, credentialId: string): Promise<PasskeyRow | null> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return row ?? null;
}

/** Whether it was new. */
export async function addPasskey(db: Handle, row: typeof passkeys.$inferInsert): Promise<boolean> {
  const added = await db.insert(passkeys).values(row).onConflictDoNothing().returning({ id: passkeys.id });
  return added.length > 0;
}

/** Whether there was one of theirs to remove. */
export async function removePasskey(db: Handle, id: string, userId: string): Promise<boolean> {
  const gone = await db
    .delete(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)))
    .returning({ id: passkeys.id });
  return gone.length > 0;
}

/** Whether a count goes on from the kept one, or the device does not count. */
export const goesOn = (kept: AnyPgColumn, counter: number) =>
  sql`(${kept} < ${counter} or (${kept} = 0 and ${counter} = 0))`;

/** Takes the count when it goes on; of two that come at once, one gets it. */
export async function takeCounter(db: Handle, id: string, counter: number, at: Date): Promise<boolean> {
  const used = await db
    .update(passkeys)
    .set({ counter, lastUsedAt: at })
    .where(and(eq(passkeys.id, id), goesOn(passkeys.counter, counter)))
    .returning({ id: passkeys.id });
  return used.length > 0;
}

/** Keeps one, and lets those go that nobody can use any more. */
export async function addChallenge(db: Handle, row: typeof passkeyChallenges.$inferInsert, at: Date): Promise<void> {
  await db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, at));
  await db.insert(passkeyChallenges).values(row);
}

/** Spends it; null when there is none that can still be used. */
export async function takeChallenge(db: Handle, tokenHash: string, at: Date) {
  const [row] = await db
    .delete(passkeyChallenges)
    .where(and(eq(passkeyChallenges.tokenHash, tokenHash), gt(passkeyChallenges.expiresAt, at)))
    .returning();
  return row ?? null;
}
