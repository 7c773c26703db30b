// Looks for summaries that are not what the facts add up to.
import { activatedPlanIds, figureDays, figuresKeptFrom, keptFigures, storedPlans } from "../../db/queries/figures.ts";
import { clinicRow } from "../../db/queries/clinics.ts";
import type { TxCtx } from "../context/context.ts";
import { countNames } from "../figures/count-figures.ts";
import { historyOf, keptDays, leftOf } from "../figures/keep-figures.ts";
import { unpackSteps } from "../figures/pack-steps.ts";
import { addedUp, foldSteps, keyOf, stepsFrom, type Step } from "../figures/plan-steps.ts";
import { addDays } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";

const atOnce = 200;

/** Up to today the sums of phases are kept together. */
const isPastOfPhase = ({ on, scope: [, , phase] }: Step, today: string) => phase !== null && on <= today;

export type Drift = { count: number; rows: Record<string, unknown>[] };

/** Plans and days that differ, the first twenty named; nothing where no summaries are kept. For a clinic that is at rest. */
export async function figureDrift({ tx, clinicId, now }: Pick<TxCtx, "tx" | "clinicId" | "now">): Promise<Drift> {
  const keptFrom = await figuresKeptFrom(tx, clinicId);
  const clinic = await clinicRow(tx, clinicId);
  const drift: Drift = { count: 0, rows: [] };
  if (keptFrom === null || !clinic) return drift;
  const found = (row: Record<string, unknown>) => {
    drift.count++;
    if (drift.rows.length < 20) drift.rows.push(row);
  };
  const today = dateIn(now, clinic.timeZone);
  // A plan that was written since the rows were last put together stands together from a later day on.
  const earliest = addDays(today, -keptDays);
  const from = keptFrom > earliest ? keptFrom : earliest;
  let total: Step[] = [];
  for (let after: string | null = null; ;) {
    const ids: string[] = await activatedPlanIds(tx, clinicId, after, atOnce);
    const kept = new Map((await keptFigures(tx, clinicId, ids)).map((one) => [one.planId, one]));
    for (const stored of await storedPlans(tx, clinicId, ids)) {
      const one = kept.get(stored.planId);
      if (!one) {
        found({ planId: stored.planId, missing: true });
        continue;
      }
      const history = historyOf(stored, clinic.timeZone);
      const steps = history ? addedUp(stepsFrom(history, one.since)) : [];
      const off = addedUp(unpackSteps(one.steps), steps);
      if (off.length) found({ planId: stored.planId, since: one.since, off: off.slice(0, 3) });
      const { planId: _, since: __, steps: ___, rests, ...list } = one;
      const { rests: ____, ...should } = leftOf(history, today);
      if (JSON.stringify(list) !== JSON.stringify(should)) found({ planId: stored.planId, list, should, rests });
      total.push(...foldSteps(steps, from).map((step) => (isPastOfPhase(step, today) ? { ...step, on: from } : step)));
    }
    total = addedUp(total);
    if (ids.length < atOnce) break;
    after = ids.at(-1)!;
  }
  const kept = (await figureDays(tx, clinicId, { from, today })).map(
    ({ on, disciplineId, practitionerId, phase, ...counts }): Step => ({
      on,
      scope: [disciplineId, practitionerId, phase],
      counts: Object.fromEntries(countNames.map((name) => [name, counts[name]])),
    }),
  );
  for (const { on, scope, counts } of addedUp(kept, total)) found({ on, scope: keyOf(scope), counts });
  return drift;
}
