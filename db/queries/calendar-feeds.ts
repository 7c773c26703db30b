// What calendar programs fetch: a patient's visits, a practitioner's busy times, and the secret addresses of the latter.
import { and, asc, eq, gt, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { appointments, calendarFeeds } from "../schema/index.ts";

export type FeedTime = { chainId: string; sequence: number; start: Date; end: Date };

const columns = {
  chainId: appointments.chainId,
  sequence: appointments.sequence,
  start: appointments.startsAt,
  end: appointments.endsAt,
};

const kept = (clinicId: string, from: Date, until: Date) =>
  and(
    eq(appointments.clinicId, clinicId),
    inArray(appointments.status, ["booked", "arrived", "fulfilled"]),
    gt(appointments.startsAt, from),
    lt(appointments.startsAt, until),
  );

export const timesOfPatient = (
  tx: Tx,
  clinicId: string,
  patientId: string,
  from: Date,
  until: Date,
): Promise<FeedTime[]> =>
  tx
    .select(columns)
    .from(appointments)
    .where(and(kept(clinicId, from, until), eq(appointments.patientId, patientId)))
    .orderBy(asc(appointments.startsAt), asc(appointments.chainId));

export const timesOfPractitioner = (
  tx: Tx,
  clinicId: string,
  practitionerId: string,
  from: Date,
  until: Date,
): Promise<FeedTime[]> =>
  tx
    .select(columns)
    .from(appointments)
    .where(and(kept(clinicId, from, until), eq(appointments.practitionerId, practitionerId)))
    .orderBy(asc(appointments.startsAt), asc(appointments.chainId));

const open = (clinicId: string) => and(eq(calendarFeeds.clinicId, clinicId), isNull(calendarFeeds.endedAt));

export async function openFeed(tx: Tx, clinicId: string, practitionerId: string) {
  const [row] = await tx
    .select({ id: calendarFeeds.id, madeAt: calendarFeeds.madeAt })
    .from(calendarFeeds)
    .where(and(open(clinicId), eq(calendarFeeds.practitionerId, practitionerId)));
  return row ?? null;
}

/** Only for somebody who still works here. */
export async function feedBySecret(tx: Tx, clinicId: string, secretHash: string) {
  const [row] = await tx
    .select({ practitionerId: calendarFeeds.practitionerId })
    .from(calendarFeeds)
    .where(
      and(
        eq(calendarFeeds.clinicId, clinicId),
        isNull(calendarFeeds.endedAt),
        eq(calendarFeeds.secretHash, secretHash),
        sql`exists (select 1 from members m where m.clinic_id = ${clinicId}::uuid and m.id = ${calendarFeeds.memberId} and m.ended_at is null)`,
      ),
    );
  return row ?? null;
}

export async function addFeed(tx: Tx, row: typeof calendarFeeds.$inferInsert): Promise<void> {
  await tx.insert(calendarFeeds).values(row);
}

export async function endFeeds(tx: Tx, clinicId: string, practitionerId: string, at: Date): Promise<boolean> {
  const rows = await tx
    .update(calendarFeeds)
    .set({ endedAt: at })
    .where(and(open(clinicId), eq(calendarFeeds.practitionerId, practitionerId)))
    .returning({ id: calendarFeeds.id });
  return rows.length > 0;
}
