// What patients told between visits. New rows only.
import { and, desc, eq, gte } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { checkIns, diaryDays, homeTaskDays } from "../schema/index.ts";

export async function addCheckIn(tx: Tx, row: typeof checkIns.$inferInsert): Promise<void> {
  await tx.insert(checkIns).values(row);
}

/** Newest first. */
export const checkInsOf = (tx: Tx, clinicId: string, patientId: string) =>
  tx
    .select()
    .from(checkIns)
    .where(and(eq(checkIns.clinicId, clinicId), eq(checkIns.patientId, patientId)))
    .orderBy(desc(checkIns.at), desc(checkIns.id));

export async function addDiaryDay(tx: Tx, row: typeof diaryDays.$inferInsert): Promise<void> {
  await tx.insert(diaryDays).values(row);
}

/** Every row since a day, corrections too, the newest day and the latest word on it first. */
export const diaryDaysOf = (tx: Tx, clinicId: string, patientId: string, since: string) =>
  tx
    .select()
    .from(diaryDays)
    .where(and(eq(diaryDays.clinicId, clinicId), eq(diaryDays.patientId, patientId), gte(diaryDays.onDate, since)))
    .orderBy(desc(diaryDays.onDate), desc(diaryDays.at), desc(diaryDays.id));

/** Once a day; a second time says nothing new. */
export async function addHomeTaskDay(tx: Tx, row: typeof homeTaskDays.$inferInsert): Promise<boolean> {
  const rows = await tx.insert(homeTaskDays).values(row).onConflictDoNothing().returning({ id: homeTaskDays.id });
  return rows.length > 0;
}

export const homeTaskDaysOf = (tx: Tx, clinicId: string, patientId: string, since: string) =>
  tx
    .select({ taskId: homeTaskDays.taskId, onDate: homeTaskDays.onDate })
    .from(homeTaskDays)
    .where(
      and(eq(homeTaskDays.clinicId, clinicId), eq(homeTaskDays.patientId, patientId), gte(homeTaskDays.onDate, since)),
    );
