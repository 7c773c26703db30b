// Rows of card readers.
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { cardReaders } from "../schema/index.ts";

export type CardReaderRow = typeof cardReaders.$inferSelect;

/** Given up or not. */
export async function readerRow(tx: Tx, clinicId: string, id: string): Promise<CardReaderRow | null> {
  const [row] = await tx
    .select()
    .from(cardReaders)
    .where(and(eq(cardReaders.clinicId, clinicId), eq(cardReaders.id, id)));
  return row ?? null;
}

/** Those in use on an account, by their names. */
export const readersInUse = (tx: Tx, clinicId: string, account: string): Promise<CardReaderRow[]> =>
  tx
    .select()
    .from(cardReaders)
    .where(
      and(eq(cardReaders.clinicId, clinicId), eq(cardReaders.stripeAccount, account), isNull(cardReaders.removedAt)),
    )
    .orderBy(asc(cardReaders.label), asc(cardReaders.id));

/** False when it is registered already. */
export const addReader = async (tx: Tx, row: typeof cardReaders.$inferInsert): Promise<boolean> =>
  (await tx.insert(cardReaders).values(row).onConflictDoNothing().returning({ id: cardReaders.id })).length === 1;

export async function removeReader(tx: Tx, clinicId: string, id: string, at: Date): Promise<void> {
  await tx
    .update(cardReaders)
    .set({ removedAt: at })
    .where(and(eq(cardReaders.clinicId, clinicId), eq(cardReaders.id, id), isNull(cardReaders.removedAt)));
}
