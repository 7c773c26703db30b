// What a patient agreed to, purpose by purpose: shown, said and taken back; the latest word holds from that moment on.
import { z } from "zod";
import { lastWord, addConsent, wordsOfPatient } from "../../db/queries/purpose-consents.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { addCallTask } from "../../db/queries/screens.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";
import { holds, purposeNames, purposeVersion, type Purpose } from "./purposes.ts";
import { consentOf } from "./treatment-consent.ts";

export const sayConsentInput = z.object({
  purpose: z.enum(purposeNames as [Purpose, ...Purpose[]], "Choose what it is about."),
  given: z.enum(["yes", "no"], "Choose yes or no.").transform((said) => said === "yes"),
});

export type PurposeLine = {
  purpose: Purpose;
  given: boolean;
  /** When it was said; null while it holds unsaid. */
  at: Date | null;
  how: string | null;
  /** Words before that one. */
  before: { given: boolean; at: Date }[];
};

function whose(ctx: Ctx, patientId: string): void {
  const own = ownPatientOf(ctx.actor);
  mustMay(ctx, own === null ? "see_patient" : "see_own_plan");
  if (!isId(patientId) || (own !== null && own !== patientId)) throw notFound("patient");
}

/** In the order of the purposes. Staff of whom they serve, a patient of themselves. Refuses with `not_found`. */
export async function viewPurposes(ctx: Ctx, { patientId }: { patientId: string }): Promise<PurposeLine[]> {
  whose(ctx, patientId);
  return inTransaction(ctx, async (t) => {
    if (!(await patientRow(t.tx, t.clinicId, patientId))) throw notFound("patient");
    const words = await wordsOfPatient(t.tx, t.clinicId, patientId);
    const { signed } = await consentOf(t, { patientId });
    return purposeNames.map((purpose) => {
      const said = words.filter((one) => one.purpose === purpose);
      const [last] = said;
      const before = said.slice(1).map(({ given, at }) => ({ given, at }));
      // Who has signed again afterwards agrees to be treated.
      if (purpose === "care" && signed)
        return {
          purpose,
          given: true,
          at: signed.at,
          how: signed.how,
          before: said.map(({ given, at }) => ({ given, at })),
        };
      return { purpose, given: holds(purpose, last), at: last?.at ?? null, how: last?.how ?? null, before };
    });
  });
}

/**
 * Keeps what was said, unless it says what holds already. Who takes their treatment back is called before the next visit. Refuses with
 * `not_found`, and with `invalid` to say yes to treatment: that is signed.
 */
export async function sayConsent(
  ctx: Ctx,
  { patientId, purpose, given }: z.output<typeof sayConsentInput> & { patientId: string },
): Promise<void> {
  whose(ctx, patientId);
  if (purpose === "care" && given)
    throw new Refusal("invalid", "Treatment is agreed to by signing the clinic’s text.", {
      fields: [{ field: "purpose", message: "Have the text signed instead." }],
    });
  await inTransaction(ctx, async (t) => {
    const line = (await viewPurposes(t, { patientId })).find((one) => one.purpose === purpose);
    if (line?.given !== given) await keepWord(t, { patientId, purpose, given, how: memberIdOf(t) ? "desk" : "page" });
  });
}

/** Whether it holds by the latest word. */
export const consentHolds = async (t: TxCtx, patientId: string, purpose: Purpose): Promise<boolean> =>
  holds(purpose, await lastWord(t.tx, t.clinicId, patientId, purpose));

/** Adds a word, in the caller's transaction. */
export async function keepWord(
  t: TxCtx,
  said: { patientId: string; purpose: Purpose; given: boolean; how: "page" | "mail" | "desk" },
): Promise<void> {
  const { patientId, purpose, given, how } = said;
  const id = newId(t.now.getTime());
  const word = { ...said, clinicId: t.clinicId, id, textVersion: purposeVersion, at: t.now, memberId: memberIdOf(t) };
  await addConsent(t.tx, word);
  await record(t, [
    {
      deed: given ? "consent.given" : "consent.withdrawn",
      subjectKind: "consent",
      subjectId: id,
      patientId,
      detail: { purpose, how },
    },
  ]);
  if (purpose === "care" && !given) await askForCall(t, patientId);
}

async function askForCall(t: TxCtx, patientId: string): Promise<void> {
  const patient = await patientRow(t.tx, t.clinicId, patientId);
  if (!patient) throw notFound("patient");
  await addCallTask(t.tx, {
    clinicId: t.clinicId,
    id: newId(t.now.getTime()),
    kind: "consent_withdrawn",
    patientId,
    screenId: null,
    name: patient.name,
    phone: patient.mobile,
    email: patient.email,
    reason:
      "Consent to treatment was taken back. Call before the next visit: what is booked stands until somebody cancels it.",
    dueAt: t.now,
    createdAt: t.now,
  });
}
