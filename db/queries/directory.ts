// Reads before any clinic is entered: the directory of clinics, users and limits. Global tables, and the one row that says what a user is there.
import { and, eq, sql } from "drizzle-orm";
import type { Handle, Tx } from "../client.ts";
import { clinics, members, rateLimits, userClinics, users } from "../schema/index.ts";

export async function userByEmail(db: Handle, email: string) {
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return user ?? null;
}

/** Counts one use of a key inside its window and says how many there were; the window starts with the first. */
export async function countUse(db: Handle, key: string, at: Date, windowSeconds: number): Promise<number> {
  const ends = new Date(at.getTime() + windowSeconds * 1000);
  const now = sql`${at.toISOString()}::timestamptz`;
  const [row] = await db
    .insert(rateLimits)
    .values({ key, points: 1, expiresAt: ends })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${rateLimits.expiresAt} <= ${now} then 1 else ${rateLimits.points} + 1 end`,
        expiresAt: sql`case when ${rateLimits.expiresAt} <= ${now} then excluded.expires_at else ${rateLimits.expiresAt} end`,
      },
    })
    .returning({ points: rateLimits.points });
  return row?.points ?? 1;
}

/** The clinics a user was ever let into. */
export async function clinicsOfUser(db: Handle, userId: string) {
  return db
    .select({ id: clinics.id, slug: clinics.slug, name: clinics.name })
    .from(userClinics)
    .innerJoin(clinics, eq(clinics.id, userClinics.clinicId))
    .where(eq(userClinics.userId, userId))
    .orderBy(clinics.slug);
}

export async function allClinics(db: Handle) {
  return db.select().from(clinics).orderBy(clinics.slug);
}

/** The user's standing in a clinic that has been entered; null when they have left it. */
export async function memberOfUser(tx: Tx, clinicId: string, userId: string, at: Date) {
  const [member] = await tx
    .select()
    .from(members)
    .where(and(eq(members.clinicId, clinicId), eq(members.userId, userId)));
  return member && (member.endedAt === null || member.endedAt > at) ? member : null;
}

/** Begins counting anew, as after a success. */
export async function forgetUses(db: Handle, key: string): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, key));
}
