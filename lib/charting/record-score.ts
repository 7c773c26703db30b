// Keeps one measured score with its time and author; a correction is a new row that names the old one.
import { addScores, episodeRow, scoreRow } from "../../db/queries/charting.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { instruments } from "../outcomes/instruments.ts";
import { mustTreat } from "../patients/care-team.ts";
import { scoreInput, type ScoreInput } from "./charting-input.ts";
import { parseChart } from "./parse-chart.ts";

/** Refuses with `invalid` for a value outside its instrument or a time to come, and with `not_found`. */
export async function recordScore(ctx: Ctx, input: ScoreInput): Promise<{ scoreId: string }> {
  mustMay(ctx, "write_chart");
  const parsed = parseChart(scoreInput, input);
  const takenAt = parsed.takenAt ?? ctx.now;
  if (takenAt > ctx.now)
    throw new Refusal("invalid", "A score cannot be taken in the future.", {
      fields: [{ field: "takenAt", message: "Enter when it was measured." }],
    });
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const { patientId, episodeId, instrument, value, replacesId } = parsed;
    const episode = await episodeRow(tx, clinicId, episodeId);
    if (episode?.patientId !== patientId) throw notFound("episode of care");
    await mustTreat(tctx, patientId);
    if (replacesId) {
      const old = await scoreRow(tx, clinicId, replacesId);
      if (old?.episodeId !== episodeId || old.instrument !== instrument) throw notFound("score");
    }
    const scoreId = newId();
    await addScores(tx, [
      {
        clinicId,
        id: scoreId,
        patientId,
        episodeId,
        instrument,
        instrumentVersion: instruments[instrument].version,
        value,
        takenAt,
        recordedAt: takenAt < ctx.now ? ctx.now : null,
        authorKind: ctx.actor.kind,
        memberId: memberIdOf(ctx),
        replacesId: replacesId ?? null,
      },
    ]);
    await record(tctx, [
      {
        deed: replacesId ? "score.corrected" : "score.recorded",
        subjectKind: "score",
        subjectId: scoreId,
        patientId,
        detail: { instrument },
      },
    ]);
    return { scoreId };
  });
}
