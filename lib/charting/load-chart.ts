// Opens a patient's chart for a clinician, and writes down that it was seen.
import { assessmentsOf, notesOf, patientName, scoresOf, screensOf } from "../../db/queries/charting.ts";
import { attachmentsOf } from "../../db/queries/attachments.ts";
import { episodesOf } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { wordingViews } from "../intake/signed-texts.ts";
import { mustTreat } from "../patients/care-team.ts";
import type { ChartView, TriggerPointRole } from "./chart-views.ts";
import type { FileKind } from "./file-kind.ts";
import type { SessionNote } from "./session-note.ts";

/** Everything charted of the patient, newest first. Refuses with `not_found` and `reason_needed`. Each look is kept in the audit chain. */
export async function loadChart(ctx: Ctx, input: { patientId: string }): Promise<ChartView> {
  mustMay(ctx, "see_chart");
  const { patientId } = input;
  if (!isId(patientId)) throw notFound("patient");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const name = await patientName(tx, clinicId, patientId);
    if (name === null) throw notFound("patient");
    const openUntil = await mustTreat(tctx, patientId);
    const [episodes, assessments, scores, notes, screens, attachments, wordingOf] = await Promise.all([
      episodesOf(tx, clinicId, patientId),
      assessmentsOf(tx, clinicId, patientId),
      scoresOf(tx, clinicId, patientId),
      notesOf(tx, clinicId, patientId),
      screensOf(tx, clinicId, patientId),
      attachmentsOf(tx, clinicId, patientId),
      wordingViews(tx, clinicId),
    ]);
    const replaced = new Set(scores.map(({ row }) => row.replacesId));
    await record(tctx, [
      {
        deed: "chart.seen",
        subjectKind: "patient",
        subjectId: patientId,
        patientId,
        ...(openUntil ? { detail: { byReason: true } } : {}),
      },
    ]);
    return {
      patientId,
      patientName: name,
      openUntil,
      episodes: episodes.map((row) => ({
        episodeId: row.id,
        condition: row.condition,
        onset: row.onset,
        payer: row.payer,
        crashDate: row.crashDate,
        claimNumber: row.claimNumber,
        startedOn: row.startedOn,
        endedOn: row.endedOn,
      })),
      assessments: assessments.map(({ row, practitionerName, newerId }) => ({
        assessmentId: row.id,
        episodeId: row.episodeId,
        practitionerName,
        muscles: row.muscles,
        joints: row.joints,
        posture: row.posture,
        movement: row.movement,
        classification: row.classification,
        risk: row.risk,
        triggerPointRole: row.triggerPointRole as TriggerPointRole,
        maintainingFactors: row.maintainingFactors,
        medicalAssessmentOnFile: row.medicalAssessmentOnFile,
        assessedAt: row.assessedAt,
        replacesId: row.replacesId,
        replaced: newerId !== null,
      })),
      scores: scores.map(({ row, author }) => ({
        scoreId: row.id,
        episodeId: row.episodeId,
        instrument: row.instrument,
        instrumentVersion: row.instrumentVersion,
        value: row.value,
        takenAt: row.takenAt,
        author: author ?? row.authorKind,
        replaced: replaced.has(row.id),
      })),
      notes: notes.map(({ row, signedBy, appointmentStart }) => ({
        noteId: row.id,
        appointmentId: row.appointmentId,
        appointmentStart,
        body: row.body,
        // Written by our own shape when it was signed.
        findings: (row.content as SessionNote | null)?.findings ?? [],
        signedBy,
        signedAt: row.signedAt,
        amendsId: row.amendsId,
      })),
      screens: screens.map(({ row, decision, reviewReason }) => ({
        screenId: row.id,
        tier: row.tier,
        signs: row.signs,
        unanswered: row.unanswered,
        askedHow: row.askedHow,
        shown: wordingOf(row),
        answeredAt: row.answeredAt,
        released: decision === "released",
        reviewReason,
      })),
      attachments: attachments.map(({ row, addedBy, withdrawnBy }) => ({
        attachmentId: row.id,
        label: row.label,
        // Held to the list by a rule of its table.
        kind: row.kind as FileKind,
        sizeBytes: row.sizeBytes,
        addedBy,
        addedAt: row.addedAt,
        withdrawn: row.withdrawnAt && {
          by: withdrawnBy ?? "",
          at: row.withdrawnAt,
          reason: row.withdrawReason ?? "",
        },
      })),
    };
  });
}
