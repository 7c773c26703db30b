// What somebody types of a note is kept until it is signed: theirs alone, and gone then.
import { draftOf, firstNoteOf, lockNoted, putDraft } from "../../db/queries/charting.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { parseChart } from "./parse-chart.ts";
import { draftInput } from "./session-input.ts";

export type NoteDraft = { typed: Record<string, string | string[]>; savedAt: Date };

/** Refuses with `not_found`, `reason_needed`, and `already_done` once the visit has a signed note. */
export async function saveDraft(
  ctx: Ctx,
  input: { appointmentId: string; typed: NoteDraft["typed"] },
): Promise<{ savedAt: Date }> {
  mustMay(ctx, "write_chart");
  const { appointmentId, typed } = parseChart(draftInput, input);
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new Refusal("forbidden", "A note is written by somebody of the clinic.");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const visit = await lockNoted(tx, clinicId, appointmentId);
    if (!visit?.patientId) throw notFound("appointment");
    const { patientId } = visit;
    await mustTreat(t, patientId);
    if (await firstNoteOf(tx, clinicId, appointmentId))
      throw new Refusal("already_done", "This visit has a signed note. Add an amendment to it.");
    const id = newId(now.getTime());
    const begun = await putDraft(tx, { clinicId, id, appointmentId, patientId, memberId, typed, savedAt: now });
    if (begun)
      await record(t, [{ deed: "note.begun", subjectKind: "appointment", subjectId: appointmentId, patientId }]);
    return { savedAt: now };
  });
}

/** The writer's own draft of a visit's note, or null. Refuses with `not_found` and `reason_needed`. */
export async function loadDraft(ctx: Ctx, input: { appointmentId: string }): Promise<NoteDraft | null> {
  mustMay(ctx, "write_chart");
  const { appointmentId } = input;
  const memberId = memberIdOf(ctx);
  if (!isId(appointmentId) || memberId === null) throw notFound("appointment");
  return inTransaction(ctx, async (t) => {
    const row = await draftOf(t.tx, t.clinicId, appointmentId, memberId);
    if (!row) return null;
    await mustTreat(t, row.patientId);
    return { typed: row.typed, savedAt: row.savedAt };
  });
}
