// How the patient does, beside the visits of a plan: each score of its episode in time, where change begins to matter, and flares.
import { episodeScores, flaresOf } from "../../db/queries/charting.ts";
import { planRow } from "../../db/queries/plans.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { FlareTrigger } from "../outcomes/flare.ts";
import { instruments, isInstrument, type InstrumentId } from "../outcomes/instruments.ts";
import { meaningfulFrom } from "../outcomes/meaningful.ts";
import { readsChart } from "../patients/care-team.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";

export type OutcomeSeries = {
  instrument: InstrumentId;
  name: string;
  max: number;
  moreIsBetter: boolean;
  /** Where the change from the baseline begins to matter; null where no figure is agreed. */
  meaningfulAt: number | null;
  /** Oldest first; the first one is the baseline. */
  points: { date: LocalDate; value: number }[];
};

export type PlanOutcomes = {
  series: OutcomeSeries[];
  /** Newest first. */
  flares: { flareId: string; onDate: LocalDate; trigger: FlareTrigger }[];
};

/** The global impression of change is an answer about change already, and no course of its own. */
const notDrawn: readonly InstrumentId[] = ["pgic"];

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
    const scores = newestFirst.toReversed();
    const measured = [...new Set(scores.map((score) => score.instrument))];
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
      series: measured.filter(isInstrument).flatMap((instrument) => {
        if (notDrawn.includes(instrument)) return [];
        const points = scores.flatMap((score) =>
          score.instrument === instrument ? [{ date: dateIn(score.takenAt, clinic.timeZone), value: score.value }] : [],
        );
        const { name, max, moreIsBetter } = instruments[instrument];
        return [
          { instrument, name, max, moreIsBetter, meaningfulAt: meaningfulFrom(instrument, points[0]!.value), points },
        ];
      }),
      flares: flares.map(({ id, onDate, trigger }) => ({
        flareId: id,
        onDate,
        trigger: trigger as FlareTrigger,
      })),
    };
  });
}
