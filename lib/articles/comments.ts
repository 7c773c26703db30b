// Comments: sent by readers, held until somebody of the clinic has let them through, deleted for good when they are taken away.
import { addComment, approveOne, deleteOne, isComment } from "../../db/queries/article-comments.ts";
import { publicRows } from "../../db/queries/articles.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import type { CommentInput } from "./article-input.ts";

/** Refuses with `not_found` under an article that nobody can read. */
export async function sendComment(ctx: Ctx, input: CommentInput & { slug: string }): Promise<void> {
  mustMay(ctx, "send_comment");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const [article] = await publicRows(tx, clinicId, input.slug);
    if (!article) throw notFound("article");
    const id = newId();
    const { name, body } = input;
    await addComment(tx, { clinicId, id, articleId: article.articleId, name, body, sentAt: now });
    await record(t, [{ deed: "comment.sent", subjectKind: "comment", subjectId: id }]);
  });
}

/** Refuses with `not_found`, and with `already_done`. */
export async function approveComment(ctx: Ctx, input: { commentId: string }): Promise<void> {
  mustMay(ctx, "keep_articles");
  const { commentId } = input;
  if (!isId(commentId)) throw notFound("comment");
  await inTransaction(ctx, async (t) => {
    const by = { approvedAt: t.now, approvedBy: memberIdOf(ctx)! };
    if (!(await approveOne(t.tx, t.clinicId, commentId, by))) {
      if (!(await isComment(t.tx, t.clinicId, commentId))) throw notFound("comment");
      throw new Refusal("already_done", "This comment is public already.");
    }
    await record(t, [{ deed: "comment.approved", subjectKind: "comment", subjectId: commentId }]);
  });
}

/** What it said is gone; that there was one, and who deleted it, stays in the audit. Refuses with `not_found`. */
export async function deleteComment(ctx: Ctx, input: { commentId: string }): Promise<void> {
  mustMay(ctx, "keep_articles");
  const { commentId } = input;
  if (!isId(commentId)) throw notFound("comment");
  await inTransaction(ctx, async (t) => {
    if (!(await deleteOne(t.tx, t.clinicId, commentId))) throw notFound("comment");
    await record(t, [{ deed: "comment.deleted", subjectKind: "comment", subjectId: commentId }]);
  });
}
