// The number a patient had in another system, as it is kept here, and the patient found by it.
import { importedByKey } from "../../db/queries/imports.ts";
import type { TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { hashOf } from "../tokens.ts";

export const patientKeyHash = (key: string): string => hashOf(`patients ${key.trim().toLowerCase()}`);

/** Refuses with `invalid` when nobody with this number was read in. */
export async function importedPatient(t: TxCtx, key: string): Promise<string> {
  const known = key.trim() ? await importedByKey(t.tx, t.clinicId, "patients", patientKeyHash(key)) : null;
  if (!known)
    throw new Refusal("invalid", `No patient with the number “${key.trim()}” was read in. Read in the patients first.`);
  return known.patientId;
}
