// Keeps what an examination found, with the scores taken as baselines, as new rows that are never changed.
import { addAssessment, addEpisode, addScores, assessmentRow, episodeRow } from "../../db/queries/charting.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { instruments } from "../outcomes/instruments.ts";
import { mustTreat } from "../patients/care-team.ts";
import { dateIn } from "../time/zone.ts";
import { assessmentInput, type AssessmentInput } from "./charting-input.ts";
import { parseChart } from "./parse-chart.ts";

/**
 * Records four domains, classification, risk, trigger-point role, maintaining factors and baselines; opens the episode when it is
 * described instead of named. Refuses with `invalid`, `forbidden` for members who are no practitioner, and `not_found`.
 */
export async function recordAssessment(
  ctx: Ctx,
  input: AssessmentInput,
): Promise<{ assessmentId: string; episodeId: string }> {
  mustMay(ctx, "write_chart");
  const parsed = parseChart(assessmentInput, input);
  const { actor } = ctx;
  if (actor.kind !== "member" || actor.practitionerId === null)
    throw new Refusal("forbidden", "An assessment is signed by the practitioner who made it.");
  const { memberId, practitionerId } = actor;
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    if (!(await patientRow(tx, clinicId, parsed.patientId))) throw notFound("patient");
    await mustTreat(tctx, parsed.patientId);
    const episodeId = await episodeOf(tctx, parsed);
    if (parsed.replacesId) {
      const replaced = await assessmentRow(tx, clinicId, parsed.replacesId);
      if (replaced?.episodeId !== episodeId) throw notFound("assessment");
    }
    const assessmentId = newId();
    const { patientId, muscles, joints, posture, movement, classification, risk, triggerPointRole } = parsed;
    await addAssessment(tx, {
      clinicId,
      id: assessmentId,
      patientId,
      episodeId,
      practitionerId,
      muscles,
      joints,
      posture,
      movement,
      classification,
      risk,
      triggerPointRole,
      maintainingFactors: parsed.maintainingFactors,
      medicalAssessmentOnFile: parsed.medicalAssessmentOnFile,
      replacesId: parsed.replacesId ?? null,
      assessedAt: now,
      memberId,
    });
    await addScores(
      tx,
      parsed.baselines.map(({ instrument, value }) => ({
        clinicId,
        id: newId(),
        patientId,
        episodeId,
        instrument,
        instrumentVersion: instruments[instrument].version,
        value,
        takenAt: now,
        authorKind: "member",
        memberId,
      })),
    );
    await record(tctx, [
      {
        deed: parsed.replacesId ? "assessment.corrected" : "assessment.recorded",
        subjectKind: "assessment",
        subjectId: assessmentId,
        patientId,
        detail: { baselines: parsed.baselines.length },
      },
    ]);
    return { assessmentId, episodeId };
  });
}

async function episodeOf(ctx: TxCtx, input: ReturnType<typeof parseChart<typeof assessmentInput>>): Promise<string> {
  const { tx, clinicId, now } = ctx;
  const { patientId, episode } = input;
  if (input.episodeId !== undefined) {
    const known = await episodeRow(tx, clinicId, input.episodeId);
    if (known?.patientId !== patientId) throw notFound("episode of care");
    return known.id;
  }
  if (!episode) throw notFound("episode of care");
  const today = dateIn(now, (await loadClinic(ctx)).timeZone);
  if (episode.crashDate !== undefined && episode.crashDate > today)
    throw new Refusal("invalid", "The crash date lies in the future.", {
      fields: [{ field: "episode.crashDate", message: "Enter the day of the crash, year first." }],
    });
  const id = newId();
  await addEpisode(tx, {
    clinicId,
    id,
    patientId,
    condition: episode.condition,
    onset: episode.onset,
    payer: episode.payer,
    crashDate: episode.crashDate ?? null,
    claimNumber: episode.claimNumber ?? null,
    planLimits: episode.planLimits
      ? {
          percentBp: episode.planLimits.percentBp,
          ...(episode.planLimits.perVisitMaxMinor === undefined
            ? {}
            : { perVisitMaxMinor: episode.planLimits.perVisitMaxMinor }),
          ...(episode.planLimits.annualMaxMinor === undefined
            ? {}
            : { annualMaxMinor: episode.planLimits.annualMaxMinor }),
        }
      : null,
    startedOn: episode.crashDate ?? today,
    createdAt: now,
  });
  await record(ctx, [{ deed: "episode.opened", subjectKind: "episode", subjectId: id, patientId }]);
  return id;
}
