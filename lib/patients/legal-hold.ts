// A legal hold keeps a record whatever its age: placed and lifted for a written reason, each a row that stays.
import { z } from "zod";
import { addHold, holdRows, lockPatient, type HoldRow } from "../../db/queries/keeping.ts";
import { patientRow } from "../../db/queries/patients.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";

export const holdInput = z.object({
  act: z.enum(["placed", "lifted"], { error: "Choose whether to place the hold or to lift it." }),
  reason: z
    .string()
    .trim()
    .min(10, "Write a sentence: who asked for it, or why it is over.")
    .max(500, "Write at most 500 characters."),
});

/** What was placed and lifted, the latest first; `held` says how it stands. Refuses with `not_found`. */
export async function viewHold(ctx: Ctx, input: { patientId: string }): Promise<{ held: boolean; rows: HoldRow[] }> {
  mustMay(ctx, "hold_record");
  const { patientId } = input;
  return inTransaction(ctx, async ({ tx, clinicId }) => {
    if (!isId(patientId) || !(await patientRow(tx, clinicId, patientId))) throw notFound("patient");
    const rows = await holdRows(tx, clinicId, patientId);
    return { held: rows[0]?.act === "placed", rows };
  });
}

/** Refuses with `not_found`, and with `already_done` when it stands so already. */
export async function setHold(ctx: Ctx, input: z.output<typeof holdInput> & { patientId: string }): Promise<void> {
  mustMay(ctx, "hold_record");
  const { patientId, act, reason } = input;
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new Refusal("forbidden", "A hold is placed by somebody of the clinic.");
  await inTransaction(ctx, async (t) => {
    if (!isId(patientId) || !(await lockPatient(t.tx, t.clinicId, patientId))) throw notFound("patient");
    const [latest] = await holdRows(t.tx, t.clinicId, patientId);
    if ((latest?.act ?? "lifted") === act)
      throw new Refusal(
        "already_done",
        act === "placed" ? "This record is held already." : "No hold is on this record.",
      );
    const id = newId();
    await addHold(t.tx, { clinicId: t.clinicId, id, patientId, act, reason, at: t.now, memberId });
    await record(t, [{ deed: `record.hold_${act}`, subjectKind: "legal_hold", subjectId: id, patientId }]);
  });
}
