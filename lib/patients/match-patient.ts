// Finds the record of a person who gave name, birth date and a contact, or makes one.
import { addPatient, matchingPatients, setPatientLanguage, waitForPerson } from "../../db/queries/patients.ts";
import { together } from "../../db/together.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { dateIn } from "../time/zone.ts";
import { patientInput, type PatientInput } from "./patient-input.ts";

/**
 * The patient's id. A record matches only by clinic, name (any case), birth date and e-mail or mobile together; contact details
 * alone never attach anybody to it, and nothing stored is changed or shown; only the language of letters is kept where nobody had said. Refuses with `invalid` for a birth date to come.
 */
export async function matchPatient(ctx: Ctx, person: PatientInput): Promise<string> {
  mustMay(ctx, ctx.actor.kind === "member" ? "book_for_patient" : "book_online");
  const parsed = patientInput.safeParse(person);
  if (!parsed.success)
    throw new Refusal("invalid", "Please check the details of the patient.", {
      fields: parsed.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message })),
    });
  const { name, birthDate, email, mobile, guardianName, guardianRelation, language } = parsed.data;
  if (birthDate > dateIn(ctx.now, "UTC"))
    throw new Refusal("invalid", "The birth date lies in the future.", {
      fields: [{ field: "birthDate", message: "Enter the date of birth, year first: 1984-05-30." }],
    });
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId } = tctx;
    // Two first bookings of one person at the same moment must not make two records.
    const [, known] = await together([
      waitForPerson(tx, clinicId, `${name.toLowerCase()}:${birthDate}`),
      matchingPatients(tx, clinicId, { name, birthDate, email, mobile }, ctx.now),
    ]);
    const best = known.find((row) => email !== undefined && row.email === email) ?? known[0];
    if (best) {
      if (language !== undefined && best.language === null) await setPatientLanguage(tx, clinicId, best.id, language);
      return best.id;
    }
    const id = newId(ctx.now.getTime());
    await addPatient(tx, {
      clinicId,
      id,
      name,
      birthDate,
      email: email ?? null,
      mobile: mobile ?? null,
      language: language ?? null,
      guardianName: guardianName ?? null,
      guardianRelation: guardianRelation ?? null,
      createdAt: ctx.now,
    });
    await record(tctx, [{ deed: "patient.added", subjectKind: "patient", subjectId: id, patientId: id }]);
    return id;
  });
}
