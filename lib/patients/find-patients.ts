// Finds patients for staff by part of a name, by e-mail, birth date or the end of a phone number.
import { searchPatients } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { isDate } from "../time/dates.ts";
import type { PatientLine } from "./patient-views.ts";

/** Of one search. */
export const mostFound = 25;

/** At most 25, by name; nothing for fewer than two letters. That somebody searched is kept in the audit chain, not for what. */
export async function findPatients(ctx: Ctx, input: { query: string }): Promise<PatientLine[]> {
  mustMay(ctx, "see_patient");
  const text = input.query.trim();
  if (text.length < 2) return [];
  const query = { text, digits: text.replaceAll(/\D/g, ""), birthDate: isDate(text) ? text : null };
  const rows = await inTransaction(ctx, async (t) => {
    const found = await searchPatients(t.tx, t.clinicId, query, mostFound);
    await record(t, [{ deed: "patients.searched", subjectKind: "patient", detail: { found: found.length } }]);
    return found;
  });
  return rows.map((row) => ({
    patientId: row.id,
    name: row.name,
    preferredName: row.preferredName,
    birthDate: row.birthDate,
    email: row.email,
    mobile: row.mobile,
  }));
}
