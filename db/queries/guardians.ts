// Who may act for whom: what was asked, what the desk has said yes to, and what holds on a day.
import { and, asc, desc, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { clinics, guardianships, patients, patientSessions } from "../schema/index.ts";

export type GuardianshipRow = typeof guardianships.$inferSelect;

/** Holds at the instant, on the clinic's own calendar. `g` is the table's name or alias there. */
export const inForceAt = (clinicId: string, at: Date): SQL<boolean> => sql<boolean>`
  ${guardianships.approvedAt} is not null and ${guardianships.endedAt} is null
    and daterange(${guardianships.fromOn}, ${guardianships.untilOn}) @> (${at.toISOString()}::timestamptz
      at time zone (select c.time_zone from ${clinics} c where c.id = ${clinicId}::uuid))::date`;

export async function addGuardianship(tx: Tx, row: typeof guardianships.$inferInsert): Promise<void> {
  await tx.insert(guardianships).values(row);
}

export async function lockGuardianship(tx: Tx, clinicId: string, id: string): Promise<GuardianshipRow | null> {
  const [row] = await tx
    .select()
    .from(guardianships)
    .where(and(eq(guardianships.clinicId, clinicId), eq(guardianships.id, id)))
    .for("update");
  return row ?? null;
}

/** What a person has asked for and not ended, the first first. */
export const guardianshipsOf = (tx: Tx, clinicId: string, guardianId: string) =>
  tx
    .select()
    .from(guardianships)
    .where(
      and(
        eq(guardianships.clinicId, clinicId),
        eq(guardianships.guardianId, guardianId),
        isNull(guardianships.endedAt),
      ),
    )
    .orderBy(asc(guardianships.askedAt), asc(guardianships.id));

/** Who acts, or has asked to act, for a patient or is asked about one; with the guardian's name. */
export const guardiansOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select({ row: guardianships, guardianName: patients.name })
    .from(guardianships)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, guardianships.guardianId)))
    .where(
      and(eq(guardianships.clinicId, clinicId), eq(guardianships.patientId, patientId), isNull(guardianships.endedAt)),
    )
    .orderBy(desc(guardianships.approvedAt), asc(guardianships.id));

export async function changeGuardianship(
  tx: Tx,
  clinicId: string,
  id: string,
  change: Partial<
    Pick<
      GuardianshipRow,
      "patientId" | "approvedAt" | "approvedBy" | "seen" | "youngAgrees" | "fromOn" | "untilOn" | "endedAt" | "endedBy"
    >
  >,
): Promise<void> {
  await tx
    .update(guardianships)
    .set(change)
    .where(and(eq(guardianships.clinicId, clinicId), eq(guardianships.id, id)));
}

/** Records that the typed person may be: same name and birth date. */
export const recordsLike = (tx: Tx, clinicId: string, person: { name: string; birthDate: string }) =>
  tx
    .select({ id: patients.id, name: patients.name, email: patients.email, mobile: patients.mobile })
    .from(patients)
    .where(
      and(
        eq(patients.clinicId, clinicId),
        eq(patients.birthDate, person.birthDate),
        sql`lower(${patients.name}) = lower(${person.name})`,
        isNull(patients.mergedInto),
      ),
    )
    .orderBy(asc(patients.createdAt), asc(patients.id));

/** How whoever looks after the patient at the instant is reached; null when nobody does. */
export async function guardianContact(
  tx: Tx,
  clinicId: string,
  patientId: string,
  at: Date,
): Promise<{ email: string | null; mobile: string | null } | null> {
  const [row] = await tx
    .select({ email: patients.email, mobile: patients.mobile })
    .from(guardianships)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, guardianships.guardianId)))
    .where(
      and(
        eq(guardianships.clinicId, clinicId),
        eq(guardianships.patientId, patientId),
        isNull(patients.mergedInto),
        inForceAt(clinicId, at),
      ),
    )
    .orderBy(asc(guardianships.approvedAt), asc(guardianships.id))
    .limit(1);
  return row ?? null;
}

/** Points a browser's session at somebody, by the right that is in force; false when there is no such right of its own. */
export async function pointSession(
  tx: Tx,
  clinicId: string,
  tokenHash: string,
  guardianshipId: string | null,
  at: Date,
): Promise<boolean> {
  const allowed =
    guardianshipId === null
      ? sql`true`
      : sql`exists (select 1 from ${guardianships} where ${guardianships.clinicId} = ${clinicId}::uuid
          and ${guardianships.id} = ${guardianshipId}::uuid
          and ${guardianships.guardianId} = ${patientSessions.patientId} and ${inForceAt(clinicId, at)})`;
  const rows = await tx
    .update(patientSessions)
    .set({ guardianshipId })
    .where(
      and(
        eq(patientSessions.clinicId, clinicId),
        eq(patientSessions.tokenHash, tokenHash),
        isNull(patientSessions.revokedAt),
        sql`${patientSessions.expiresAt} > ${at.toISOString()}::timestamptz`,
        allowed,
      ),
    )
    .returning({ id: patientSessions.id });
  return rows.length > 0;
}
