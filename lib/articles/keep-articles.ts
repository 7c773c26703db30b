// What those who keep the articles see: how each stands, and one as it is being written.
import { approvedComments, waitingComments } from "../../db/queries/article-comments.ts";
import {
  latestPublication,
  articleRow,
  servicesOfVersion,
  standingRows,
  versionRows,
} from "../../db/queries/articles.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { ArticleLanguage } from "./article-input.ts";
import type { ArticleStanding, DraftView, WaitingComment } from "./article-views.ts";

const mostWaiting = 50;
const mostShown = 100;

/** Every article, the last saved first, and the comments that wait, the oldest first. */
export async function listArticles(ctx: Ctx): Promise<{ articles: ArticleStanding[]; waiting: WaitingComment[] }> {
  mustMay(ctx, "keep_articles");
  return inTransaction(ctx, async ({ tx, clinicId }) => {
    const [rows, waiting] = await Promise.all([standingRows(tx, clinicId), waitingComments(tx, clinicId, mostWaiting)]);
    const byId = new Map(rows.map((row) => [row.articleId, row]));
    return {
      articles: rows.map((row) => ({ ...row, savedAt: new Date(row.savedAt) })),
      waiting: waiting.flatMap(({ id, articleId, name, body, sentAt }) => {
        const article = byId.get(articleId);
        return article ? [{ commentId: id, name, body, sentAt, title: article.title, slug: article.slug }] : [];
      }),
    };
  });
}

/** The article as it was saved last. Refuses with `not_found`. */
export async function loadDraft(ctx: Ctx, input: { articleId: string }): Promise<DraftView> {
  mustMay(ctx, "keep_articles");
  const { articleId } = input;
  if (!isId(articleId)) throw notFound("article");
  return inTransaction(ctx, async ({ tx, clinicId }) => {
    const [article, versions, published, comments] = await Promise.all([
      articleRow(tx, clinicId, articleId),
      versionRows(tx, clinicId, articleId),
      latestPublication(tx, clinicId, articleId),
      approvedComments(tx, clinicId, articleId, mostShown),
    ]);
    const latest = versions[0];
    if (!article || !latest) throw notFound("article");
    const inPublic = versions.find(({ id }) => id === published?.versionId);
    return {
      articleId,
      slug: article.slug,
      versionId: latest.id,
      version: latest.version,
      language: latest.language as ArticleLanguage,
      title: latest.title,
      summary: latest.summary,
      body: latest.body,
      conditions: latest.conditions,
      serviceIds: await servicesOfVersion(tx, clinicId, latest.id),
      publicVersion: inPublic?.version ?? null,
      publicSince: inPublic && published ? published.at : null,
      versions: versions.map(({ id, version, title, savedAt, savedBy }) => ({
        versionId: id,
        version,
        title,
        savedAt,
        savedBy,
      })),
      comments: comments.map(({ id, name, body, sentAt }) => ({ commentId: id, name, body, sentAt })),
    };
  });
}
