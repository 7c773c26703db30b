// What a patient has signed, which version, and in which language and wording it stood before them.
import { careApprovals, textsSignedBy } from "../../db/queries/consent-texts.ts";
import type { Tx } from "../../db/client.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { isLanguage, ownNames } from "../languages/language.ts";

/** A wording as staff read of it. */
export type WordingView = {
  languageName: string;
  /** The first digits of its sum, as on the page of languages. */
  wording: string;
  /** Who had approved it; null for English, which needs nobody's word. */
  approvedBy: string | null;
};

export type SignedText = {
  id: string;
  purpose: string;
  version: string;
  name: string;
  how: string;
  at: Date;
  forThem: boolean;
  shown: WordingView | null;
};

/** Puts a language's name and its approver to what a row has kept. */
export async function wordingViews(tx: Tx, clinicId: string) {
  const approvals = await careApprovals(tx, clinicId);
  return ({ language, wording }: { language: string | null; wording: string | null }): WordingView | null => {
    if (!isLanguage(language) || wording === null) return null;
    const approved = approvals.find((one) => one.language === language && one.version === wording);
    return { languageName: ownNames[language], wording, approvedBy: approved?.approvedName ?? null };
  };
}

/** The latest first. Refuses with `not_found`. */
export async function signedTexts(ctx: Ctx, { patientId }: { patientId: string }): Promise<SignedText[]> {
  mustMay(ctx, "see_patient");
  if (!isId(patientId)) throw notFound("patient");
  return inTransaction(ctx, async ({ tx, clinicId }) => {
    const [patient, rows, viewOf] = await Promise.all([
      patientRow(tx, clinicId, patientId),
      textsSignedBy(tx, clinicId, patientId),
      wordingViews(tx, clinicId),
    ]);
    if (!patient) throw notFound("patient");
    return rows.map((row) => ({
      id: row.id,
      purpose: row.purpose,
      version: row.version,
      name: row.signedName,
      how: row.signedHow,
      at: row.signedAt,
      forThem: row.guardianId !== null,
      shown: viewOf(row),
    }));
  });
}
