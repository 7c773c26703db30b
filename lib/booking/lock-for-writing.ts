// The locks that writing appointments takes, in one order for everybody, and the end of holds that stand in the way.
import { expireHolds, lockPatients, lockPractitioners, lockUnits } from "../../db/queries/appointments.ts";
import type { TxCtx } from "../context/context.ts";
import { calendarChanged } from "./calendar-bump.ts";

export type WritingNeed = {
  practitionerIds: readonly string[];
  /** Services whose rooms are needed. */
  serviceIds: readonly string[];
  /** Services that anybody who offers them may take. */
  anyoneOf?: readonly string[];
  patientIds: readonly string[];
  visitIds?: readonly string[];
};

/** Sent together and carried out one after the other, so that waiting costs one trip instead of three. */
export async function takeLocks({ tx, clinicId }: TxCtx, need: WritingNeed) {
  const [practitionerIds, unitIds] = await Promise.all([
    lockPractitioners(tx, clinicId, need.practitionerIds, need.anyoneOf ?? []),
    lockUnits(tx, clinicId, need.serviceIds),
    lockPatients(tx, clinicId, need.patientIds),
  ]);
  return { practitionerIds, unitIds, patientIds: need.patientIds, visitIds: need.visitIds ?? [] };
}

/**
 * Takes the locks that writing needs, always in the same order: practitioners, rooms and equipment, patients; and ends holds that ran
 * out and stand in the way. Safe to call before {@link writeAppointments} with more than it would take itself.
 */
export async function lockForWriting(ctx: TxCtx, need: WritingNeed): Promise<void> {
  const way = await takeLocks(ctx, need);
  const ended = await expireHolds(ctx.tx, ctx.clinicId, way, ctx.now);
  if (ended.length) await calendarChanged(ctx);
}
