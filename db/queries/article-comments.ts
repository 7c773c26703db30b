// What readers wrote under articles: held, let through, or gone.
import { and, asc, desc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { articleComments } from "../schema/index.ts";

export async function addComment(tx: Tx, row: typeof articleComments.$inferInsert): Promise<void> {
  await tx.insert(articleComments).values(row);
}

/** What everybody may read under an article, in the order in which it was sent. */
export const approvedComments = (tx: Tx, clinicId: string, articleId: string, most: number) =>
  tx
    .select()
    .from(articleComments)
    .where(
      and(
        eq(articleComments.clinicId, clinicId),
        eq(articleComments.articleId, articleId),
        isNotNull(articleComments.approvedAt),
      ),
    )
    .orderBy(desc(articleComments.sentAt), desc(articleComments.id))
    .limit(most);

/** What waits for somebody of the clinic, the oldest first. */
export const waitingComments = (tx: Tx, clinicId: string, most: number) =>
  tx
    .select()
    .from(articleComments)
    .where(and(eq(articleComments.clinicId, clinicId), isNull(articleComments.approvedAt)))
    .orderBy(asc(articleComments.sentAt), asc(articleComments.id))
    .limit(most);

/** Whether there was one that waited. */
export async function approveOne(
  tx: Tx,
  clinicId: string,
  commentId: string,
  by: { approvedAt: Date; approvedBy: string },
): Promise<boolean> {
  const rows = await tx
    .update(articleComments)
    .set(by)
    .where(
      and(
        eq(articleComments.clinicId, clinicId),
        eq(articleComments.id, commentId),
        isNull(articleComments.approvedAt),
      ),
    )
    .returning({ id: articleComments.id });
  return rows.length > 0;
}

export async function deleteOne(tx: Tx, clinicId: string, commentId: string): Promise<boolean> {
  const rows = await tx
    .delete(articleComments)
    .where(and(eq(articleComments.clinicId, clinicId), eq(articleComments.id, commentId)))
    .returning({ id: articleComments.id });
  return rows.length > 0;
}

export async function isComment(tx: Tx, clinicId: string, commentId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: articleComments.id })
    .from(articleComments)
    .where(and(eq(articleComments.clinicId, clinicId), eq(articleComments.id, commentId)));
  return rows.length > 0;
}
