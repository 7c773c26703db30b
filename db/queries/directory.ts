// Reads before any clinic is entered: the directory of clinics, users, their sessions and limits. Global tables, and the one row that says what a user is there.
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Handle, Tx } from "../client.ts";
import { clinics, loginSessions, members, rateLimits, userClinics, users } from "../schema/index.ts";

export async function userByEmail(db: Handle, email: string) {
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return user ?? null;
}

export async function addLoginSession(db: Handle, row: { id: string; userId: string; method: string; at: Date }) {
  await db
    .insert(loginSessions)
    .values({ id: row.id, userId: row.userId, method: row.method, createdAt: row.at, lastSeenAt: row.at });
}

/** The signed-in person behind a live session, with the clinics they belong to. */
export async function personOfSession(db: Handle, sessionId: string) {
  const rows = await db
    .select({
      userId: users.id,
      name: users.name,
      createdAt: loginSessions.createdAt,
      lastSeenAt: loginSessions.lastSeenAt,
      clinicId: clinics.id,
      slug: clinics.slug,
    })
    .from(loginSessions)
    .innerJoin(users, eq(users.id, loginSessions.userId))
    .innerJoin(userClinics, eq(userClinics.userId, users.id))
    .innerJoin(clinics, eq(clinics.id, userClinics.clinicId))
    .where(and(eq(loginSessions.id, sessionId), isNull(loginSessions.revokedAt)))
    .orderBy(clinics.slug);
  return rows;
}

export async function touchLoginSession(db: Handle, id: string, at: Date): Promise<void> {
  await db.update(loginSessions).set({ lastSeenAt: at }).where(eq(loginSessions.id, id));
}

export async function revokeLoginSession(db: Handle, id: string, at: Date): Promise<void> {
  await db.update(loginSessions).set({ revokedAt: at }).where(eq(loginSessions.id, id));
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
