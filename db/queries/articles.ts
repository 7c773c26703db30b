// Articles: their versions, which of them is public, and the search over what is.
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { articles, articlePublications, articleServices, articleVersions, members } from "../schema/index.ts";

export async function addArticle(tx: Tx, row: typeof articles.$inferInsert): Promise<void> {
  await tx.insert(articles).values(row);
}

export async function addArticleVersion(
  tx: Tx,
  row: typeof articleVersions.$inferInsert,
  services: (typeof articleServices.$inferInsert)[],
): Promise<void> {
  await tx.insert(articleVersions).values(row);
  if (services.length) await tx.insert(articleServices).values(services);
}

export async function addPublication(tx: Tx, row: typeof articlePublications.$inferInsert): Promise<void> {
  await tx.insert(articlePublications).values(row);
}

export async function articleRow(tx: Tx, clinicId: string, articleId: string): Promise<{ slug: string } | null> {
  const [row] = await tx
    .select({ slug: articles.slug })
    .from(articles)
    .where(and(eq(articles.clinicId, clinicId), eq(articles.id, articleId)));
  return row ?? null;
}

export async function slugsLike(tx: Tx, clinicId: string, slug: string): Promise<string[]> {
  const rows = await tx
    .select({ slug: articles.slug })
    .from(articles)
    .where(and(eq(articles.clinicId, clinicId), sql`starts_with(${articles.slug}, ${slug})`));
  return rows.map((row) => row.slug);
}

/** All versions of an article, the latest first. */
export const versionRows = (tx: Tx, clinicId: string, articleId: string) =>
  tx
    .select({
      id: articleVersions.id,
      version: articleVersions.version,
      language: articleVersions.language,
      title: articleVersions.title,
      summary: articleVersions.summary,
      body: articleVersions.body,
      conditions: articleVersions.conditions,
      savedAt: articleVersions.savedAt,
      savedBy: members.name,
    })
    .from(articleVersions)
    .innerJoin(members, and(eq(members.clinicId, clinicId), eq(members.id, articleVersions.savedBy)))
    .where(and(eq(articleVersions.clinicId, clinicId), eq(articleVersions.articleId, articleId)))
    .orderBy(desc(articleVersions.version));

export async function servicesOfVersion(tx: Tx, clinicId: string, versionId: string): Promise<string[]> {
  const rows = await tx
    .select({ serviceId: articleServices.serviceId })
    .from(articleServices)
    .where(and(eq(articleServices.clinicId, clinicId), eq(articleServices.versionId, versionId)))
    .orderBy(asc(articleServices.id));
  return rows.map(({ serviceId }) => serviceId);
}

export async function latestPublication(tx: Tx, clinicId: string, articleId: string) {
  const [row] = await tx
    .select({ versionId: articlePublications.versionId, at: articlePublications.at })
    .from(articlePublications)
    .where(and(eq(articlePublications.clinicId, clinicId), eq(articlePublications.articleId, articleId)))
    .orderBy(desc(articlePublications.at), desc(articlePublications.id))
    .limit(1);
  return row ?? null;
}

export type StandingRow = {
  articleId: string;
  slug: string;
  title: string;
  version: number;
  savedAt: string;
  savedBy: string;
  publicVersion: number | null;
};

/** Each article with its latest version and the public one, the last saved first. */
export async function standingRows(tx: Tx, clinicId: string): Promise<StandingRow[]> {
  const clinic = sql`${clinicId}::uuid`;
  const rows = await tx.execute(sql`
    select a.id as "articleId", a.slug, v.title, v.version, v.saved_at as "savedAt", m.name as "savedBy",
      (select w.version from article_versions w where w.clinic_id = ${clinic} and w.id = p.version_id) as "publicVersion"
    from articles a
    join lateral (select v.* from article_versions v where v.clinic_id = ${clinic} and v.article_id = a.id
      order by v.version desc limit 1) v on true
    join members m on m.clinic_id = ${clinic} and m.id = v.saved_by
    left join lateral (select p.version_id from article_publications p where p.clinic_id = ${clinic} and p.article_id = a.id
      order by p.at desc, p.id desc limit 1) p on true
    where a.clinic_id = ${clinic} order by v.saved_at desc, a.id`);
  return rows as unknown as StandingRow[];
}

export type PublicRow = {
  articleId: string;
  versionId: string;
  slug: string;
  language: string;
  title: string;
  summary: string;
  body: string;
  conditions: string[];
  publishedAt: string;
};

const publicVersions = (clinic: ReturnType<typeof sql>) => sql`
  select a.id as "articleId", v.id as "versionId", a.slug, v.language, v.title, v.summary, v.conditions,
    p.at as "publishedAt", v.body, v.plain, v.words
  from articles a
  join lateral (select p.version_id, p.at from article_publications p where p.clinic_id = ${clinic} and p.article_id = a.id
    order by p.at desc, p.id desc limit 1) p on true
  join article_versions v on v.clinic_id = ${clinic} and v.id = p.version_id
  where a.clinic_id = ${clinic}`;

/** What is public, the latest first; one article alone by its address. */
export async function publicRows(tx: Tx, clinicId: string, slug?: string): Promise<PublicRow[]> {
  const clinic = sql`${clinicId}::uuid`;
  const one = slug === undefined ? sql`` : sql` and a.slug = ${slug}`;
  const rows = await tx.execute(sql`
    select p."articleId", p."versionId", p.slug, p.language, p.title, p.summary, p.body, p.conditions, p."publishedAt"
    from (${publicVersions(clinic)}${one}) p order by p."publishedAt" desc, p."articleId"`);
  return rows as unknown as PublicRow[];
}

export type FoundRow = Omit<PublicRow, "body"> & { headline: string };

/**
 * What is public and holds the words, as people type them: all of them, "as they stand", or -without one. The best first, with the place
 * where they stand. Languages without a dictionary are also looked through letter by letter.
 */
export async function searchRows(
  tx: Tx,
  clinicId: string,
  q: { words: string; signs: { start: string; stop: string }; most: number },
): Promise<FoundRow[]> {
  const clinic = sql`${clinicId}::uuid`;
  const options = `StartSel=${q.signs.start}, StopSel=${q.signs.stop}, MaxWords=32, MinWords=14, MaxFragments=1`;
  const rows = await tx.execute(sql`
    with asked as (select c.language, c.config, websearch_to_tsquery(c.config, ${q.words}) as query, c.stems
      from (values ('en', 'pg_catalog.english'::regconfig, true), ('fr', 'pg_catalog.french'::regconfig, true),
        ('pa', 'pg_catalog.simple'::regconfig, false), ('zh-Hans', 'pg_catalog.simple'::regconfig, false),
        ('zh-Hant', 'pg_catalog.simple'::regconfig, false)) c (language, config, stems))
    select p."articleId", p."versionId", p.slug, p.language, p.title, p.summary, p.conditions, p."publishedAt",
      ts_headline(k.config, p.plain, k.query, ${options}) as headline
    from (${publicVersions(clinic)}) p join asked k on k.language = p.language
    where p.words @@ k.query
      or (not k.stems and strpos(lower(p.title || ' ' || p.summary || ' ' || p.plain), lower(${q.words})) > 0)
    order by ts_rank_cd(p.words, k.query, 1) desc, p."publishedAt" desc, p."articleId" limit ${q.most}`);
  return rows as unknown as FoundRow[];
}
