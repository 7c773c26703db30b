// Opens one patient's record for staff.
import { episodesOf, mergedInto, patientRow, visitsOf } from "../../db/queries/patients.ts";
import { isLanguage } from "../languages/language.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId } from "../ids.ts";
import { readsChart } from "./care-team.ts";
import type { PatientView } from "./patient-views.ts";

const MOST_VISITS = 200;

/** The patient with episodes and visits, latest first. Refuses with `not_found`; the facts of one that was joined into another say into which. Each look is kept in the audit chain. */
export async function loadPatient(ctx: Ctx, input: { patientId: string }): Promise<PatientView> {
  mustMay(ctx, "see_patient");
  if (!isId(input.patientId)) throw notFound("patient");
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const [row, episodes, visits] = await Promise.all([
      patientRow(tx, clinicId, input.patientId),
      episodesOf(tx, clinicId, input.patientId),
      visitsOf(tx, clinicId, input.patientId, MOST_VISITS),
    ]);
    if (!row) {
      const into = await mergedInto(tx, clinicId, input.patientId);
      throw into === null
        ? notFound("patient")
        : new Refusal("not_found", "This record was joined into another.", { facts: { patientId: into } });
    }
    const open = await readsChart(tctx, row.id);
    await record(tctx, [{ deed: "patient.seen", subjectKind: "patient", subjectId: row.id, patientId: row.id }]);
    return {
      patientId: row.id,
      name: row.name,
      preferredName: row.preferredName,
      birthDate: row.birthDate,
      email: row.email,
      mobile: row.mobile,
      guardianName: row.guardianName,
      guardianRelation: row.guardianRelation,
      deskRules: {
        alert: row.deskAlert,
        staffOnly: row.staffOnly,
        notWith: row.notWith,
        language: isLanguage(row.language) ? row.language : "en",
      },
      createdAt: row.createdAt,
      episodes: episodes.map((episode) => ({
        episodeId: episode.id,
        condition: open ? episode.condition : null,
        onset: open ? episode.onset : null,
        payer: episode.payer,
        crashDate: episode.crashDate,
        claimNumber: episode.claimNumber,
        startedOn: episode.startedOn,
        endedOn: episode.endedOn,
      })),
      visits,
    };
  });
}
