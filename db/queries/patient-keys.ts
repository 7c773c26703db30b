// What patients prove themselves with beside the mailed code: passkeys, and the app that shows codes.
import { and, asc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { patientApps, patientPasskeys, patientSessions } from "../schema/index.ts";
import { goesOn } from "./passkeys.ts";
import { liveSession } from "./patient-access.ts";

export type PatientPasskeyRow = typeof patientPasskeys.$inferSelect;

/** A live session of the browser. */
export async function sessionOfTokenHash(tx: Tx, clinicId: string, tokenHash: string, at: Date) {
  const [row] = await tx
    .select({
      id: patientSessions.id,
      patientId: patientSessions.patientId,
      createdAt: patientSessions.createdAt,
      provedAt: patientSessions.provedAt,
    })
    .from(patientSessions)
    .where(liveSession(clinicId, tokenHash, at));
  return row ?? null;
}

export async function markPatientProved(tx: Tx, clinicId: string, sessionId: string, at: Date): Promise<void> {
  await tx
    .update(patientSessions)
    .set({ provedAt: at })
    .where(and(eq(patientSessions.clinicId, clinicId), eq(patientSessions.id, sessionId)));
}

export async function endSessionsOfPatient(tx: Tx, clinicId: string, patientId: string, at: Date): Promise<void> {
  await tx
    .update(patientSessions)
    .set({ revokedAt: at })
    .where(
      and(
        eq(patientSessions.clinicId, clinicId),
        eq(patientSessions.patientId, patientId),
        isNull(patientSessions.revokedAt),
      ),
    );
}

/** The session of one browser, by what its token hashes to. */
export async function endSessionOfToken(tx: Tx, clinicId: string, tokenHash: string, at: Date): Promise<void> {
  await tx
    .update(patientSessions)
    .set({ revokedAt: at })
    .where(
      and(
        eq(patientSessions.clinicId, clinicId),
        eq(patientSessions.tokenHash, tokenHash),
        isNull(patientSessions.revokedAt),
      ),
    );
}

export const passkeysOfPatient = (tx: Tx, clinicId: string, patientId: string): Promise<PatientPasskeyRow[]> =>
  tx
    .select()
    .from(patientPasskeys)
    .where(and(eq(patientPasskeys.clinicId, clinicId), eq(patientPasskeys.patientId, patientId)))
    .orderBy(asc(patientPasskeys.createdAt), asc(patientPasskeys.id));

/** Whether it was new. */
export async function addPatientPasskey(tx: Tx, row: typeof patientPasskeys.$inferInsert): Promise<boolean> {
  const added = await tx
    .insert(patientPasskeys)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: patientPasskeys.id });
  return added.length > 0;
}

/** Whether there was one of theirs to remove. */
export async function removePatientPasskey(tx: Tx, clinicId: string, patientId: string, id: string): Promise<boolean> {
  const gone = await tx
    .delete(patientPasskeys)
    .where(
      and(eq(patientPasskeys.clinicId, clinicId), eq(patientPasskeys.patientId, patientId), eq(patientPasskeys.id, id)),
    )
    .returning({ id: patientPasskeys.id });
  return gone.length > 0;
}

/** Takes the count when it goes on; of two that come at once, one gets it. */
export async function takePatientCounter(
  tx: Tx,
  clinicId: string,
  id: string,
  counter: number,
  at: Date,
): Promise<boolean> {
  const used = await tx
    .update(patientPasskeys)
    .set({ counter, lastUsedAt: at })
    .where(
      and(eq(patientPasskeys.clinicId, clinicId), eq(patientPasskeys.id, id), goesOn(patientPasskeys.counter, counter)),
    )
    .returning({ id: patientPasskeys.id });
  return used.length > 0;
}

export async function appOfPatient(tx: Tx, clinicId: string, patientId: string) {
  const [row] = await tx
    .select()
    .from(patientApps)
    .where(and(eq(patientApps.clinicId, clinicId), eq(patientApps.patientId, patientId)));
  return row ?? null;
}

/** Begins an app anew; one that is confirmed stays as it is. */
export async function putPatientApp(tx: Tx, row: typeof patientApps.$inferInsert): Promise<void> {
  const { sealedSeed, keyId, createdAt } = row;
  await tx
    .insert(patientApps)
    .values(row)
    .onConflictDoUpdate({
      target: [patientApps.clinicId, patientApps.patientId],
      set: { sealedSeed, keyId, lastStep: null, createdAt },
      setWhere: isNull(patientApps.confirmedAt),
    });
}

/** Takes the step when it is later than the last one, and confirms the app by its first; of two that come at once, one gets it. */
export async function takePatientStep(
  tx: Tx,
  clinicId: string,
  patientId: string,
  step: number,
  at: Date,
): Promise<boolean> {
  const used = await tx
    .update(patientApps)
    .set({ lastStep: step, confirmedAt: sql`coalesce(${patientApps.confirmedAt}, ${at.toISOString()}::timestamptz)` })
    .where(
      and(
        eq(patientApps.clinicId, clinicId),
        eq(patientApps.patientId, patientId),
        or(isNull(patientApps.lastStep), lt(patientApps.lastStep, step)),
      ),
    )
    .returning({ id: patientApps.id });
  return used.length > 0;
}

export async function removePatientApp(tx: Tx, clinicId: string, patientId: string): Promise<boolean> {
  const gone = await tx
    .delete(patientApps)
    .where(and(eq(patientApps.clinicId, clinicId), eq(patientApps.patientId, patientId)))
    .returning({ id: patientApps.id });
  return gone.length > 0;
}

/** Every key of theirs; how many there were. */
export async function removeKeysOfPatient(tx: Tx, clinicId: string, patientId: string): Promise<number> {
  const gone = await tx
    .delete(patientPasskeys)
    .where(and(eq(patientPasskeys.clinicId, clinicId), eq(patientPasskeys.patientId, patientId)))
    .returning({ id: patientPasskeys.id });
  return gone.length + ((await removePatientApp(tx, clinicId, patientId)) ? 1 : 0);
}
