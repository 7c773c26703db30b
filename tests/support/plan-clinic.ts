// The small test clinic with what plans need: templates, scope and payer rows, an assessed patient with a clear screen.
import { payerFees } from "../../db/seed/rows/payer-fees.ts";
import { planTemplates } from "../../db/seed/rows/plan-templates.ts";
import { scopeRules } from "../../db/seed/rows/scope-rules.ts";
import * as t from "../../db/schema/index.ts";
import type { AssessmentInput } from "../../lib/charting/charting-input.ts";
import { recordAssessment } from "../../lib/charting/record-assessment.ts";
import { newId } from "../../lib/ids.ts";
import { recordScreen } from "../../lib/intake/record-screen.ts";
import type { AcceptInput, DraftInput } from "../../lib/plans/plans-input.ts";
import { planConsentVersion, planTextVersion } from "../../lib/plans/plan-text.ts";
import { clearScreen, freshClinic, type ClinicOptions, type TestClinic } from "./clinic.ts";

export async function planClinic(appUrl: string, options: ClinicOptions = {}): Promise<TestClinic> {
  const clinic = await freshClinic(appUrl, options);
  const { clinicId } = clinic;
  const own = <Row extends object>(row: Row) => ({ clinicId, id: newId(), ...row });
  await clinic.inside(async (tx) => {
    await tx
      .insert(t.planTemplates)
      .values(
        planTemplates.map((body) =>
          own({ code: body.code, version: 1, name: body.name, body: { ...body }, effectiveFrom: "2024-01-01" }),
        ),
      );
    await tx.insert(t.scopeRules).values(scopeRules.map((rule) => own(rule)));
    await tx.insert(t.payerRules).values(payerFees.map((fee) => own({ ...fee, rule: { ...fee.rule } })));
  });
  return clinic;
}

/** Tom may do massage as well as Priya. */
export const licenseTomForMassage = (clinic: TestClinic): Promise<unknown> =>
  clinic.inside((tx) =>
    tx.insert(t.licences).values({
      clinicId: clinic.clinicId,
      id: newId(),
      practitionerId: clinic.ids.tom,
      profession: "rmt",
      college: "CMTBC",
      number: "10235",
      credentials: [],
      restrictions: [],
      validFrom: "2020-01-01",
    }),
  );

export async function newPatient(clinic: TestClinic, name: string): Promise<string> {
  const id = newId();
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.org`;
  await clinic.inside((tx) =>
    tx
      .insert(t.patients)
      .values({ clinicId: clinic.clinicId, id, name, birthDate: "1990-05-05", email, createdAt: clinic.now }),
  );
  return id;
}

export const screenClear = (clinic: TestClinic, patientId: string) =>
  recordScreen(clinic.memberCtx("practitioner"), { ...clearScreen, patientId, askedHow: "desk" });

/** A whiplash two weeks ago, medium risk, all four domains, a factor, pain and function measured, on ICBC's account. */
export const whiplash = (patientId: string, more: Partial<AssessmentInput> = {}): AssessmentInput => ({
  patientId,
  episode: {
    condition: "Neck pain and headache since a crash",
    onset: "sudden",
    payer: "icbc",
    crashDate: "2026-11-13",
    claimNumber: "ST123456-1",
  },
  muscles: "Upper trapezius tight on the right.",
  joints: "C2/3 stiff in rotation.",
  posture: "Head forward when sitting.",
  movement: "Rotation two thirds of full range.",
  classification: "whiplash_acute",
  risk: "medium",
  triggerPointRole: "contributing",
  maintainingFactors: ["long hours at a desk"],
  baselines: [
    { instrument: "nprs", value: 6 },
    { instrument: "psfs", value: 4 },
  ],
  ...more,
});

export async function assessed(clinic: TestClinic, patientId: string, more: Partial<AssessmentInput> = {}) {
  await screenClear(clinic, patientId);
  return recordAssessment(clinic.memberCtx("clinical_lead"), whiplash(patientId, more));
}

/** T6: physio 13 with Tom, massage 8 with whoever is licensed. */
export const whiplashDraft = (
  clinic: TestClinic,
  patientId: string,
  found: { assessmentId: string; episodeId: string },
  more: Partial<DraftInput> = {},
): DraftInput => ({
  patientId,
  ...found,
  templateCode: "T6",
  leadPractitionerId: clinic.ids.tom,
  startOn: "2026-11-26",
  strands: ["hands_on", "movement", "habits"],
  techniques: ["trigger_point_pressure", "therapeutic_exercise"],
  ...more,
});

export const yes = (planId: string, more: Partial<AcceptInput> = {}): AcceptInput => ({
  planId,
  signedName: "Asha Rao",
  signedHow: "clinic_screen",
  consentVersion: planConsentVersion,
  textVersion: planTextVersion,
  payChoice: "clinic",
  idempotencyKey: newId(),
  ...more,
});
