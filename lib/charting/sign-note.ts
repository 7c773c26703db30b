// Signs the note of a visit, once; what changes later is added as an amendment beside it.
import { addNote, firstNoteOf, lockNoted, noteRow } from "../../db/queries/charting.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { amendmentInput, noteInput } from "./charting-input.ts";
import { parseChart } from "./parse-chart.ts";

function signer(ctx: Ctx): string {
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new Refusal("forbidden", "A note is signed by somebody of the clinic.");
  return memberId;
}

/** Joins an outer transaction. Refuses with `already_done` when the visit has a signed note, `invalid` when it never took place. */
export async function signNote(ctx: Ctx, input: { appointmentId: string; body: string }): Promise<{ noteId: string }> {
  mustMay(ctx, "write_chart");
  const { appointmentId, body } = parseChart(noteInput, input);
  const signedBy = signer(ctx);
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const visit = await lockNoted(tx, clinicId, appointmentId);
    if (!visit?.patientId) throw notFound("appointment");
    if (visit.status !== "fulfilled" && visit.status !== "arrived")
      throw new Refusal("invalid", "Mark the visit as arrived first; then write its note.");
    await mustTreat(tctx, visit.patientId);
    if (await firstNoteOf(tx, clinicId, appointmentId))
      throw new Refusal("already_done", "This visit has a signed note. Add an amendment to it.");
    const noteId = newId();
    const { patientId } = visit;
    await addNote(tx, { clinicId, id: noteId, appointmentId, patientId, body, signedBy, signedAt: now });
    await record(tctx, [{ deed: "note.signed", subjectKind: "note", subjectId: noteId, patientId }]);
    return { noteId };
  });
}

/** Adds a further row to a signed note; the note itself stays as it was. Refuses with `not_found`. */
export async function amendNote(ctx: Ctx, input: { noteId: string; body: string }): Promise<{ noteId: string }> {
  mustMay(ctx, "write_chart");
  const { noteId: amendsId, body } = parseChart(amendmentInput, input);
  const signedBy = signer(ctx);
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const note = await noteRow(tx, clinicId, amendsId);
    if (!note) throw notFound("note");
    await mustTreat(tctx, note.patientId);
    const noteId = newId();
    const { appointmentId, patientId } = note;
    await addNote(tx, { clinicId, id: noteId, appointmentId, patientId, body, amendsId, signedBy, signedAt: now });
    await record(tctx, [{ deed: "note.amended", subjectKind: "note", subjectId: noteId, patientId }]);
    return { noteId };
  });
}
