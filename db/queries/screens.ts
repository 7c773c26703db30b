// Screens as answered, their reviews, the calls the desk owes, and the drafts of guests.
import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { appointments, callTasks, drafts, screenReviews, screens } from "../schema/index.ts";

export type ScreenRow = typeof screens.$inferSelect;

export async function addScreen(tx: Tx, row: typeof screens.$inferInsert): Promise<void> {
  await tx.insert(screens).values(row);
}

/** All screens of one sitting, oldest first. */
export const screensOfDraft = (tx: Tx, clinicId: string, draftId: string): Promise<ScreenRow[]> =>
  tx
    .select()
    .from(screens)
    .where(and(eq(screens.clinicId, clinicId), eq(screens.draftId, draftId)))
    .orderBy(asc(screens.answeredAt), asc(screens.id));

/** Ties a guest's screens of one sitting to the patient, now that the patient is known. */
export async function tieScreens(tx: Tx, clinicId: string, draftId: string, patientId: string): Promise<void> {
  await tx
    .update(screens)
    .set({ patientId })
    .where(and(eq(screens.clinicId, clinicId), eq(screens.draftId, draftId), isNull(screens.patientId)));
}

export type ReviewedScreen = {
  patientId: string | null;
  id: string;
  draftId: string | null;
  tier: string;
  answeredAt: Date;
  released: boolean;
};

// A column inside a selected expression would lose its table's name, so the inner one is written out.
/** All screens of these patients, oldest first, with whether a clinician's last word released them. */
export async function reviewedScreens(
  tx: Tx,
  clinicId: string,
  patientIds: readonly string[],
): Promise<ReviewedScreen[]> {
  if (!patientIds.length) return [];
  return tx
    .select({
      patientId: screens.patientId,
      id: screens.id,
      draftId: screens.draftId,
      tier: screens.tier,
      answeredAt: screens.answeredAt,
      released: sql<boolean>`coalesce((
        select r.decision = 'released' from screen_reviews r
        where r.clinic_id = ${clinicId} and r.screen_id = screens.id
        order by r.reviewed_at desc, r.id desc limit 1), false)`,
    })
    .from(screens)
    .where(and(eq(screens.clinicId, clinicId), inArray(screens.patientId, [...patientIds])))
    .orderBy(asc(screens.answeredAt), asc(screens.id));
}

export async function screenRow(tx: Tx, clinicId: string, screenId: string): Promise<ScreenRow | null> {
  const [row] = await tx
    .select()
    .from(screens)
    .where(and(eq(screens.clinicId, clinicId), eq(screens.id, screenId)));
  return row ?? null;
}

export async function addReview(tx: Tx, row: typeof screenReviews.$inferInsert): Promise<void> {
  await tx.insert(screenReviews).values(row);
}

/** Takes the review mark off the live appointments of this screen. */
export async function unmarkReviewed(tx: Tx, clinicId: string, screenId: string): Promise<void> {
  await tx
    .update(appointments)
    .set({ reviewRequired: false })
    .where(and(eq(appointments.clinicId, clinicId), eq(appointments.screenId, screenId)));
}

export async function addCallTask(tx: Tx, row: typeof callTasks.$inferInsert): Promise<void> {
  await tx.insert(callTasks).values(row);
}

/** The task made for a screen, open or closed. */
export async function callTaskOfScreen(tx: Tx, clinicId: string, screenId: string): Promise<{ id: string } | null> {
  const [row] = await tx
    .select({ id: callTasks.id })
    .from(callTasks)
    .where(and(eq(callTasks.clinicId, clinicId), eq(callTasks.screenId, screenId)))
    .limit(1);
  return row ?? null;
}

export const openCallTasks = (tx: Tx, clinicId: string) =>
  tx
    .select()
    .from(callTasks)
    .where(
      and(
        eq(callTasks.clinicId, clinicId),
        isNull(callTasks.closedAt),
        // A visit that its patient has moved or given up meanwhile needs no call.
        or(
          isNull(callTasks.appointmentId),
          sql`exists (select 1 from appointments a where a.clinic_id = ${clinicId}::uuid and a.id = ${callTasks.appointmentId}
            and a.status in ('booked', 'arrived'))`,
        ),
      ),
    )
    .orderBy(asc(callTasks.dueAt), asc(callTasks.id));

/** Closes an open task; false when it is closed already or not there. */
export async function closeTask(
  tx: Tx,
  clinicId: string,
  taskId: string,
  end: { closedAt: Date; closedBy: string | null; outcome: string },
): Promise<boolean> {
  const rows = await tx
    .update(callTasks)
    .set(end)
    .where(and(eq(callTasks.clinicId, clinicId), eq(callTasks.id, taskId), isNull(callTasks.closedAt)))
    .returning({ id: callTasks.id });
  return rows.length > 0;
}

export const callTaskRow = (tx: Tx, clinicId: string, taskId: string) =>
  tx
    .select({ id: callTasks.id })
    .from(callTasks)
    .where(and(eq(callTasks.clinicId, clinicId), eq(callTasks.id, taskId)));

export async function draftByToken(tx: Tx, clinicId: string, tokenHash: string, at: Date) {
  const [row] = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.clinicId, clinicId), eq(drafts.tokenHash, tokenHash), gt(drafts.expiresAt, at)));
  return row ?? null;
}

export async function addDraft(tx: Tx, row: typeof drafts.$inferInsert): Promise<void> {
  await tx.insert(drafts).values(row);
}

export async function updateDraft(
  tx: Tx,
  clinicId: string,
  draftId: string,
  answers: Record<string, unknown>,
): Promise<void> {
  await tx
    .update(drafts)
    .set({ answers })
    .where(and(eq(drafts.clinicId, clinicId), eq(drafts.id, draftId)));
}

export async function removeDraft(tx: Tx, clinicId: string, tokenHash: string): Promise<void> {
  await tx.delete(drafts).where(and(eq(drafts.clinicId, clinicId), eq(drafts.tokenHash, tokenHash)));
}

export async function removeOldDrafts(tx: Tx, clinicId: string, at: Date): Promise<number> {
  const rows = await tx
    .delete(drafts)
    .where(and(eq(drafts.clinicId, clinicId), lte(drafts.expiresAt, at)))
    .returning({ id: drafts.id });
  return rows.length;
}
