// The clinic's own words for its messages, and its own rules about them.
import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { messageRules, messageTexts } from "../schema/index.ts";

export type MessageTextRow = typeof messageTexts.$inferSelect;

/** The latest row of each kind, in one language; those that went back to the original words are among them. */
export const latestTexts = (tx: Tx, clinicId: string, language: string): Promise<MessageTextRow[]> =>
  tx
    .selectDistinctOn([messageTexts.kind])
    .from(messageTexts)
    .where(and(eq(messageTexts.clinicId, clinicId), eq(messageTexts.language, language)))
    .orderBy(messageTexts.kind, desc(messageTexts.setAt), desc(messageTexts.id));

/** Kinds that the clinic says in its own words in any language. */
export async function kindsInOwnWords(tx: Tx, clinicId: string): Promise<string[]> {
  const latest = await tx
    .selectDistinctOn([messageTexts.kind, messageTexts.language], {
      kind: messageTexts.kind,
      subject: messageTexts.subject,
    })
    .from(messageTexts)
    .where(eq(messageTexts.clinicId, clinicId))
    .orderBy(messageTexts.kind, messageTexts.language, desc(messageTexts.setAt), desc(messageTexts.id));
  return latest.filter(({ subject }) => subject !== null).map(({ kind }) => kind);
}

export async function latestText(
  tx: Tx,
  clinicId: string,
  kind: string,
  language: string,
): Promise<MessageTextRow | null> {
  const [row] = await tx
    .select()
    .from(messageTexts)
    .where(and(eq(messageTexts.clinicId, clinicId), eq(messageTexts.kind, kind), eq(messageTexts.language, language)))
    .orderBy(desc(messageTexts.setAt), desc(messageTexts.id))
    .limit(1);
  return row ?? null;
}

export async function addText(tx: Tx, row: typeof messageTexts.$inferInsert): Promise<void> {
  await tx.insert(messageTexts).values(row);
}

/** A second row for the same day takes the first one's place. */
export async function putMessageRules(tx: Tx, row: typeof messageRules.$inferInsert): Promise<void> {
  const { clinicId: _clinic, id: _id, effectiveFrom: _day, ...rest } = row;
  await tx
    .insert(messageRules)
    .values(row)
    .onConflictDoUpdate({ target: [messageRules.clinicId, messageRules.effectiveFrom], set: rest });
}
