// The locks that writing appointments takes, in one order for everybody, and the end of holds that stand in the way.
import { expireHolds, lockForWrite, type DeskRules, type WritingNeed } from "../../db/queries/appointments.ts";
import { together } from "../../db/together.ts";
import type { TxCtx } from "../context/context.ts";
import { calendarChanged } from "../events/calendar-bump.ts";

/**
 * Takes the locks that writing needs, always in the same order: practitioners, patients; and ends holds that ran out and stand in the
 * way. Answers what is set for booking the patients. Safe to call before {@link writeAppointments} with more than it would take itself.
 */
export async function lockForWriting(ctx: TxCtx, need: WritingNeed): Promise<DeskRules[]> {
  const [rules, ended] = await together([
    lockForWrite(ctx.tx, ctx.clinicId, need),
    expireHolds(ctx.tx, ctx.clinicId, need, ctx.now),
  ]);
  if (ended.length) await calendarChanged(ctx);
  return rules;
}
