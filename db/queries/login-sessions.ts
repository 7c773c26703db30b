// The sessions of people who sign in: one row a browser, asked on every request.
import { and, desc, eq, gt, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { Handle } from "../client.ts";
import { clinics, loginSessions, userClinics, userFactors, userPins, users } from "../schema/index.ts";

/** What makes a session live: begun and last seen after these instants, and not ended. */
export type Life = { begunAfter: Date; seenAfter: Date };

const live = ({ begunAfter, seenAfter }: Life) =>
  and(
    isNull(loginSessions.revokedAt),
    gt(loginSessions.createdAt, begunAfter),
    gt(loginSessions.lastSeenAt, seenAfter),
  );

export async function addLoginSession(db: Handle, row: typeof loginSessions.$inferInsert): Promise<void> {
  await db.insert(loginSessions).values(row);
}

/** The signed-in person behind a live session, once for each clinic they belong to; the clinic is null when there is none. */
export async function personOfSession(db: Handle, sessionId: string, life: Life) {
  const rows = await db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      createdAt: loginSessions.createdAt,
      lastSeenAt: loginSessions.lastSeenAt,
      provedAt: loginSessions.provedAt,
      atClinic: loginSessions.atClinic,
      method: loginSessions.method,
      onlyClinic: loginSessions.onlyClinic,
      lockedAt: loginSessions.lockedAt,
      factorSince: userFactors.confirmedAt,
      clinicId: clinics.id,
      slug: clinics.slug,
    })
    .from(loginSessions)
    .innerJoin(users, eq(users.id, loginSessions.userId))
    .leftJoin(userFactors, and(eq(userFactors.userId, users.id), isNotNull(userFactors.confirmedAt)))
    .leftJoin(
      userClinics,
      and(
        eq(userClinics.userId, users.id),
        or(isNull(loginSessions.onlyClinic), eq(userClinics.clinicId, loginSessions.onlyClinic)),
      ),
    )
    .leftJoin(clinics, eq(clinics.id, userClinics.clinicId))
    .where(and(eq(loginSessions.id, sessionId), live(life)))
    .orderBy(clinics.slug);
  return rows;
}

export type PersonOfSession = Awaited<ReturnType<typeof personOfSession>>[number];

export async function liveSessionsOf(db: Handle, userId: string, life: Life) {
  return db
    .select()
    .from(loginSessions)
    .where(and(eq(loginSessions.userId, userId), live(life)))
    .orderBy(desc(loginSessions.lastSeenAt), loginSessions.id);
}

export async function touchLoginSession(db: Handle, id: string, at: Date): Promise<void> {
  await db.update(loginSessions).set({ lastSeenAt: at }).where(eq(loginSessions.id, id));
}

export async function markSessionProved(db: Handle, id: string, userId: string, at: Date): Promise<void> {
  await db
    .update(loginSessions)
    .set({ provedAt: at })
    .where(and(eq(loginSessions.id, id), eq(loginSessions.userId, userId)));
}

export async function moveLoginSession(db: Handle, id: string, userId: string, clinicId: string): Promise<void> {
  await db
    .update(loginSessions)
    .set({ atClinic: clinicId })
    .where(and(eq(loginSessions.id, id), eq(loginSessions.userId, userId)));
}

/** Ends one session; with `userId` only when it is theirs. Whether there was one to end. */
export async function revokeLoginSession(db: Handle, id: string, at: Date, userId?: string): Promise<boolean> {
  const ended = await db
    .update(loginSessions)
    .set({ revokedAt: at })
    .where(
      and(
        eq(loginSessions.id, id),
        isNull(loginSessions.revokedAt),
        userId === undefined ? undefined : eq(loginSessions.userId, userId),
      ),
    )
    .returning({ id: loginSessions.id });
  return ended.length > 0;
}

/** Ends all of a user's sessions but one; answers how many. */
export async function revokeOtherSessions(db: Handle, userId: string, keptId: string | null, at: Date) {
  const ended = await db
    .update(loginSessions)
    .set({ revokedAt: at })
    .where(
      and(
        eq(loginSessions.userId, userId),
        isNull(loginSessions.revokedAt),
        keptId === null ? undefined : ne(loginSessions.id, keptId),
      ),
    )
    .returning({ id: loginSessions.id });
  return ended.length;
}

/** Ends the session that a browser leaves for another one; locked, it waits for its own person. */
export async function leaveLoginSession(db: Handle, id: string, at: Date): Promise<void> {
  await db
    .update(loginSessions)
    .set({ revokedAt: at })
    .where(and(eq(loginSessions.id, id), isNull(loginSessions.revokedAt), isNull(loginSessions.lockedAt)));
}

export async function lockLoginSession(db: Handle, id: string, at: Date): Promise<void> {
  await db
    .update(loginSessions)
    .set({ lockedAt: at })
    .where(and(eq(loginSessions.id, id), isNull(loginSessions.revokedAt)));
}

/** Goes on with a live session under a new id, unlocked: the old one opens nothing any more. Whether there was one of this person. */
export async function renewLoginSession(
  db: Handle,
  { id, userId }: { id: string; userId: string },
  newId: string,
  at: Date,
  life: Life,
): Promise<boolean> {
  const renewed = await db
    .update(loginSessions)
    .set({ id: newId, lockedAt: null, lastSeenAt: at })
    .where(and(eq(loginSessions.id, id), eq(loginSessions.userId, userId), live(life)))
    .returning({ id: loginSessions.id });
  return renewed.length > 0;
}

/** Opens a live session again; whether there was one of this person. */
export async function unlockLoginSession(
  db: Handle,
  id: string,
  userId: string,
  at: Date,
  life: Life,
): Promise<boolean> {
  const opened = await db
    .update(loginSessions)
    .set({ lockedAt: null, lastSeenAt: at })
    .where(and(eq(loginSessions.id, id), eq(loginSessions.userId, userId), live(life)))
    .returning({ id: loginSessions.id });
  return opened.length > 0;
}

/** Who is signed in at one desk, locked or not, each once by their latest session, with the PIN that they set. */
export async function peopleAtDesk(db: Handle, deskHash: string, life: Life) {
  return db
    .selectDistinctOn([loginSessions.userId], {
      sessionId: loginSessions.id,
      userId: users.id,
      name: users.name,
      pinHash: userPins.pinHash,
    })
    .from(loginSessions)
    .innerJoin(users, eq(users.id, loginSessions.userId))
    .leftJoin(userPins, eq(userPins.userId, users.id))
    .where(and(eq(loginSessions.deskHash, deskHash), live(life)))
    .orderBy(loginSessions.userId, desc(loginSessions.lastSeenAt));
}

export async function putPin(db: Handle, row: typeof userPins.$inferInsert): Promise<void> {
  await db
    .insert(userPins)
    .values(row)
    .onConflictDoUpdate({ target: userPins.userId, set: { pinHash: row.pinHash, setAt: row.setAt } });
}

/** Whether there was one. */
export async function dropPin(db: Handle, userId: string): Promise<boolean> {
  return (await db.delete(userPins).where(eq(userPins.userId, userId)).returning({ id: userPins.userId })).length > 0;
}

export async function pinSince(db: Handle, userId: string): Promise<Date | null> {
  const [row] = await db.select({ setAt: userPins.setAt }).from(userPins).where(eq(userPins.userId, userId));
  return row?.setAt ?? null;
}
