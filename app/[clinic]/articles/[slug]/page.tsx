// One article: to read, to book from, and what readers wrote under it.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ArticleBody } from "@/components/articles/article-body";
import { CommentForm } from "@/components/articles/comment-form";
import { CommentList } from "@/components/articles/comment-list";
import { ServiceList } from "@/components/clinic/service-list";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import type { ArticleView } from "@/lib/articles/article-views";
import { readArticle } from "@/lib/articles/read-articles";
import { loadCatalogue } from "@/lib/clinic/load-catalogue";
import { Refusal } from "@/lib/errors";
import { publicPage } from "@/lib/server/contexts";
import { sayDay } from "@/lib/time/say";
import { serviceLines } from "../../service-lines";
import { commentAction } from "../actions";

const articleAt = cache(async (clinicSlug: string, slug: string): Promise<ArticleView> => {
  const { ctx } = await publicPage(clinicSlug);
  return readArticle(ctx, { slug }).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not_found") notFound();
    throw error;
  });
});

export async function generateMetadata({ params }: PageProps<"/[clinic]/articles/[slug]">): Promise<Metadata> {
  const { clinic, slug } = await params;
  const { title, summary, conditions, publishedAt } = await articleAt(clinic, slug);
  return {
    title,
    description: summary,
    ...(conditions.length ? { keywords: conditions } : {}),
    alternates: { canonical: `/${clinic}/articles/${slug}` },
    openGraph: { type: "article", title, description: summary, publishedTime: publishedAt.toISOString() },
  };
}

export default async function ArticlePage({ params, searchParams }: PageProps<"/[clinic]/articles/[slug]">) {
  const { clinic: clinicSlug, slug } = await params;
  const sent = (await searchParams)["sent"] !== undefined;
  const { ctx, clinic } = await publicPage(clinicSlug);
  const article = await articleAt(clinicSlug, slug);
  const catalogue = await loadCatalogue(ctx);
  const led = catalogue.services.filter(({ id, online }) => online && article.serviceIds.includes(id));
  const { groups } = await serviceLines(ctx, catalogue, { services: led });
  const day = (at: Date) => sayDay(at, clinic.timeZone, clinic.locale);
  return (
    <div className="flex flex-col gap-10">
      <article className="flex flex-col gap-8">
        <PageHead
          back={{ href: `/${clinic.slug}/articles`, label: "Articles" }}
          over={`${day(article.publishedAt)}${article.conditions.length ? ` · About ${article.conditions.join(", ")}` : ""}`}
          title={<span lang={article.language}>{article.title}</span>}
          lead={<span lang={article.language}>{article.summary}</span>}
        />
        <ArticleBody blocks={article.blocks} language={article.language} />
        <p className="measure text-sm text-soft">
          This is written for everybody and says nothing about you in particular. What is right for you, an assessment
          finds out.
        </p>
      </article>
      {led.length ? (
        <ServiceList
          id="book"
          title="Book a visit"
          hint={
            led.some(({ kind }) => kind === "first")
              ? "A first visit begins with an assessment."
              : "For people we have seen before."
          }
          groups={groups()}
        />
      ) : null}
      <Section title="Comments" id="comments">
        <div className="flex flex-col gap-8">
          {sent ? (
            <Notice tone="success" live title="Thank you. We read each comment before others can see it." />
          ) : null}
          {article.comments.length ? (
            <CommentList
              label="Comments"
              comments={article.comments.map(({ commentId, name, body, sentAt }) => ({
                id: commentId,
                name,
                body,
                when: day(sentAt),
              }))}
            />
          ) : (
            <p className="text-soft">No comment yet.</p>
          )}
          <div className="flex flex-col gap-4">
            <h3 className="text-base">Write a comment</h3>
            <p className="measure text-soft">
              We read each comment before it is shown, and cannot answer questions about a person’s health here. For
              that, book a visit or call us.
            </p>
            <CommentForm action={commentAction.bind(null, clinic.slug, slug)} />
          </div>
        </div>
      </Section>
    </div>
  );
}
