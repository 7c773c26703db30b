// When people work: weekly hours, time off and closures, for the day sheet and for whoever changes them.
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { closures, hourOverrides, locations, practitioners, timeOff, weeklyHours } from "../schema/index.ts";

const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;

export const weeklyHoursOf = (tx: Tx, clinicId: string, practitionerId: string) =>
  tx
    .select()
    .from(weeklyHours)
    .where(and(eq(weeklyHours.clinicId, clinicId), eq(weeklyHours.practitionerId, practitionerId)))
    .orderBy(weeklyHours.dow, weeklyHours.startMin);

export async function replaceWeeklyHours(
  tx: Tx,
  clinicId: string,
  practitionerId: string,
  rows: (typeof weeklyHours.$inferInsert)[],
): Promise<void> {
  await tx
    .delete(weeklyHours)
    .where(and(eq(weeklyHours.clinicId, clinicId), eq(weeklyHours.practitionerId, practitionerId)));
  if (rows.length) await tx.insert(weeklyHours).values(rows);
}

export async function addTimeOff(tx: Tx, row: typeof timeOff.$inferInsert): Promise<void> {
  await tx.insert(timeOff).values(row);
}

/** Hours of single days, in place of what was set for them before. */
export async function putDayHours(tx: Tx, rows: (typeof hourOverrides.$inferInsert)[]): Promise<void> {
  await tx
    .insert(hourOverrides)
    .values(rows)
    .onConflictDoUpdate({
      target: [hourOverrides.clinicId, hourOverrides.practitionerId, hourOverrides.onDate],
      set: { intervals: sql`excluded.intervals` },
    });
}

/** False when nothing was set for the day. */
export async function dropDayHours(tx: Tx, clinicId: string, practitionerId: string, onDate: string): Promise<boolean> {
  const rows = await tx
    .delete(hourOverrides)
    .where(
      and(
        eq(hourOverrides.clinicId, clinicId),
        eq(hourOverrides.practitionerId, practitionerId),
        eq(hourOverrides.onDate, onDate),
      ),
    )
    .returning({ id: hourOverrides.id });
  return rows.length > 0;
}

export const dayHoursFrom = (tx: Tx, clinicId: string, practitionerId: string, fromDate: string) =>
  tx
    .select({ onDate: hourOverrides.onDate, intervals: hourOverrides.intervals })
    .from(hourOverrides)
    .where(
      and(
        eq(hourOverrides.clinicId, clinicId),
        eq(hourOverrides.practitionerId, practitionerId),
        sql`${hourOverrides.onDate} >= ${fromDate}::date`,
      ),
    )
    .orderBy(hourOverrides.onDate);

export async function addClosure(tx: Tx, row: typeof closures.$inferInsert): Promise<void> {
  await tx.insert(closures).values(row);
}

/** Gives blocked time back; false when it is not there or was given back already. */
export async function endTimeOff(tx: Tx, clinicId: string, timeOffId: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(timeOff)
    .set({ removedAt: now })
    .where(and(eq(timeOff.clinicId, clinicId), eq(timeOff.id, timeOffId), isNull(timeOff.removedAt)))
    .returning({ id: timeOff.id });
  return rows.length > 0;
}

/** Time off of people between two instants, closures of the whole clinic with `practitionerId` null. */
export async function offBetween(tx: Tx, clinicId: string, from: Date, to: Date) {
  const [off, closed] = await Promise.all([
    tx
      .select({
        id: timeOff.id,
        practitionerId: timeOff.practitionerId,
        startsAt: timeOff.startsAt,
        endsAt: timeOff.endsAt,
        reason: timeOff.reason,
      })
      .from(timeOff)
      .where(
        and(
          eq(timeOff.clinicId, clinicId),
          isNull(timeOff.removedAt),
          sql`${timeOff.startsAt} < ${at(to)} and ${timeOff.endsAt} > ${at(from)}`,
        ),
      ),
    tx
      .select({ id: closures.id, startsAt: closures.startsAt, endsAt: closures.endsAt, reason: closures.reason })
      .from(closures)
      .where(
        and(
          eq(closures.clinicId, clinicId),
          sql`${closures.startsAt} < ${at(to)} and ${closures.endsAt} > ${at(from)}`,
        ),
      ),
  ]);
  return [...off, ...closed.map((row) => ({ ...row, practitionerId: null }))];
}

export async function practitionerName(tx: Tx, clinicId: string, practitionerId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: practitioners.name })
    .from(practitioners)
    .where(and(eq(practitioners.clinicId, clinicId), eq(practitioners.id, practitionerId)));
  return row?.name ?? null;
}

export const knownLocations = (tx: Tx, clinicId: string, ids: readonly string[]) =>
  tx
    .select({ id: locations.id })
    .from(locations)
    .where(and(eq(locations.clinicId, clinicId), inArray(locations.id, [...ids])));
