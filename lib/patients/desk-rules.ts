// What the desk keeps to when it books a patient: a word to know, staff only, and whom they do not see. Nothing of the chart belongs here.
import { z } from "zod";
import { patientRow, setDeskRules as writeRules } from "../../db/queries/patients.ts";
import { practitionerRows } from "../../db/queries/clinics.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { languages } from "../languages/language.ts";

export const deskRulesInput = z.object({
  alert: z.string().trim().max(200, "Keep it to 200 letters; what belongs in the chart goes there."),
  staffOnly: z.boolean(),
  notWith: z.array(z.string()).max(100),
  /** In which letters are written; left as it is without. */
  language: z.enum(languages).optional(),
});

/** Visits that are booked stay as they are. Refuses with `not_found` for a patient or practitioner of somebody else. */
export async function setDeskRules(
  ctx: Ctx,
  input: { patientId: string } & z.output<typeof deskRulesInput>,
): Promise<void> {
  mustMay(ctx, "book_for_patient");
  const { patientId, alert, staffOnly, language } = input;
  if (!isId(patientId)) throw notFound("patient");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId } = t;
    if (!(await patientRow(tx, clinicId, patientId))) throw notFound("patient");
    const known = new Set((await practitionerRows(tx, clinicId, "0001-01-01")).map(({ id }) => id));
    const notWith = [...new Set(input.notWith)];
    if (notWith.some((id) => !known.has(id))) throw notFound("practitioner");
    await writeRules(tx, clinicId, patientId, {
      deskAlert: alert || null,
      staffOnly,
      notWith,
      ...(language === undefined ? {} : { language }),
    });
    await record(t, [
      {
        deed: "patient.desk_rules_set",
        subjectKind: "patient",
        subjectId: patientId,
        patientId,
        detail: {
          alert: alert !== "",
          staffOnly,
          notWith: notWith.length,
          ...(language === undefined ? {} : { language }),
        },
      },
    ]);
  });
}
