// A sign-in on its way, the second factor and the recovery codes of a person. Global tables: a person may belong to several clinics.
import { and, count, eq, gt, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Handle } from "../client.ts";
import { passwordResets, recoveryCodes, signInProofs, userFactors, users } from "../schema/index.ts";

export async function addProof(db: Handle, row: typeof signInProofs.$inferInsert): Promise<void> {
  await db.insert(signInProofs).values(row);
}

const open = (tokenHash: string, at: Date) =>
  and(eq(signInProofs.tokenHash, tokenHash), isNull(signInProofs.spentAt), gt(signInProofs.expiresAt, at));

/** A sign-in that waits for its code. */
export async function openProof(db: Handle, tokenHash: string, at: Date) {
  const [proof] = await db
    .select()
    .from(signInProofs)
    .where(and(open(tokenHash, at), isNull(signInProofs.readyAt)));
  return proof ?? null;
}

/** Counts a try at the code and says how many there were. */
export async function countProofTry(db: Handle, id: string): Promise<number> {
  const [row] = await db
    .update(signInProofs)
    .set({ attempts: sql`${signInProofs.attempts} + 1` })
    .where(eq(signInProofs.id, id))
    .returning({ attempts: signInProofs.attempts });
  return row?.attempts ?? Number.POSITIVE_INFINITY;
}

export async function readyProof(db: Handle, id: string, method: string, at: Date): Promise<void> {
  await db.update(signInProofs).set({ readyAt: at, method }).where(eq(signInProofs.id, id));
}

/** Spends a complete proof; null when it is not complete, spent, or too old. */
export async function spendProof(db: Handle, tokenHash: string, at: Date) {
  const [proof] = await db
    .update(signInProofs)
    .set({ spentAt: at })
    .where(and(open(tokenHash, at), isNotNull(signInProofs.readyAt)))
    .returning();
  return proof ?? null;
}

export async function dropOldProofs(db: Handle, userId: string, at: Date): Promise<void> {
  await db.delete(signInProofs).where(and(eq(signInProofs.userId, userId), lt(signInProofs.expiresAt, at)));
}

/** Sign-ins on their way are over. */
export async function dropProofs(db: Handle, userId: string): Promise<void> {
  await db.delete(signInProofs).where(eq(signInProofs.userId, userId));
}

export async function userById(db: Handle, userId: string) {
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  return user ?? null;
}

export async function setPasswordHash(db: Handle, userId: string, passwordHash: string): Promise<void> {
  await db.update(users).set({ passwordHash }).where(eq(users.id, userId));
}

/** Earlier links of the same person are over. */
export async function addPasswordReset(db: Handle, row: typeof passwordResets.$inferInsert): Promise<void> {
  await db.delete(passwordResets).where(eq(passwordResets.userId, row.userId));
  await db.insert(passwordResets).values(row);
}

const openReset = (id: string, at: Date) =>
  and(eq(passwordResets.id, id), isNull(passwordResets.spentAt), gt(passwordResets.expiresAt, at));

/** Who may choose another password by it; null when it was used, or is over. */
export async function userOfReset(db: Handle, id: string, at: Date) {
  const [row] = await db
    .select({ id: users.id, email: users.email, name: users.name, expiresAt: passwordResets.expiresAt })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(openReset(id, at));
  return row ?? null;
}

/** Whether it was still open. */
export async function spendReset(db: Handle, id: string, at: Date): Promise<boolean> {
  const spent = await db
    .update(passwordResets)
    .set({ spentAt: at })
    .where(openReset(id, at))
    .returning({ id: passwordResets.id });
  return spent.length > 0;
}

export async function factorOfUser(db: Handle, userId: string) {
  const [factor] = await db.select().from(userFactors).where(eq(userFactors.userId, userId));
  return factor ?? null;
}

/** Begins a factor anew; one that is confirmed stays as it is. */
export async function putFactor(db: Handle, row: typeof userFactors.$inferInsert): Promise<void> {
  await db
    .insert(userFactors)
    .values(row)
    .onConflictDoUpdate({
      target: userFactors.userId,
      set: { sealedSeed: row.sealedSeed, keyId: row.keyId, lastStep: null, createdAt: row.createdAt },
      setWhere: isNull(userFactors.confirmedAt),
    });
}

/** Takes the step when it is later than the last one; of two that come at once, one gets it. */
export async function takeStep(db: Handle, userId: string, step: number): Promise<boolean> {
  const used = await db
    .update(userFactors)
    .set({ lastStep: step })
    .where(and(eq(userFactors.userId, userId), or(isNull(userFactors.lastStep), lt(userFactors.lastStep, step))))
    .returning({ userId: userFactors.userId });
  return used.length > 0;
}

export async function confirmFactorRow(db: Handle, userId: string, at: Date): Promise<boolean> {
  const done = await db
    .update(userFactors)
    .set({ confirmedAt: at })
    .where(and(eq(userFactors.userId, userId), isNull(userFactors.confirmedAt)))
    .returning({ userId: userFactors.userId });
  return done.length > 0;
}

export async function removeFactor(db: Handle, userId: string): Promise<void> {
  await db.delete(userFactors).where(eq(userFactors.userId, userId));
  await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
}

/** The old ones are gone with this. */
export async function putRecoveryCodes(db: Handle, userId: string, rows: (typeof recoveryCodes.$inferInsert)[]) {
  await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await db.insert(recoveryCodes).values(rows);
}

export async function spendRecoveryCode(db: Handle, userId: string, codeHash: string, at: Date): Promise<boolean> {
  const spent = await db
    .update(recoveryCodes)
    .set({ spentAt: at })
    .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.spentAt)))
    .returning({ id: recoveryCodes.id });
  return spent.length > 0;
}

export async function recoveryCodesLeft(db: Handle, userId: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.spentAt)));
  return row?.n ?? 0;
}
