// What planning the rest of a course again would do to the instalments that are still open; shown before the one yes.
import { inTransaction, type Ctx } from "../context/context.ts";
import { maySeePlan } from "../plans/plan-doors.ts";
import type { ReflowView } from "../plans/reflow-views.ts";
import { comingMinor, fittingOf, type Fitting } from "./instalments.ts";

export type InstalmentChange = { number: number; dueOn: string; fromMinor: number; toMinor: number };

export type InstalmentOutlook = {
  /** Empty when they stay as they are, or when none is open. */
  changes: InstalmentChange[];
  /** Names exactly these amounts; accepted with them. */
  stamp: string;
};

const changed = (fitting: Fitting) => fitting.filter(({ row, amountMinor }) => row.amountMinor !== amountMinor);

export const instalmentStamp = (fitting: Fitting): string =>
  changed(fitting)
    .map(({ row, amountMinor }) => `${row.number}:${amountMinor}`)
    .join(",");

export async function previewInstalments(ctx: Ctx, view: ReflowView): Promise<InstalmentOutlook> {
  maySeePlan(ctx);
  const { planId, course, difference, feeMinor } = view;
  const placedAnew = [...course.proposal, ...difference.dropped].map(({ visitId }) => visitId);
  const placed = course.proposal
    .filter(({ start, provisional }) => start !== null && !provisional)
    .reduce((sum, { patientMinor, patientTaxMinor }) => sum + patientMinor + patientTaxMinor, 0);
  return inTransaction(ctx, async (t) => {
    const stays = await comingMinor(t, planId, new Set(placedAnew));
    const fitting = await fittingOf(t, planId, "anew", stays + placed + feeMinor);
    const changes = changed(fitting).map(({ row, amountMinor }) => ({
      number: row.number,
      dueOn: row.dueOn,
      fromMinor: row.amountMinor,
      toMinor: amountMinor,
    }));
    return { changes, stamp: instalmentStamp(fitting) };
  });
}
