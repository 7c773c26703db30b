// Sentences that are written often, to insert into a note.
import { z } from "zod";
import {
  addPhrase as addPhraseRow,
  phrasesFor,
  retirePhrase as retirePhraseRow,
} from "../../db/queries/chart-extras.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { mayDo } from "../permissions/permissions.ts";

export type Phrase = { phraseId: string; title: string; body: string; own: boolean };

export const phraseInput = z.object({
  title: z.string().trim().min(2, "Give it a short name.").max(60),
  body: z.string().trim().min(2, "Write the sentence.").max(1000),
  forAll: z
    .string()
    .optional()
    .transform((value) => value === "yes"),
});

const writerOf = (ctx: Ctx): string => {
  const memberId = memberIdOf(ctx);
  if (memberId === null) throw new Refusal("forbidden", "Phrases belong to somebody of the clinic.");
  return memberId;
};

/** One's own and everybody's, by title. */
export async function listPhrases(ctx: Ctx): Promise<Phrase[]> {
  mustMay(ctx, "write_chart");
  const rows = await inTransaction(ctx, ({ tx, clinicId }) => phrasesFor(tx, clinicId, writerOf(ctx)));
  return rows.map(({ id, title, body, memberId }) => ({ phraseId: id, title, body, own: memberId !== null }));
}

/** For everybody: by who leads clinically. */
export async function addPhrase(ctx: Ctx, input: z.output<typeof phraseInput>): Promise<void> {
  mustMay(ctx, "write_chart");
  const memberId = writerOf(ctx);
  if (input.forAll && !mayDo(ctx.actor, "edit_templates"))
    throw new Refusal("forbidden", "A phrase for everybody is written by the clinical lead. Save it for yourself.");
  await inTransaction(ctx, async (t) => {
    const id = newId();
    await addPhraseRow(t.tx, {
      clinicId: t.clinicId,
      id,
      memberId: input.forAll ? null : memberId,
      title: input.title,
      body: input.body,
      createdAt: t.now,
    });
    await record(t, [{ deed: "phrase.added", subjectKind: "phrase", subjectId: id }]);
  });
}

/** Notes that it was inserted into keep its words. Refuses with `not_found` for somebody else's. */
export async function retirePhrase(ctx: Ctx, input: { phraseId: string }): Promise<void> {
  mustMay(ctx, "write_chart");
  const memberId = writerOf(ctx);
  const everybodys = mayDo(ctx.actor, "edit_templates");
  await inTransaction(ctx, async (t) => {
    const phrase = { id: input.phraseId, memberId, everybodys, at: t.now };
    if (!isId(input.phraseId) || !(await retirePhraseRow(t.tx, t.clinicId, phrase))) throw notFound("phrase");
    await record(t, [{ deed: "phrase.retired", subjectKind: "phrase", subjectId: input.phraseId }]);
  });
}
