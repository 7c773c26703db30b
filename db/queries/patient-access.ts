// One-time codes and the browser sessions that they open for one patient.
import { and, count, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { accessCodes, guardianships, patients, patientSessions } from "../schema/index.ts";
import { inForceAt } from "./guardians.ts";

export async function addAccessCode(tx: Tx, row: typeof accessCodes.$inferInsert): Promise<void> {
  await tx.insert(accessCodes).values(row);
}

export async function codesSince(tx: Tx, clinicId: string, patientId: string, since: Date): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(accessCodes)
    .where(
      and(eq(accessCodes.clinicId, clinicId), eq(accessCodes.patientId, patientId), gt(accessCodes.expiresAt, since)),
    );
  return row?.n ?? 0;
}

/** The newest unused code of the patient for this browser, locked. */
export async function lockOpenCode(tx: Tx, clinicId: string, patientId: string, browserHash: string, at: Date) {
  const [row] = await tx
    .select()
    .from(accessCodes)
    .where(
      and(
        eq(accessCodes.clinicId, clinicId),
        eq(accessCodes.patientId, patientId),
        eq(accessCodes.browserHash, browserHash),
        isNull(accessCodes.usedAt),
        gt(accessCodes.expiresAt, at),
      ),
    )
    .orderBy(desc(accessCodes.expiresAt))
    .limit(1)
    .for("update");
  return row ?? null;
}

export async function countAttempt(tx: Tx, clinicId: string, id: string): Promise<void> {
  await tx
    .update(accessCodes)
    .set({ attempts: sql`${accessCodes.attempts} + 1` })
    .where(and(eq(accessCodes.clinicId, clinicId), eq(accessCodes.id, id)));
}

export async function spendCode(tx: Tx, clinicId: string, id: string, at: Date): Promise<void> {
  await tx
    .update(accessCodes)
    .set({ usedAt: at })
    .where(and(eq(accessCodes.clinicId, clinicId), eq(accessCodes.id, id)));
}

export async function addPatientSession(tx: Tx, row: typeof patientSessions.$inferInsert): Promise<void> {
  await tx.insert(patientSessions).values(row);
}

/** The browser's session, while it is good. */
export const liveSession = (clinicId: string, tokenHash: string, at: Date) =>
  and(
    eq(patientSessions.clinicId, clinicId),
    eq(patientSessions.tokenHash, tokenHash),
    isNull(patientSessions.revokedAt),
    gt(patientSessions.expiresAt, at),
  );

export async function patientOfTokenHash(
  tx: Tx,
  clinicId: string,
  tokenHash: string,
  at: Date,
): Promise<{
  patientId: string;
  guardianName: string | null;
  /** Somebody acts for them just now. */
  lookedAfter: boolean;
  /** Whom they have turned to. */
  dependantId: string | null;
  provedAt: Date | null;
} | null> {
  const [row] = await tx
    .select({
      patientId: patientSessions.patientId,
      provedAt: patientSessions.provedAt,
      guardianName: patients.guardianName,
      lookedAfter: sql<boolean>`exists (select 1 from ${guardianships} where ${guardianships.clinicId} = ${clinicId}::uuid
        and ${guardianships.patientId} = ${patientSessions.patientId} and ${inForceAt(clinicId, at)})`,
      dependantId: sql<
        string | null
      >`(select ${guardianships.patientId} from ${guardianships} where ${guardianships.clinicId} = ${clinicId}::uuid
        and ${guardianships.id} = ${patientSessions.guardianshipId}
        and ${guardianships.guardianId} = ${patientSessions.patientId} and ${inForceAt(clinicId, at)})`,
    })
    .from(patientSessions)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, patientSessions.patientId)))
    .where(liveSession(clinicId, tokenHash, at));
  return row ?? null;
}

export async function birthDateOf(tx: Tx, clinicId: string, patientId: string): Promise<string | null> {
  const [row] = await tx
    .select({ birthDate: patients.birthDate })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId)));
  return row?.birthDate ?? null;
}

/** The same, with the patient locked until the transaction ends. */
export async function lockBirthDate(tx: Tx, clinicId: string, patientId: string): Promise<string | null> {
  const [row] = await tx
    .select({ birthDate: patients.birthDate })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId)))
    .for("no key update");
  return row?.birthDate ?? null;
}

/** The latest record that stands under this address with this birth date. */
export async function patientAt(tx: Tx, clinicId: string, email: string, birthDate: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: patients.id })
    .from(patients)
    .where(
      and(
        eq(patients.clinicId, clinicId),
        eq(patients.email, email),
        eq(patients.birthDate, birthDate),
        isNull(patients.mergedInto),
      ),
    )
    .orderBy(desc(patients.createdAt), desc(patients.id))
    .limit(1);
  return row?.id ?? null;
}
