// Hands out everything that is kept about one patient: to the clinician who keeps the record, or to the patient.
import { clinicRow } from "../../db/queries/clinics.ts";
import { namesOfClinic, readRecord, type PatientRecord } from "../../db/queries/patient-record.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { mustHaveProvedSelf } from "./own-proof.ts";
import { mustTreat } from "./care-team.ts";

export type PatientExport = {
  format: "taper-patient-record/1";
  madeAt: string;
  clinic: { name: string; timeZone: string; locale: string; phone: string; email: string };
  /** Every row, by the names of the tables. */
  record: PatientRecord;
  /** What the ids of the clinic's people, services and places are called. */
  names: Record<string, string>;
};

/**
 * Reads one snapshot and says so in the audit chain. A patient gets their own record only; anybody else's is `not_found`. Refuses with
 * `forbidden` for roles that do not see charts, with `reason_needed` outside the care team, and a patient with `proof_needed`.
 */
export async function exportPatient(ctx: Ctx, input: { patientId: string }): Promise<PatientExport> {
  const own = ownPatientOf(ctx.actor);
  mustMay(ctx, own !== null ? "see_own_record" : "export_patient");
  if ((own !== null && own !== input.patientId) || !isId(input.patientId)) throw notFound("patient");
  if (own !== null) mustHaveProvedSelf(ctx);
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    const clinic = await clinicRow(tx, clinicId);
    const found = await readRecord(tx, clinicId, input.patientId);
    if (!clinic || !found["patients"]?.length) throw notFound("patient");
    await mustTreat(tctx, input.patientId);
    await record(tctx, [
      { deed: "patient.exported", subjectKind: "patient", subjectId: input.patientId, patientId: input.patientId },
    ]);
    return {
      format: "taper-patient-record/1",
      madeAt: ctx.now.toISOString(),
      clinic: {
        name: clinic.name,
        timeZone: clinic.timeZone,
        locale: clinic.locale,
        phone: clinic.phone,
        email: clinic.email,
      },
      record: found,
      names: await namesOfClinic(tx, clinicId),
    };
  });
}
