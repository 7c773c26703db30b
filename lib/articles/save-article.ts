// Saves an article as its next version: a draft until it is published. A new article gets its address, which stays.
import { addArticle, addArticleVersion, articleRow, slugsLike, versionRows } from "../../db/queries/articles.ts";
import { serviceRows } from "../../db/queries/clinics.ts";
import { troubleOf } from "../../db/errors.ts";
import { record } from "../audit/audit.ts";
import { inTransaction, memberIdOf, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { notFound, Refusal } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import type { ArticleInput } from "./article-input.ts";
import { plainText } from "./blocks.ts";
import { withoutSigns } from "./headline.ts";
import { readMarkdown } from "./read-markdown.ts";
import { slugOf } from "./slug.ts";

const meanwhile = () =>
  new Refusal("already_done", "Somebody saved another version meanwhile. Open the page again, and put yours on top.");

/** Refuses with `not_found`, with `already_done` when there is a newer version than the page showed, and with `invalid`. */
export async function saveArticle(
  ctx: Ctx,
  input: ArticleInput & { articleId: string | null },
): Promise<{ articleId: string; version: number }> {
  mustMay(ctx, "keep_articles");
  const { articleId: known, basedOn, services, ...written } = input;
  if (known !== null && !isId(known)) throw notFound("article");
  return inTransaction(ctx, async (t) => {
    const { tx, clinicId, now } = t;
    const offered = new Set((await serviceRows(tx, clinicId, now)).map(({ id }) => id));
    if (services.some((id) => !offered.has(id)))
      throw new Refusal("invalid", "Please check the marked fields.", {
        fields: [{ field: "services", message: "One of these is not offered any more." }],
      });
    const articleId = known ?? (await openArticle(t, written.title));
    if (known !== null && !(await articleRow(tx, clinicId, known))) throw notFound("article");
    const latest = (await versionRows(tx, clinicId, articleId))[0]?.version ?? 0;
    if (latest !== basedOn) throw meanwhile();
    const versionId = newId();
    const version = latest + 1;
    await addArticleVersion(
      tx,
      {
        clinicId,
        id: versionId,
        articleId,
        version,
        ...written,
        plain: withoutSigns(plainText(readMarkdown(written.body))),
        savedAt: now,
        savedBy: memberIdOf(ctx)!,
      },
      [...new Set(services)].map((serviceId) => ({ clinicId, id: newId(), versionId, serviceId })),
    ).catch((error: unknown) => {
      if (troubleOf(error) !== "duplicate") throw error;
      throw meanwhile();
    });
    await record(t, [{ deed: "article.saved", subjectKind: "article", subjectId: articleId, detail: { version } }]);
    return { articleId, version };
  });
}

/** `sore-neck`, or `sore-neck-2` where that is taken. */
async function openArticle({ tx, clinicId, now }: TxCtx, title: string): Promise<string> {
  const bare = slugOf(title) || "article";
  const taken = new Set(await slugsLike(tx, clinicId, bare));
  let slug = bare;
  for (let next = 2; taken.has(slug); next += 1) slug = `${bare}-${next}`;
  const id = newId();
  await addArticle(tx, { clinicId, id, slug, createdAt: now }).catch((error: unknown) => {
    if (troubleOf(error) !== "duplicate") throw error;
    throw meanwhile();
  });
  return id;
}
