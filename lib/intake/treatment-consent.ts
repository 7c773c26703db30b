// Consent to treatment: a text of the clinic's own, version by version, and each patient's signature under one of them.
import { z } from "zod";
import { addConsentText, consentTextRows, signaturesOf } from "../../db/queries/consent-texts.ts";
import { troubleOf } from "../../db/errors.ts";
import type { Tx } from "../../db/client.ts";
import { lastWord } from "../../db/queries/purpose-consents.ts";
import { addConsent, patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { ownPatientOf } from "../permissions/permissions.ts";

export const purpose = "treatment";

export type ConsentText = { version: number; title: string; body: string; setAt: Date };

export const consentTextInput = z.object({
  title: z.string().trim().min(4, "Give it a title, such as: Consent to treatment.").max(120),
  body: z.string().trim().min(40, "Write what the patient agrees to.").max(12_000),
});

export const signatureInput = z.object({
  signedName: z.string().trim().min(2, "Write the full name to sign.").max(120),
  version: z.coerce.number().int().positive(),
});

/** All versions, the latest first; none until the clinic has written one. */
export async function listConsentTexts(ctx: Ctx): Promise<ConsentText[]> {
  mustMay(ctx, "edit_templates");
  const rows = await inTransaction(ctx, ({ tx, clinicId }) => consentTextRows(tx, clinicId));
  return rows.map(({ version, title, body, setAt }) => ({ version, title, body, setAt }));
}

/** The next version; whoever signed one before is asked again. Of two at once, the later is refused with `already_done`. */
export async function setConsentText(ctx: Ctx, input: z.output<typeof consentTextInput>): Promise<{ version: number }> {
  mustMay(ctx, "edit_templates");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const version = ((await consentTextRows(tx, clinicId))[0]?.version ?? 0) + 1;
    const id = newId();
    await addConsentText(tx, { clinicId, id, version, ...input, setAt: now, setBy: memberIdOf(ctx)! }).catch(
      (error: unknown) => {
        if (troubleOf(error) !== "duplicate") throw error;
        throw new Refusal("already_done", "Somebody saved another version meanwhile. Open the page again.");
      },
    );
    await record(t, [{ deed: "consent_text.set", subjectKind: "consent_text", subjectId: id, detail: { version } }]);
    return { version };
  });
}

export type ConsentState = {
  /** What is to be signed; null when the clinic has no text. */
  text: ConsentText | null;
  /** Null until the latest version is signed. */
  signed: { name: string; how: string; at: Date; forThem: boolean } | null;
  /** An earlier version was signed. */
  before: { version: string; at: Date } | null;
};

/** The latest first; those that were taken back since stand no more. */
async function standingSignatures(tx: Tx, clinicId: string, patientId: string) {
  const [signatures, word] = await Promise.all([
    signaturesOf(tx, clinicId, patientId, purpose),
    lastWord(tx, clinicId, patientId, "care"),
  ]);
  return signatures.filter(({ signedAt }) => !word || word.given || signedAt > word.at);
}

/** Staff of whom they serve, a patient of themselves. Refuses with `not_found`. */
export async function consentOf(ctx: Ctx, input: { patientId: string }): Promise<ConsentState> {
  const own = ownPatientOf(ctx.actor);
  mustMay(ctx, own === null ? "see_patient" : "see_own_plan");
  const { patientId } = input;
  if (!isId(patientId) || (own !== null && own !== patientId)) throw notFound("patient");
  return inTransaction(ctx, async ({ tx, clinicId }) => {
    const [texts, signatures] = await Promise.all([
      consentTextRows(tx, clinicId),
      standingSignatures(tx, clinicId, patientId),
    ]);
    const latest = texts[0];
    const now = signatures.find(({ version }) => version === String(latest?.version));
    const earlier = signatures[0];
    return {
      text: latest ? { version: latest.version, title: latest.title, body: latest.body, setAt: latest.setAt } : null,
      signed: now
        ? { name: now.signedName, how: now.signedHow, at: now.signedAt, forThem: now.guardianId !== null }
        : null,
      before: !now && earlier ? { version: earlier.version, at: earlier.signedAt } : null,
    };
  });
}

/**
 * Signs the version that was read. Refuses with `invalid` when there is a newer one, with `already_done` when it was signed, and with
 * `not_found`.
 */
export async function signConsent(
  ctx: Ctx,
  input: z.output<typeof signatureInput> & { patientId: string },
): Promise<void> {
  const own = ownPatientOf(ctx.actor);
  mustMay(ctx, own === null ? "accept_plan_for_patient" : "see_own_plan");
  const onTablet = ctx.actor.kind === "patient" && ctx.actor.onTablet === true;
  const { patientId, signedName, version } = input;
  if (!isId(patientId) || (own !== null && own !== patientId)) throw notFound("patient");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    if (!(await patientRow(tx, clinicId, patientId))) throw notFound("patient");
    const [latest] = await consentTextRows(tx, clinicId);
    if (latest?.version !== version)
      throw new Refusal("invalid", "The text has changed. Read the new one, and sign again.");
    if ((await standingSignatures(tx, clinicId, patientId)).some((one) => one.version === String(version)))
      throw new Refusal("already_done", "This text is signed already.");
    const id = newId();
    await addConsent(tx, {
      clinicId,
      id,
      patientId,
      planId: null,
      purpose,
      version: String(version),
      signedName,
      signedHow: own === null || onTablet ? "clinic_screen" : "online",
      signedAt: now,
      memberId: memberIdOf(ctx),
      guardianId: ctx.actor.kind === "guardian" ? (ctx.actor.guardianId ?? null) : null,
    });
    await record(t, [
      { deed: "consent.signed", subjectKind: "consent", subjectId: id, patientId, detail: { purpose, version } },
    ]);
  });
}
