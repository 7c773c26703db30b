// What was found and done: assessments, scores, notes and screens of a patient. New rows only; nothing is changed.
import { and, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "../client.ts";
import {
  appointments,
  assessments,
  disciplines,
  episodes,
  flares,
  members,
  noteDrafts,
  notes,
  patients,
  practitioners,
  scores,
  screens,
  services,
} from "../schema/index.ts";

export type AssessmentRow = typeof assessments.$inferSelect;

export async function addEpisode(tx: Tx, row: typeof episodes.$inferInsert): Promise<void> {
  await tx.insert(episodes).values(row);
}

export async function episodeRow(tx: Tx, clinicId: string, episodeId: string) {
  const [row] = await tx
    .select()
    .from(episodes)
    .where(and(eq(episodes.clinicId, clinicId), eq(episodes.id, episodeId)));
  return row ?? null;
}

export async function addAssessment(tx: Tx, row: typeof assessments.$inferInsert): Promise<void> {
  await tx.insert(assessments).values(row);
}

export async function assessmentRow(tx: Tx, clinicId: string, assessmentId: string): Promise<AssessmentRow | null> {
  const [row] = await tx
    .select()
    .from(assessments)
    .where(and(eq(assessments.clinicId, clinicId), eq(assessments.id, assessmentId)));
  return row ?? null;
}

export async function addScores(tx: Tx, rows: (typeof scores.$inferInsert)[]): Promise<void> {
  if (rows.length) await tx.insert(scores).values(rows);
}

/** Those that no correction has replaced, newest first. */
export const episodeScores = (tx: Tx, clinicId: string, episodeId: string) => {
  const newer = alias(scores, "newer");
  return tx
    .select({ instrument: scores.instrument, value: scores.value, takenAt: scores.takenAt })
    .from(scores)
    .leftJoin(newer, and(eq(newer.clinicId, clinicId), eq(newer.replacesId, scores.id)))
    .where(and(eq(scores.clinicId, clinicId), eq(scores.episodeId, episodeId), sql`${newer.id} is null`))
    .orderBy(desc(scores.takenAt), desc(scores.id));
};

export async function scoreRow(tx: Tx, clinicId: string, scoreId: string) {
  const [row] = await tx
    .select()
    .from(scores)
    .where(and(eq(scores.clinicId, clinicId), eq(scores.id, scoreId)));
  return row ?? null;
}

/** Instruments with at least one score that stands, of one episode. */
export async function measuredInstruments(tx: Tx, clinicId: string, episodeId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ instrument: scores.instrument })
    .from(scores)
    .where(and(eq(scores.clinicId, clinicId), eq(scores.episodeId, episodeId)));
  return rows.map((row) => row.instrument);
}

export async function addFlare(tx: Tx, row: typeof flares.$inferInsert): Promise<void> {
  await tx.insert(flares).values(row);
}

/** Those that stand, newest first. */
export const flaresOf = (tx: Tx, clinicId: string, episodeId: string) => {
  const back = alias(flares, "back");
  return tx
    .select({ id: flares.id, onDate: flares.onDate, trigger: flares.trigger })
    .from(flares)
    .leftJoin(back, and(eq(back.clinicId, clinicId), eq(back.takesBackId, flares.id)))
    .where(
      and(
        eq(flares.clinicId, clinicId),
        eq(flares.episodeId, episodeId),
        sql`${flares.takesBackId} is null`,
        sql`${back.id} is null`,
      ),
    )
    .orderBy(desc(flares.onDate), desc(flares.at));
};

export async function flareRow(tx: Tx, clinicId: string, flareId: string) {
  const [row] = await tx
    .select()
    .from(flares)
    .where(and(eq(flares.clinicId, clinicId), eq(flares.id, flareId)));
  return row ?? null;
}

export async function addNote(tx: Tx, row: typeof notes.$inferInsert): Promise<void> {
  await tx.insert(notes).values(row);
}

export async function noteRow(tx: Tx, clinicId: string, noteId: string) {
  const [row] = await tx
    .select()
    .from(notes)
    .where(and(eq(notes.clinicId, clinicId), eq(notes.id, noteId)));
  return row ?? null;
}

/** The signed note of an appointment that amends nothing. */
export async function firstNoteOf(tx: Tx, clinicId: string, appointmentId: string) {
  const [row] = await tx
    .select({ id: notes.id })
    .from(notes)
    .where(and(eq(notes.clinicId, clinicId), eq(notes.appointmentId, appointmentId), sql`${notes.amendsId} is null`))
    .limit(1);
  return row ?? null;
}

/** The appointment a note is about, with the profession of its discipline. */
const noted = (tx: Tx, clinicId: string, appointmentId: string) =>
  tx
    .select({
      id: appointments.id,
      patientId: appointments.patientId,
      status: appointments.status,
      startsAt: appointments.startsAt,
      timeZone: appointments.timeZone,
      profession: disciplines.profession,
    })
    .from(appointments)
    .innerJoin(services, and(eq(services.clinicId, clinicId), eq(services.id, appointments.serviceId)))
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, services.disciplineId)))
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.id, appointmentId)));

export const notedVisit = async (tx: Tx, clinicId: string, appointmentId: string) =>
  (await noted(tx, clinicId, appointmentId))[0] ?? null;

/** The same, locked so that two notes are not signed at once. */
export const lockNoted = async (tx: Tx, clinicId: string, appointmentId: string) =>
  (await noted(tx, clinicId, appointmentId).for("no key update", { of: appointments }))[0] ?? null;

const ofWriter = (appointmentId: string, memberId: string) =>
  and(eq(noteDrafts.appointmentId, appointmentId), eq(noteDrafts.memberId, memberId));

export async function draftOf(tx: Tx, clinicId: string, appointmentId: string, memberId: string) {
  const [row] = await tx
    .select()
    .from(noteDrafts)
    .where(and(eq(noteDrafts.clinicId, clinicId), ofWriter(appointmentId, memberId)));
  return row ?? null;
}

/** Writes a draft or what it has become; whether it is new. */
export async function putDraft(tx: Tx, row: typeof noteDrafts.$inferInsert): Promise<boolean> {
  const written = await tx
    .update(noteDrafts)
    .set({ typed: row.typed, savedAt: row.savedAt })
    .where(and(eq(noteDrafts.clinicId, row.clinicId), ofWriter(row.appointmentId, row.memberId)))
    .returning({ id: noteDrafts.id });
  if (written.length) return false;
  const { typed, savedAt } = row;
  await tx
    .insert(noteDrafts)
    .values(row)
    .onConflictDoUpdate({
      target: [noteDrafts.clinicId, noteDrafts.appointmentId, noteDrafts.memberId],
      set: { typed, savedAt },
    });
  return true;
}

export async function dropDraft(tx: Tx, clinicId: string, appointmentId: string, memberId: string): Promise<void> {
  await tx.delete(noteDrafts).where(and(eq(noteDrafts.clinicId, clinicId), ofWriter(appointmentId, memberId)));
}

const newer = alias(assessments, "newer");

export const assessmentsOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select({ row: assessments, practitionerName: practitioners.name, newerId: newer.id })
    .from(assessments)
    .innerJoin(
      practitioners,
      and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, assessments.practitionerId)),
    )
    .leftJoin(newer, and(eq(newer.clinicId, clinicId), eq(newer.replacesId, assessments.id)))
    .where(and(eq(assessments.clinicId, clinicId), eq(assessments.patientId, patientId)))
    .orderBy(desc(assessments.assessedAt), desc(assessments.id));

export const scoresOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select({ row: scores, author: members.name })
    .from(scores)
    .leftJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, scores.memberId)))
    .where(and(eq(scores.clinicId, clinicId), eq(scores.patientId, patientId)))
    .orderBy(desc(scores.takenAt), desc(scores.id));

export const notesOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select({ row: notes, signedBy: members.name, appointmentStart: appointments.startsAt })
    .from(notes)
    .innerJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, notes.signedBy)))
    .innerJoin(appointments, and(eq(appointments.clinicId, clinicId), eq(appointments.id, notes.appointmentId)))
    .where(and(eq(notes.clinicId, clinicId), eq(notes.patientId, patientId)))
    .orderBy(desc(notes.signedAt), desc(notes.id));

/** A patient's screens with the last word of a clinician on each. */
export const screensOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select({
      row: screens,
      decision: sql<string | null>`(select r.decision from screen_reviews r where r.clinic_id = ${clinicId}::uuid
        and r.screen_id = screens.id order by r.reviewed_at desc, r.id desc limit 1)`,
      reviewReason: sql<string | null>`(select r.reason from screen_reviews r where r.clinic_id = ${clinicId}::uuid
        and r.screen_id = screens.id order by r.reviewed_at desc, r.id desc limit 1)`,
    })
    .from(screens)
    .where(and(eq(screens.clinicId, clinicId), eq(screens.patientId, patientId)))
    .orderBy(desc(screens.answeredAt), desc(screens.id));

export async function patientName(tx: Tx, clinicId: string, patientId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: patients.name })
    .from(patients)
    .where(and(eq(patients.clinicId, clinicId), eq(patients.id, patientId)));
  return row?.name ?? null;
}
