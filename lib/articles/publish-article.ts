// Makes a version of an article public, or takes the article down; what was public when stays on record.
import { addPublication, latestPublication, articleRow, versionRows } from "../../db/queries/articles.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";

/** Also an earlier version, to go back to it. Refuses with `not_found`, and with `already_done`. */
export async function publishArticle(ctx: Ctx, input: { articleId: string; versionId: string }): Promise<void> {
  mustMay(ctx, "keep_articles");
  await setPublic(ctx, input);
}

/** Refuses with `not_found`, and with `already_done` when nobody could read it anyway. */
export async function takeDownArticle(ctx: Ctx, input: { articleId: string }): Promise<void> {
  mustMay(ctx, "keep_articles");
  await setPublic(ctx, { articleId: input.articleId, versionId: null });
}

async function setPublic(
  ctx: Ctx,
  { articleId, versionId }: { articleId: string; versionId: string | null },
): Promise<void> {
  if (!isId(articleId) || (versionId !== null && !isId(versionId))) throw notFound("article");
  await inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    if (!(await articleRow(tx, clinicId, articleId))) throw notFound("article");
    const version = (await versionRows(tx, clinicId, articleId)).find(({ id }) => id === versionId);
    if (versionId !== null && !version) throw notFound("version");
    const before = (await latestPublication(tx, clinicId, articleId))?.versionId ?? null;
    if (before === versionId)
      throw new Refusal("already_done", versionId ? "This version is public already." : "It is not public.");
    await addPublication(tx, { clinicId, id: newId(), articleId, versionId, at: now, memberId: memberIdOf(ctx)! });
    const deed = versionId ? "article.published" : "article.taken_down";
    await record(t, [
      {
        deed,
        subjectKind: "article",
        subjectId: articleId,
        ...(version ? { detail: { version: version.version } } : {}),
      },
    ]);
  });
}
