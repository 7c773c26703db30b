// Signs the note of a visit, once; what changes later is added as an amendment beside it.
import { addNote, dropDraft, firstNoteOf, lockNoted, noteRow } from "../../db/queries/charting.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { newId } from "../ids.ts";
import { mustTreat } from "../patients/care-team.ts";
import { amendmentInput, noteInput } from "./charting-input.ts";
import { parseChart } from "./parse-chart.ts";
import { sessionNoteInput, type SessionToSign } from "./session-input.ts";
import { noteText, type SessionNote } from "./session-note.ts";
import { techniqueNames } from "./techniques.ts";
import { scopeOfWriter } from "./techniques-of.ts";

function signer(ctx: Ctx): string {
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new Refusal("forbidden", "A note is signed by somebody of the clinic.");
  return memberId;
}

/** Joins an outer transaction. Refuses with `already_done` when the visit has a signed note, `invalid` when it never took place. */
export async function signNote(ctx: Ctx, input: { appointmentId: string; body: string }): Promise<{ noteId: string }> {
  mustMay(ctx, "write_chart");
  const { appointmentId, body } = parseChart(noteInput, input);
  return sign(ctx, appointmentId, () => Promise.resolve({ body, content: null }));
}

/**
 * Signs a note by its parts; the draft that its writer kept of it goes. Refuses as {@link signNote}, and with `invalid` for a technique
 * that the writer may not use on the day of the visit, or that the patient has not agreed to.
 */
export async function signSession(ctx: Ctx, input: SessionToSign): Promise<{ noteId: string }> {
  mustMay(ctx, "write_chart");
  const { appointmentId, session } = parseChart(sessionNoteInput, input);
  return sign(ctx, appointmentId, async (tctx, visit) => {
    await mustBeInScope(tctx, visit, session.techniques);
    return { body: noteText(session), content: session };
  });
}

type NotedVisit = NonNullable<Awaited<ReturnType<typeof lockNoted>>> & { patientId: string };
type Written = { body: string; content: SessionNote | null };

async function sign(
  ctx: Ctx,
  appointmentId: string,
  write: (tctx: TxCtx, visit: NotedVisit) => Promise<Written>,
): Promise<{ noteId: string }> {
  const signedBy = signer(ctx);
  return inTransaction(ctx, async (tctx) => {
    const { tx, clinicId, now } = tctx;
    const visit = await lockNoted(tx, clinicId, appointmentId);
    if (!visit?.patientId) throw notFound("appointment");
    const { patientId } = visit;
    await mustTreat(tctx, patientId);
    if (visit.status !== "fulfilled" && visit.status !== "arrived")
      throw new Refusal("invalid", "Mark the visit as arrived first; then write its note.");
    if (await firstNoteOf(tx, clinicId, appointmentId))
      throw new Refusal("already_done", "This visit has a signed note. Add an amendment to it.");
    const noteId = newId();
    const written = await write(tctx, { ...visit, patientId });
    await addNote(tx, { clinicId, id: noteId, appointmentId, patientId, ...written, signedBy, signedAt: now });
    await dropDraft(tx, clinicId, appointmentId, signedBy);
    await record(tctx, [{ deed: "note.signed", subjectKind: "note", subjectId: noteId, patientId }]);
    return { noteId };
  });
}

/** Each technique is inside the writer's licence for the visit's profession on its day; the first that is not refuses the note. */
async function mustBeInScope(ctx: TxCtx, visit: NotedVisit, lines: SessionNote["techniques"]): Promise<void> {
  if (lines.length === 0) return;
  const needsOf = await scopeOfWriter(ctx, visit);
  const fields = lines.flatMap(({ technique }, index) => {
    const needs = needsOf(technique);
    if (needs?.length === 0) return [];
    return [{ field: `techniques.${index}.technique`, message: scopeWords(technique, needs) }];
  });
  if (fields.length) throw new Refusal("invalid", "A technique is outside what you may do.", { fields });
}

function scopeWords(technique: string, needs: readonly string[] | null): string {
  const name = techniqueNames[technique] ?? technique;
  if (needs === null) return `${name} is not within your scope of practice on that day. Take it out.`;
  if (needs.some((need) => need.startsWith("credential:")))
    return `${name} needs a credential that is not on file for you. Ask the clinical lead to enter it.`;
  return `${name} needs the patient’s own consent. Ask for it first.`;
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
