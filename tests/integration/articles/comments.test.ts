// Comments are held until somebody lets them through, and are gone for good when they are deleted.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { articleInput } from "../../../lib/articles/article-input.ts";
import { approveComment, deleteComment, sendComment } from "../../../lib/articles/comments.ts";
import { listArticles, loadDraft } from "../../../lib/articles/keep-articles.ts";
import { publishArticle, takeDownArticle } from "../../../lib/articles/publish-article.ts";
import { readArticle } from "../../../lib/articles/read-articles.ts";
import { saveArticle } from "../../../lib/articles/save-article.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let mine: TestClinic;
let theirs: TestClinic;
let articleId: string;
const slug = "breaks-at-work";
const comment = { name: "Asha", body: "The part on breaks was clear." };
beforeAll(async () => {
  database = await freshDatabase();
  mine = await freshClinic(database.appUrl, { connections: 2 });
  theirs = await freshClinic(database.appUrl, { connections: 2 });
  const owner = mine.memberCtx("owner");
  const input = articleInput.parse({
    language: "en",
    title: "Breaks at work",
    summary: "Why moving often helps.",
    body: "Stand up now and then. ".repeat(8),
    conditions: "",
    basedOn: 0,
  });
  ({ articleId } = await saveArticle(owner, { ...input, articleId: null }));
  await publishArticle(owner, { articleId, versionId: (await loadDraft(owner, { articleId })).versionId });
});
afterAll(async () => {
  await mine.close();
  await theirs.close();
  await database.drop();
});

const shown = async () => (await readArticle(mine.guestCtx(), { slug })).comments.map(({ body }) => body);
const waiting = async () => (await listArticles(mine.memberCtx("manager"))).waiting;

test("nobody reads a comment before it is let through, and nobody after it was deleted", async () => {
  await sendComment(mine.guestCtx(), { ...comment, slug });
  await sendComment(mine.guestCtx(), { name: "Bot", body: "Something that sells.", slug });
  expect(await shown()).toEqual([]);
  const [first, second] = await waiting();
  expect([first, second]).toMatchObject([{ ...comment, title: "Breaks at work", slug }, { name: "Bot" }]);
  await approveComment(mine.memberCtx("clinical_lead"), { commentId: first!.commentId });
  await expect(approveComment(mine.memberCtx("owner"), { commentId: first!.commentId })).rejects.toMatchObject({
    code: "already_done",
  });
  await deleteComment(mine.memberCtx("owner"), { commentId: second!.commentId });
  expect(await shown()).toEqual([comment.body]);
  expect(await waiting()).toEqual([]);
  await deleteComment(mine.memberCtx("owner"), { commentId: first!.commentId });
  expect(await shown()).toEqual([]);
  const kept = await mine.inside((tx) =>
    tx.execute(sql`select 1 from article_comments where clinic_id = ${mine.clinicId}`),
  );
  expect(kept).toHaveLength(0);
  const deeds = await mine.inside((tx) =>
    tx.execute(
      sql`select deed, detail::text from audit where clinic_id = ${mine.clinicId} and subject_kind = 'comment' order by seq`,
    ),
  );
  expect(deeds.map(({ deed }) => deed)).toEqual([
    "comment.sent",
    "comment.sent",
    "comment.approved",
    "comment.deleted",
    "comment.deleted",
  ]);
  expect(JSON.stringify(deeds)).not.toMatch(/breaks|Asha/i);
});

test("a comment is not changed, only let through", async () => {
  await expect(
    mine.inside((tx) => tx.execute(sql`update article_comments set body = 'x' where clinic_id = ${mine.clinicId}`)),
  ).rejects.toThrow("Failed query");
});

test("the desk and strangers let nothing through", async () => {
  await sendComment(mine.guestCtx(), { ...comment, slug });
  const [one] = await waiting();
  const { commentId } = one!;
  for (const role of ["front_desk", "practitioner", "support"] as const)
    for (const deed of [approveComment, deleteComment])
      await expect(deed(mine.memberCtx(role), { commentId })).rejects.toMatchObject({ code: "forbidden" });
  for (const deed of [approveComment, deleteComment])
    await expect(deed(theirs.memberCtx("owner"), { commentId })).rejects.toMatchObject({ code: "not_found" });
  await expect(sendComment(theirs.guestCtx(), { ...comment, slug })).rejects.toMatchObject({ code: "not_found" });
  expect(await waiting()).toHaveLength(1);
});

test("nothing can be written under an article that was taken down", async () => {
  await takeDownArticle(mine.memberCtx("owner", new Date(mine.now.getTime() + 60_000)), { articleId });
  await expect(sendComment(mine.guestCtx(), { ...comment, slug })).rejects.toMatchObject({ code: "not_found" });
});
