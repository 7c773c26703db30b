// How the patient does, beside the visits of a plan: each score of its episode in time, where change begins to matter, and flares.
import { flaresOf, scoresOf } from "../../db/queries/charting.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { instruments, isInstrument, type InstrumentId } from "../outcomes/instruments.ts";
import { meaningfulFrom } from "../outcomes/meaningful.ts";
import { readsChart } from "../patients/care-team.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";
import { loadPlan } from "./load-plan.ts";

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
  flares: { flareId: string; onDate: LocalDate; trigger: string }[];
};

/** The global impression of change is an answer about change already, and no course of its own. */
const notDrawn: readonly InstrumentId[] = ["pgic"];

/** Null for members who do not treat the patient. Each look is kept in the audit chain. Refuses with `not_found`. */
export async function planOutcomes(ctx: Ctx, input: { planId: string }): Promise<PlanOutcomes | null> {
  mustMay(ctx, "see_patient");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const { plan, episode, clinic } = await loadPlan(tctx, input.planId);
    if (plan.status === "draft") throw notFound("course of outcomes");
    if (!(await readsChart(tctx, plan.patientId))) return null;
    const [all, flares] = await Promise.all([
      scoresOf(tx, clinicId, plan.patientId),
      flaresOf(tx, clinicId, episode.id),
    ]);
    const replaced = new Set(all.map(({ row }) => row.replacesId));
    const standing = all
      .flatMap(({ row }) => (row.episodeId === episode.id && !replaced.has(row.id) ? [row] : []))
      .toReversed();
    const measured = [...new Set(standing.map(({ instrument }) => instrument))];
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
        const points = standing.flatMap((row) =>
          row.instrument === instrument ? [{ date: dateIn(row.takenAt, clinic.timeZone), value: row.value }] : [],
        );
        const { name, max, moreIsBetter } = instruments[instrument];
        return [
          { instrument, name, max, moreIsBetter, meaningfulAt: meaningfulFrom(instrument, points[0]!.value), points },
        ];
      }),
      flares: flares.map(({ id, onDate, trigger }) => ({ flareId: id, onDate, trigger })),
    };
  });
}
