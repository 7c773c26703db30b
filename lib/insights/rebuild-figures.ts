// Draws the summaries of a clinic from the facts again, while everybody goes on working; and puts their rows together now and then.
import {
  activatedPlanIds,
  clearFigureSteps,
  figuresKeptFrom,
  foldFigureSteps,
  sayFiguresKept,
} from "../../db/queries/figures.ts";
import { clinicRow } from "../../db/queries/clinics.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { keptDays, summarise } from "../figures/keep-figures.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";

const atOnce = 100;

export type Rebuilding = {
  /** Throw everything away first, where sums and plans have come apart. */
  anew?: boolean;
  /** Said after each hundred plans. */
  progress?: (plans: number) => void;
  /** Asked after each hundred plans; what is done by then stays, and a later run goes over all of them again. */
  stopped?: () => boolean;
};

/** For the system alone. Answers how many plans were gone over, and whether it came to its end. */
export async function rebuildFigures(
  ctx: Ctx,
  { anew = false, progress, stopped }: Rebuilding = {},
): Promise<{ plans: number; whole: boolean }> {
  let after: string | null = null;
  let plans = 0;
  if (anew) await inTransaction(ctx, ({ tx, clinicId }) => clearFigureSteps(tx, clinicId));
  for (;;) {
    const ids: string[] = await inTransaction(ctx, async ({ tx, clinicId, now }) => {
      const some = await activatedPlanIds(tx, clinicId, after, atOnce);
      const touched = { planIds: new Set(some), visitIds: new Set<string>(), appointmentIds: new Set<string>() };
      await summarise(tx, clinicId, touched, now, "whole");
      return some;
    });
    plans += ids.length;
    if (ids.length < atOnce) break;
    progress?.(plans);
    if (stopped?.()) return { plans, whole: false };
    after = ids.at(-1)!;
  }
  await inTransaction(ctx, fold);
  return { plans, whole: true };
}

/** What the worker does by the hour: draws summaries where there are none yet, else keeps their rows few. */
export async function tidyFigures(ctx: Ctx): Promise<void> {
  const keptFrom = await inTransaction(ctx, ({ tx, clinicId }) => figuresKeptFrom(tx, clinicId));
  if (keptFrom === null) await rebuildFigures(ctx);
  else await inTransaction(ctx, fold);
}

async function fold({ tx, clinicId, now }: TxCtx): Promise<void> {
  const clinic = await clinicRow(tx, clinicId);
  if (!clinic) throw notFound("clinic");
  const today = dateIn(now, clinic.timeZone);
  const from = addDays(today, -keptDays);
  await foldFigureSteps(tx, clinicId, { from, today });
  await sayFiguresKept(tx, clinicId, from, now);
}
