// Patients: matching a guest to a record, finding and reading one for staff.
import { and, desc, eq, ilike, isNull, or, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import {
  appointments,
  consents,
  disciplines,
  episodes,
  guardianships,
  patients,
  practitioners,
  services,
} from "../schema/index.ts";
import { inForceAt } from "./guardians.ts";

export type PatientRow = typeof patients.$inferSelect;

/** Makes writers about the same person wait for one another until the transaction ends. */
export async function waitForPerson(tx: Tx, clinicId: string, person: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${clinicId}:${person}`}, 0))`);
}

/** Records with this name (any case), birth date and one of the contacts; oldest first. */
export async function matchingPatients(
  tx: Tx,
  clinicId: string,
  person: { name: string; birthDate: string; email?: string | undefined; mobile?: string | undefined },
  at: Date,
): Promise<{ id: string; email: string | null; mobile: string | null; language: string | null }[]> {
  const contacts = [
    ...(person.email === undefined ? [] : [eq(patients.email, person.email)]),
    ...(person.mobile === undefined ? [] : [eq(patients.mobile, person.mobile)]),
  ];
  if (!contacts.length) return [];
  // Or that of whoever looks after the person.
  const throughGuardian = sql`exists (select 1 from ${guardianships}
    join patients g on g.clinic_id = ${clinicId}::uuid and g.id = ${guardianships.guardianId} and g.merged_into is null
    where ${guardianships.clinicId} = ${clinicId}::uuid and ${guardianships.patientId} = ${patients.id}
      and (g.email = ${person.email ?? null} or g.mobile = ${person.mobile ?? null}) and ${inForceAt(clinicId, at)})`;
  return tx
    .select({
      // Whoever gives the details of a record that was joined into another means that other one.
      id: sql<string>`coalesce(${patients.mergedInto}, ${patients.id})`,
      email: patients.email,
      mobile: patients.mobile,
      language: patients.language,
    })
    .from(patients)
    .where(
      and(
        eq(patients.clinicId, clinicId),
        eq(patients.birthDate, person.birthDate),
        sql`lower(${patients.name}) = lower(${person.name})`,
        or(...contacts, throughGuardian),
      ),
    )
    .orderBy(patients.createdAt, patients.id);
}

/** In which a person's letters are written; null while nobody has said. */
export async function patientLanguage(tx: Tx, clinicId: string, patientId: string): Promise<string | null> {
  const [row] = await tx
    .select({ language: patients.language })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId)));
  return row?.language ?? null;
}

export async function setPatientLanguage(tx: Tx, clinicId: string, patientId: string, language: string): Promise<void> {
  await tx
    .update(patients)
    .set({ language })
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId)));
}

export async function addPatient(tx: Tx, row: typeof patients.$inferInsert): Promise<void> {
  await tx.insert(patients).values(row);
}

/** A record that stands: not one that was joined into another. */
export async function patientRow(tx: Tx, clinicId: string, patientId: string): Promise<PatientRow | null> {
  const [row] = await tx
    .select()
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId), isNull(patients.mergedInto)));
  return row ?? null;
}

/** The record that this one was joined into; null for one that stands, and for none. */
export async function mergedInto(tx: Tx, clinicId: string, patientId: string): Promise<string | null> {
  const [row] = await tx
    .select({ into: patients.mergedInto })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId)));
  return row?.into ?? null;
}

/** By part of the name, by e-mail, or by the end of the mobile number; at most `most`, by name. */
export async function searchPatients(
  tx: Tx,
  clinicId: string,
  query: { text: string; digits: string; birthDate: string | null },
  most: number,
): Promise<PatientRow[]> {
  const like = `%${query.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return tx
    .select()
    .from(patients)
    .where(
      and(
        eq(patients.clinicId, clinicId),
        isNull(patients.mergedInto),
        or(
          ilike(patients.name, like),
          ilike(patients.preferredName, like),
          ilike(patients.email, like),
          ...(query.digits.length >= 4 ? [ilike(patients.mobile, `%${query.digits}`)] : []),
          ...(query.birthDate ? [eq(patients.birthDate, query.birthDate)] : []),
        ),
      ),
    )
    .orderBy(patients.name, patients.id)
    .limit(most);
}

export const episodesOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select()
    .from(episodes)
    .where(and(eq(episodes.clinicId, clinicId), eq(episodes.patientId, patientId)))
    .orderBy(desc(episodes.startedOn), desc(episodes.id));

/** A patient's appointments, latest first; holds that were never finished are left out. */
export const visitsOf = (tx: Tx, clinicId: string, patientId: string, most: number) =>
  tx
    .select({
      appointmentId: appointments.id,
      chainId: appointments.chainId,
      start: appointments.startsAt,
      end: appointments.endsAt,
      status: appointments.status,
      serviceName: services.name,
      disciplineCode: disciplines.code,
      practitionerName: practitioners.name,
      reviewRequired: appointments.reviewRequired,
      visitId: appointments.visitId,
    })
    .from(appointments)
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, services.disciplineId)))
    .innerJoin(
      practitioners,
      and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, appointments.practitionerId)),
    )
    .where(
      and(
        eq(appointments.clinicId, clinicId),
        eq(appointments.patientId, patientId),
        sql`${appointments.status} <> 'expired'`,
      ),
    )
    .orderBy(desc(appointments.startsAt), desc(appointments.id))
    .limit(most);

/** What a person agreed to; kept for good. */
export async function addConsent(tx: Tx, row: typeof consents.$inferInsert): Promise<void> {
  await tx.insert(consents).values(row);
}

export async function setDeskRules(
  tx: Tx,
  clinicId: string,
  patientId: string,
  rules: { deskAlert: string | null; staffOnly: boolean; notWith: string[]; language?: string },
): Promise<void> {
  await tx
    .update(patients)
    .set(rules)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId)));
}
