// Sentences to insert, tasks for home, and referrals inside the clinic.
import { and, asc, desc, eq, isNull, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "../client.ts";
import { disciplines, homeTasks, members, patients, phrases, practitioners, referrals } from "../schema/index.ts";

/** One's own and everybody's, by title. */
export const phrasesFor = (tx: Tx, clinicId: string, memberId: string) =>
  tx
    .select()
    .from(phrases)
    .where(
      and(
        eq(phrases.clinicId, clinicId),
        isNull(phrases.retiredAt),
        or(isNull(phrases.memberId), eq(phrases.memberId, memberId)),
      ),
    )
    .orderBy(asc(phrases.title), asc(phrases.id));

export async function addPhrase(tx: Tx, row: typeof phrases.$inferInsert): Promise<void> {
  await tx.insert(phrases).values(row);
}

/** One's own, or with `everybodys` also one of everybody's; false when there is none. */
export async function retirePhrase(
  tx: Tx,
  clinicId: string,
  phrase: { id: string; memberId: string; everybodys: boolean; at: Date },
): Promise<boolean> {
  const own = eq(phrases.memberId, phrase.memberId);
  const rows = await tx
    .update(phrases)
    .set({ retiredAt: phrase.at })
    .where(
      and(
        eq(phrases.clinicId, clinicId),
        eq(phrases.id, phrase.id),
        isNull(phrases.retiredAt),
        phrase.everybodys ? or(own, isNull(phrases.memberId)) : own,
      ),
    )
    .returning({ id: phrases.id });
  return rows.length > 0;
}

/** The latest first, with who set each. */
export const homeTasksOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select({ row: homeTasks, setBy: members.name })
    .from(homeTasks)
    .innerJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, homeTasks.setBy)))
    .where(and(eq(homeTasks.clinicId, clinicId), eq(homeTasks.patientId, patientId)))
    .orderBy(desc(homeTasks.setAt), desc(homeTasks.id));

export async function addHomeTask(tx: Tx, row: typeof homeTasks.$inferInsert): Promise<void> {
  await tx.insert(homeTasks).values(row);
}

export async function homeTaskRow(tx: Tx, clinicId: string, id: string) {
  const [row] = await tx
    .select()
    .from(homeTasks)
    .where(and(eq(homeTasks.clinicId, clinicId), eq(homeTasks.id, id)));
  return row ?? null;
}

/** False when it is over already. */
export async function endHomeTask(
  tx: Tx,
  clinicId: string,
  id: string,
  end: { endedAt: Date; endedBy: string },
): Promise<boolean> {
  const rows = await tx
    .update(homeTasks)
    .set(end)
    .where(and(eq(homeTasks.clinicId, clinicId), eq(homeTasks.id, id), isNull(homeTasks.endedAt)))
    .returning({ id: homeTasks.id });
  return rows.length > 0;
}

const answerers = alias(members, "answerers");

const referralsWith = (tx: Tx, clinicId: string, which: SQL) =>
  tx
    .select({
      row: referrals,
      patientName: patients.name,
      disciplineName: disciplines.name,
      practitionerName: practitioners.name,
      sentBy: members.name,
      answeredBy: answerers.name,
    })
    .from(referrals)
    .innerJoin(patients, and(eq(patients.clinicId, clinicId), eq(patients.id, referrals.patientId)))
    .innerJoin(disciplines, and(eq(disciplines.clinicId, clinicId), eq(disciplines.id, referrals.disciplineId)))
    .innerJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, referrals.sentBy)))
    .leftJoin(practitioners, and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, referrals.practitionerId)))
    .leftJoin(answerers, and(eq(answerers.clinicId, clinicId), eq(answerers.id, referrals.answeredBy)))
    .where(and(eq(referrals.clinicId, clinicId), which));

/** The latest first. */
export const referralsOf = (tx: Tx, clinicId: string, patientId: string) =>
  referralsWith(tx, clinicId, eq(referrals.patientId, patientId)).orderBy(desc(referrals.sentAt), desc(referrals.id));

/** Those nobody has answered yet, the longest waiting first. */
export const openReferrals = (tx: Tx, clinicId: string) =>
  referralsWith(tx, clinicId, eq(referrals.status, "sent")).orderBy(asc(referrals.sentAt), asc(referrals.id));

export async function referralRow(tx: Tx, clinicId: string, id: string) {
  const [row] = await tx
    .select()
    .from(referrals)
    .where(and(eq(referrals.clinicId, clinicId), eq(referrals.id, id)));
  return row ?? null;
}

export async function addReferral(tx: Tx, row: typeof referrals.$inferInsert): Promise<void> {
  await tx.insert(referrals).values(row);
}

/** False when somebody has answered it already. */
export async function answerReferralRow(
  tx: Tx,
  clinicId: string,
  id: string,
  answer: { status: string; answer: string; answeredBy: string; answeredAt: Date },
): Promise<boolean> {
  const rows = await tx
    .update(referrals)
    .set(answer)
    .where(and(eq(referrals.clinicId, clinicId), eq(referrals.id, id), eq(referrals.status, "sent")))
    .returning({ id: referrals.id });
  return rows.length > 0;
}
