// What a tablet in a patient's hands asks, and what is kept of it: health questions, a check-in, or the clinic's consent.
import { patientRow } from "../../db/queries/patients.ts";
import type { ScreenQuestion } from "../../db/seed/rows/screen-questions.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { currentScreen } from "../intake/current-screen.ts";
import { recordScreen } from "../intake/record-screen.ts";
import { consentOf, signConsent, type ConsentText } from "../intake/treatment-consent.ts";
import { sendTablet, tabletKinds, type TabletKind } from "../patients/tablet.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import type { CheckInInput } from "./check-in-input.ts";
import { isRunning } from "./is-running.ts";
import { planOfPatient } from "./list-plans.ts";
import { ownPlan } from "./own-plan.ts";
import { recordCheckIn } from "./record-check-in.ts";
import { viewCheckIn, type CheckInView } from "./view-check-in.ts";
import type { WordingShown } from "../intake/wording-input.ts";

export type TabletView =
  | { form: "intake"; questions: readonly ScreenQuestion[] }
  | { form: "check_in"; asked: CheckInView }
  | { form: "consent"; text: ConsentText }
  /** Nothing is to be asked any more: signed already, or no plan runs. */
  | { form: "done" };

/** Which forms have something to ask a patient just now, for the desk. Refuses with `not_found`. */
export async function tabletForms(ctx: Ctx, { patientId }: { patientId: string }): Promise<TabletKind[]> {
  mustMay(ctx, "see_patient");
  return inTransaction(ctx, async (t) => {
    const [plans, { text, signed }] = [await planOfPatient(t, { patientId }), await consentOf(t, { patientId })];
    return tabletKinds.filter((form) =>
      form === "intake" ? true : form === "check_in" ? plans.some(isRunning) : text !== null && !signed,
    );
  });
}

/** For the patient whose visit it is. */
export async function viewTabletForm(ctx: Ctx, form: TabletKind): Promise<TabletView> {
  if (form === "intake") return { form, questions: currentScreen().questions };
  if (form === "check_in") {
    const asked = await viewCheckIn(ctx);
    return asked ? { form, asked } : { form: "done" };
  }
  const { text, signed } = await consentOf(ctx, { patientId: mustBePatient(ctx) });
  return text && !signed ? { form, text } : { form: "done" };
}

export type TabletSent =
  | { form: "intake"; answers: Readonly<Record<string, string>>; shown?: WordingShown | undefined }
  | {
      form: "check_in";
      told: CheckInInput;
      answers: Readonly<Record<string, string>>;
      shown?: WordingShown | undefined;
    }
  | { form: "consent"; signedName: string; version: number };

/**
 * Keeps what was typed and closes the form, both or neither. Answers whether the patient should speak with somebody before the visit.
 * Refuses with `sign_in_needed` when it is closed already, and as each form by itself.
 */
export async function sendTabletForm(ctx: Ctx, token: string, sent: TabletSent): Promise<{ speakFirst: boolean }> {
  const patientId = mustBePatient(ctx);
  return inTransaction(ctx, async (t) => {
    await sendTablet(t, { token, patientId });
    switch (sent.form) {
      case "intake": {
        const patient = await patientRow(t.tx, t.clinicId, patientId);
        if (!patient) throw notFound("patient");
        const plan = await ownPlan(t);
        const { tier } = await recordScreen(t, {
          version: currentScreen().version,
          answers: sent.answers,
          patientId,
          askedHow: "desk",
          shown: sent.shown,
          ...(plan && isRunning(plan) ? { planId: plan.planId } : {}),
          contact: {
            name: patient.name,
            ...(patient.mobile ? { phone: patient.mobile } : {}),
            ...(patient.email ? { email: patient.email } : {}),
          },
        });
        return { speakFirst: tier !== "clear" };
      }
      case "check_in": {
        const { stopped, calledAbout } = await recordCheckIn(t, sent.told, sent.answers, sent.shown);
        return { speakFirst: stopped || calledAbout };
      }
      case "consent":
        await signConsent(t, { patientId, signedName: sent.signedName, version: sent.version });
        return { speakFirst: false };
    }
  });
}

function mustBePatient(ctx: Ctx): string {
  const patientId = ownPatientOf(ctx.actor);
  if (patientId === null) throw notFound("patient");
  return patientId;
}
