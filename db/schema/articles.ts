// What the clinic writes for everybody: articles version by version, when which one was public, and what readers wrote under them.
import { sql } from "drizzle-orm";
import { check, customType, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { members, services } from "./clinic.ts";
import { clinics } from "./global.ts";
import { instant, ofClinic, tenantKey, tenantPk, within } from "./shapes.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** The address of an article stays; what stands under it are its versions. */
export const articles = pgTable(
  "articles",
  { ...tenantKey(), slug: text("slug").notNull(), createdAt: instant("created_at").notNull() },
  (t) => [
    tenantPk("articles", t),
    ofClinic("articles_of_clinic", t, clinics),
    unique("articles_slug_once").on(t.clinicId, t.slug),
    check("articles_slug_plain", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
  ],
);

/** An article as it was saved; the latest is the draft. Append-only. */
export const articleVersions = pgTable(
  "article_versions",
  {
    ...tenantKey(),
    articleId: uuid("article_id").notNull(),
    version: integer("version").notNull(),
    language: text("language").notNull(),
    title: text("title").notNull(),
    summary: text("summary").notNull(),
    /** Markdown. */
    body: text("body").notNull(),
    /** The body's words without its signs. */
    plain: text("plain").notNull(),
    /** What it is about, in readers' words. */
    conditions: text("conditions").array().notNull(),
    /** Reckoned by PostgreSQL: with stems where it has a dictionary of the language, word by word elsewhere. */
    words: tsvector("words").generatedAlwaysAs(
      sql`case language
        when 'en' then setweight(to_tsvector('pg_catalog.english', title), 'A') || setweight(to_tsvector('pg_catalog.english', summary), 'B') || to_tsvector('pg_catalog.english', plain)
        when 'fr' then setweight(to_tsvector('pg_catalog.french', title), 'A') || setweight(to_tsvector('pg_catalog.french', summary), 'B') || to_tsvector('pg_catalog.french', plain)
        else setweight(to_tsvector('pg_catalog.simple', title), 'A') || setweight(to_tsvector('pg_catalog.simple', summary), 'B') || to_tsvector('pg_catalog.simple', plain)
      end`,
    ),
    savedAt: instant("saved_at").notNull(),
    savedBy: uuid("saved_by").notNull(),
  },
  (t) => [
    tenantPk("article_versions", t),
    within("article_versions_article_fk", t, t.articleId, articles),
    within("article_versions_member_fk", t, t.savedBy, members),
    unique("article_versions_once").on(t.clinicId, t.articleId, t.version),
    check("article_versions_language_known", sql`${t.language} in ('en', 'fr', 'pa', 'zh-Hans', 'zh-Hant')`),
  ],
);

/** What a version leads to. Append-only. */
export const articleServices = pgTable(
  "article_services",
  { ...tenantKey(), versionId: uuid("version_id").notNull(), serviceId: uuid("service_id").notNull() },
  (t) => [
    tenantPk("article_services", t),
    within("article_services_version_fk", t, t.versionId, articleVersions),
    within("article_services_service_fk", t, t.serviceId, services),
    unique("article_services_once").on(t.clinicId, t.versionId, t.serviceId),
  ],
);

/** From when which version was public; without one it was taken down. The latest holds. Append-only. */
export const articlePublications = pgTable(
  "article_publications",
  {
    ...tenantKey(),
    articleId: uuid("article_id").notNull(),
    versionId: uuid("version_id"),
    at: instant("at").notNull(),
    memberId: uuid("member_id").notNull(),
  },
  (t) => [
    tenantPk("article_publications", t),
    within("article_publications_article_fk", t, t.articleId, articles),
    within("article_publications_version_fk", t, t.versionId, articleVersions),
    within("article_publications_member_fk", t, t.memberId, members),
    index("article_publications_latest").on(t.clinicId, t.articleId, t.at.desc(), t.id.desc()),
  ],
);

/** What a reader wrote; nobody sees it until somebody of the clinic has let it through. Deleted for good when it is taken away. */
export const articleComments = pgTable(
  "article_comments",
  {
    ...tenantKey(),
    articleId: uuid("article_id").notNull(),
    name: text("name").notNull(),
    body: text("body").notNull(),
    sentAt: instant("sent_at").notNull(),
    approvedAt: instant("approved_at"),
    approvedBy: uuid("approved_by"),
  },
  (t) => [
    tenantPk("article_comments", t),
    within("article_comments_article_fk", t, t.articleId, articles),
    within("article_comments_member_fk", t, t.approvedBy, members),
    index("article_comments_by_article").on(t.clinicId, t.articleId, t.sentAt),
    index("article_comments_waiting")
      .on(t.clinicId, t.sentAt)
      .where(sql`${t.approvedAt} is null`),
    check("article_comments_approved_whole", sql`(${t.approvedAt} is null) = (${t.approvedBy} is null)`),
  ],
);
