// The clinic as it writes to somebody: dates and money as the patient's language says them, in English to everybody else.
import { clinicToTell } from "../../db/queries/messages.ts";
import { patientLanguage } from "../../db/queries/patients.ts";
import { together } from "../../db/together.ts";
import type { TxCtx } from "../context/context.ts";
import { isLanguage, localeOf } from "../languages/language.ts";

export async function clinicFor({ tx, clinicId }: TxCtx, patientId: string | null) {
  const [clinic, language] = await together([
    clinicToTell(tx, clinicId),
    patientId === null ? null : patientLanguage(tx, clinicId, patientId),
  ]);
  return { ...clinic, locale: localeOf(isLanguage(language) ? language : "en", clinic.locale) };
}
