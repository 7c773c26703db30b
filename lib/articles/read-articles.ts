// What everybody may read: the list, the search, and one article with its comments.
import { approvedComments } from "../../db/queries/article-comments.ts";
import { publicRows, searchRows, servicesOfVersion, type PublicRow } from "../../db/queries/articles.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { notFound } from "../errors.ts";
import type { ArticleLanguage } from "./article-input.ts";
import type { ArticleLine, ArticleView } from "./article-views.ts";
import { hitSigns, partsOf } from "./headline.ts";
import { readMarkdown } from "./read-markdown.ts";
import { isSlug } from "./slug.ts";

const mostFound = 20;
const mostComments = 100;

type Row = Omit<PublicRow, "body">;

const lineOf = ({ slug, language, title, summary, conditions, publishedAt }: Row) => ({
  slug,
  language: language as ArticleLanguage,
  title,
  summary,
  conditions,
  publishedAt: new Date(publishedAt),
});

/** The latest first. */
export async function listPublicArticles(ctx: Ctx): Promise<ArticleLine[]> {
  mustMay(ctx, "see_public_clinic");
  const rows = await inTransaction(ctx, ({ tx, clinicId }) => publicRows(tx, clinicId));
  return rows.map((row) => ({ ...lineOf(row), headline: [] }));
}

/** The best first, twenty at most. */
export async function searchArticles(ctx: Ctx, input: { words: string }): Promise<ArticleLine[]> {
  mustMay(ctx, "see_public_clinic");
  const q = { words: input.words, signs: hitSigns, most: mostFound };
  const rows = await inTransaction(ctx, ({ tx, clinicId }) => searchRows(tx, clinicId, q));
  return rows.map((row) => ({ ...lineOf(row), headline: partsOf(row.headline) }));
}

/** Refuses with `not_found`, also when it was taken down. */
export async function readArticle(ctx: Ctx, input: { slug: string }): Promise<ArticleView> {
  mustMay(ctx, "see_public_clinic");
  return inTransaction(ctx, async ({ tx, clinicId }) => {
    // An address can hold what no database takes.
    const [row] = isSlug(input.slug) ? await publicRows(tx, clinicId, input.slug) : [];
    if (!row) throw notFound("article");
    const [serviceIds, comments] = await Promise.all([
      servicesOfVersion(tx, clinicId, row.versionId),
      approvedComments(tx, clinicId, row.articleId, mostComments),
    ]);
    return {
      ...lineOf(row),
      blocks: readMarkdown(row.body),
      serviceIds,
      comments: comments.map(({ id, name, body, sentAt }) => ({ commentId: id, name, body, sentAt })).toReversed(),
    };
  });
}
