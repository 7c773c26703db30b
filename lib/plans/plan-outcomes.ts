// How the patient does, beside the visits of a plan: each score of its episode in time, where change begins to matter, and flares.
import { episodeScores, flaresOf } from "../../db/queries/charting.ts";
import { planRow } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { FlareTrigger } from "../outcomes/flare.ts";
import { readsChart } from "../patients/care-team.ts";
import type { LocalDate } from "../time/dates.ts";
import { outcomeSeries, type OutcomeSeries } from "./outcome-series.ts";

export type PlanOutcomes = {
  series: OutcomeSeries[];
  /** Newest first. */
  flares: { flareId: string; onDate: LocalDate; trigger: FlareTrigger }[];
};

/** Null for members who do not treat the patient. Each look is kept in the audit chain. Refuses with `not_found`. */
export async function planOutcomes(ctx: Ctx, input: { planId: string }): Promise<PlanOutcomes | null> {
  mustMay(ctx, "see_patient");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const plan = isId(input.planId) ? await planRow(tx, clinicId, input.planId) : null;
    if (!plan || plan.status === "draft") throw notFound("plan");
    if (!(await readsChart(tctx, plan.patientId))) return null;
    const [newestFirst, flares, clinic] = await Promise.all([
      episodeScores(tx, clinicId, plan.episodeId),
      flaresOf(tx, clinicId, plan.episodeId),
      loadClinic(tctx),
    ]);
    await record(tctx, [
      {
        deed: "chart.seen",
        subjectKind: "patient",
        subjectId: plan.patientId,
        patientId: plan.patientId,
        detail: { onPlan: true },
      },
    ]);
    return {
      series: outcomeSeries(newestFirst, clinic.timeZone),
      flares: flares.map(({ id, onDate, trigger }) => ({
        flareId: id,
        onDate,
        trigger: trigger as FlareTrigger,
      })),
    };
  });
}
