/** What readers and the clinic's people see of articles. */
import type { ArticleLanguage } from "./article-input.ts";
import type { Block } from "./blocks.ts";
import type { Said } from "./headline.ts";

export type ArticleLine = {
  slug: string;
  language: ArticleLanguage;
  title: string;
  summary: string;
  conditions: string[];
  publishedAt: Date;
  /** Where the searched words stand; empty without a search. */
  headline: Said[];
};

export type CommentView = { commentId: string; name: string; body: string; sentAt: Date };

export type ArticleView = Omit<ArticleLine, "headline"> & {
  blocks: Block[];
  /** Of the clinic's services, those it leads to. */
  serviceIds: string[];
  comments: CommentView[];
};

export type ArticleStanding = {
  articleId: string;
  slug: string;
  title: string;
  version: number;
  savedAt: Date;
  savedBy: string;
  /** The version that everybody can read; null when none is. */
  publicVersion: number | null;
};

export type WaitingComment = CommentView & { title: string; slug: string };

export type VersionView = { versionId: string; version: number; title: string; savedAt: Date; savedBy: string };

export type DraftView = {
  articleId: string;
  slug: string;
  versionId: string;
  version: number;
  language: ArticleLanguage;
  title: string;
  summary: string;
  body: string;
  conditions: string[];
  serviceIds: string[];
  publicVersion: number | null;
  publicSince: Date | null;
  versions: VersionView[];
  comments: CommentView[];
};
