// Articles are written by those who keep them, read by everybody, found by their words, and stay inside their clinic.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { articleInput, type ArticleInput } from "../../../lib/articles/article-input.ts";
import { listArticles, loadDraft } from "../../../lib/articles/keep-articles.ts";
import { publishArticle, takeDownArticle } from "../../../lib/articles/publish-article.ts";
import { listPublicArticles, readArticle, searchArticles } from "../../../lib/articles/read-articles.ts";
import { saveArticle } from "../../../lib/articles/save-article.ts";
import { newId } from "../../../lib/ids.ts";
import { freshClinic, type TestClinic } from "../../support/clinic.ts";
import { freshDatabase, type FreshDatabase } from "../../support/fresh-database.ts";

let database: FreshDatabase;
let mine: TestClinic;
let theirs: TestClinic;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  mine = await freshClinic(database.appUrl, { connections: 2 });
  theirs = await freshClinic(database.appUrl, { connections: 2 });
  return async () => {
    await mine.close();
    await theirs.close();
  };
});

const typed = (more: Partial<Record<keyof ArticleInput, unknown>> = {}) =>
  articleInput.parse({
    language: "en",
    title: "Headaches that begin in the neck",
    summary: "Why a stiff neck can be felt behind the eyes.",
    body: "## What we look at\n\nWe **assess** how your neck moves, and what keeps the headaches going. Breaks at a desk matter more than posture.",
    conditions: "headaches, neck pain",
    services: [mine.ids.massageFirst],
    basedOn: 0,
    ...more,
  });

/** Saves, and publishes what was saved. */
async function published(clinic: TestClinic, input: ArticleInput, at = clinic.now): Promise<string> {
  const ctx = clinic.memberCtx("owner", at);
  const { articleId } = await saveArticle(ctx, { ...input, articleId: null });
  const { versionId } = await loadDraft(ctx, { articleId });
  await publishArticle(ctx, { articleId, versionId });
  return articleId;
}

const later = (minutes: number) => new Date(mine.now.getTime() + minutes * 60_000);

test("a draft is read by nobody until it is published; a newer draft leaves what is public; taken down it is gone", async () => {
  const lead = mine.memberCtx("clinical_lead");
  const { articleId } = await saveArticle(lead, { ...typed(), articleId: null });
  const slug = "headaches-that-begin-in-the-neck";
  await expect(readArticle(mine.guestCtx(), { slug })).rejects.toMatchObject({ code: "not_found" });
  const first = await loadDraft(lead, { articleId });
  await publishArticle(lead, { articleId, versionId: first.versionId });
  await expect(readArticle(mine.guestCtx(), { slug: `${slug}\0` })).rejects.toMatchObject({ code: "not_found" });
  const read = await readArticle(mine.guestCtx(), { slug });
  expect(read).toMatchObject({
    title: "Headaches that begin in the neck",
    conditions: ["headaches", "neck pain"],
    serviceIds: [mine.ids.massageFirst],
  });
  expect(read.blocks[0]).toMatchObject({ kind: "heading", id: "a-what-we-look-at" });

  await saveArticle(lead, { ...typed({ title: "Neck and head", services: undefined, basedOn: 1 }), articleId });
  expect((await readArticle(mine.guestCtx(), { slug })).title).toBe("Headaches that begin in the neck");
  const second = await loadDraft(lead, { articleId });
  expect(second).toMatchObject({ version: 2, publicVersion: 1, serviceIds: [] });
  await publishArticle(mine.memberCtx("manager", later(1)), { articleId, versionId: second.versionId });
  expect(await readArticle(mine.guestCtx(), { slug })).toMatchObject({ title: "Neck and head", serviceIds: [] });

  await expect(
    publishArticle(mine.memberCtx("owner", later(2)), { articleId, versionId: second.versionId }),
  ).rejects.toMatchObject({ code: "already_done" });
  // Back to the first, and then away.
  await publishArticle(mine.memberCtx("owner", later(3)), { articleId, versionId: first.versionId });
  expect((await readArticle(mine.guestCtx(), { slug })).title).toBe("Headaches that begin in the neck");
  await takeDownArticle(mine.memberCtx("owner", later(4)), { articleId });
  await expect(readArticle(mine.guestCtx(), { slug })).rejects.toMatchObject({ code: "not_found" });
  expect(await listPublicArticles(mine.guestCtx())).toEqual([]);
  expect(await searchArticles(mine.guestCtx(), { words: "neck" })).toEqual([]);
  await expect(takeDownArticle(mine.memberCtx("owner", later(5)), { articleId })).rejects.toMatchObject({
    code: "already_done",
  });
  const deeds = await mine.inside((tx) =>
    tx.execute(
      sql`select deed from audit where clinic_id = ${mine.clinicId} and subject_kind = 'article' order by seq`,
    ),
  );
  expect(deeds.map(({ deed }) => deed)).toEqual([
    "article.saved",
    "article.published",
    "article.saved",
    "article.published",
    "article.published",
    "article.taken_down",
  ]);
});

test("of two who write at once, the later is told; what was saved or published cannot be changed", async () => {
  const owner = mine.memberCtx("owner");
  const { articleId } = await saveArticle(owner, { ...typed(), articleId: null });
  const again = () => saveArticle(owner, { ...typed({ title: "Another title", basedOn: 1 }), articleId });
  const outcomes = await Promise.allSettled([again(), again()]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "already_done" } });
  for (const change of [sql`update article_versions set body = 'x'`, sql`delete from article_publications`])
    await expect(mine.inside((tx) => tx.execute(change))).rejects.toThrow("Failed query");
});

test("two articles of one title have two addresses", async () => {
  await published(mine, typed());
  await published(mine, typed(), later(1));
  await published(mine, typed({ title: "头痛是什么", language: "zh-Hans" }), later(2));
  expect((await listPublicArticles(mine.guestCtx())).map(({ slug }) => slug)).toEqual([
    "article",
    "headaches-that-begin-in-the-neck-2",
    "headaches-that-begin-in-the-neck",
  ]);
});

test("words are found in their forms, the title before the text, with the place where they stand", async () => {
  await published(mine, typed());
  await published(
    mine,
    typed({
      title: "Breaks at work",
      summary: "Why moving often helps more than sitting straight.",
      body: `${"Stand up now and then. ".repeat(8)}Some headaches fade with it.`,
    }),
    later(1),
  );
  await published(
    mine,
    typed({
      language: "fr",
      title: "Quand le cou fait mal",
      summary: "Ce que nous examinons et pourquoi.",
      body: "Les maux de tête commencent souvent par une raideur. ".repeat(3),
    }),
    later(2),
  );
  await published(
    mine,
    typed({
      language: "zh-Hans",
      title: "颈部与头痛的关系",
      summary: "为什么颈部僵硬会引起头部的疼痛，以及我们如何检查和评估它。",
      body: "我们会检查您的颈部如何活动。多休息，多走动。".repeat(6),
    }),
    later(3),
  );
  const found = async (words: string) => (await searchArticles(mine.guestCtx(), { words })).map(({ title }) => title);
  expect(await found("headache")).toEqual(["Headaches that begin in the neck", "Breaks at work"]);
  expect(await found("moving necks")).toEqual(["Headaches that begin in the neck"]);
  expect(await found("headache -break")).toEqual([]);
  expect(await found('"stand up"')).toEqual(["Breaks at work"]);
  expect(await found("raideurs")).toEqual(["Quand le cou fait mal"]);
  expect(await found("颈部如何")).toEqual(["颈部与头痛的关系"]);
  expect(await found("the")).toEqual([]);
  for (const odd of ["'", "& | !", "%", "a:*", '"', "-", "(", "\\"])
    await expect(found(odd)).resolves.toBeInstanceOf(Array);
  const [best] = await searchArticles(mine.guestCtx(), { words: "assessing" });
  expect(best?.headline.filter(({ hit }) => hit)).toEqual([{ text: "assess", hit: true }]);
});

test.each(["front_desk", "practitioner", "support"] as const)("the %s keeps no articles", async (role) => {
  const ctx = mine.memberCtx(role);
  const id = newId();
  for (const deed of [
    () => saveArticle(ctx, { ...typed(), articleId: null }),
    () => publishArticle(ctx, { articleId: id, versionId: id }),
    () => takeDownArticle(ctx, { articleId: id }),
    () => listArticles(ctx),
    () => loadDraft(ctx, { articleId: id }),
  ])
    await expect(deed()).rejects.toMatchObject({ code: "forbidden" });
});

test("another clinic's article is not found, and its services cannot be led to", async () => {
  const articleId = await published(mine, typed());
  const stranger = theirs.memberCtx("owner");
  const { versionId } = await loadDraft(mine.memberCtx("owner"), { articleId });
  await expect(loadDraft(stranger, { articleId })).rejects.toMatchObject({ code: "not_found" });
  await expect(publishArticle(stranger, { articleId, versionId })).rejects.toMatchObject({ code: "not_found" });
  await expect(takeDownArticle(stranger, { articleId })).rejects.toMatchObject({ code: "not_found" });
  await expect(
    saveArticle(stranger, { ...typed({ services: undefined, basedOn: 1 }), articleId }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(saveArticle(stranger, { ...typed(), articleId: null })).rejects.toMatchObject({ code: "invalid" });
  expect(await listPublicArticles(theirs.guestCtx())).toEqual([]);
  expect(await searchArticles(theirs.guestCtx(), { words: "neck" })).toEqual([]);
  await expect(readArticle(theirs.guestCtx(), { slug: "headaches-that-begin-in-the-neck" })).rejects.toMatchObject({
    code: "not_found",
  });
});
