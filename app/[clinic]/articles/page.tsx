// What the clinic has written for everybody, and the search through it.
import type { Metadata } from "next";
import { ArticleList } from "@/components/articles/article-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { SubmitButton } from "@/components/ui/submit-button";
import { searchedFor } from "@/lib/articles/article-input";
import { listPublicArticles, searchArticles } from "@/lib/articles/read-articles";
import { publicPage } from "@/lib/server/contexts";

export async function generateMetadata({ params, searchParams }: PageProps<"/[clinic]/articles">): Promise<Metadata> {
  const { clinic } = await publicPage((await params).clinic);
  const searched = searchedFor((await searchParams)["q"]) !== null;
  return {
    title: "Articles",
    description: `What ${clinic.name} has written about pain, movement and treatment.`,
    alternates: { canonical: `/${clinic.slug}/articles` },
    // What somebody searched for is nobody else's business.
    ...(searched ? { robots: { index: false } } : {}),
  };
}

export default async function ArticlesPage({ params, searchParams }: PageProps<"/[clinic]/articles">) {
  const { ctx, clinic } = await publicPage((await params).clinic);
  const words = searchedFor((await searchParams)["q"]);
  const articles = words ? await searchArticles(ctx, { words }) : await listPublicArticles(ctx);
  const here = `/${clinic.slug}/articles`;
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        back={{ href: `/${clinic.slug}`, label: clinic.name }}
        title="Articles"
        lead="In plain words, by the people who work here. They inform; what is right for you, an assessment says."
      />
      <form action={here} role="search" className="flex flex-wrap items-end gap-3">
        <div className="min-w-52 grow">
          <TextField label="Search the articles" name="q" type="search" maxLength={120} defaultValue={words ?? ""} />
        </div>
        <SubmitButton variant="secondary">Search</SubmitButton>
      </form>
      {articles.length ? (
        <div className="flex flex-col gap-4">
          {words ? (
            <h2 className="text-lg">
              {articles.length === 1 ? "1 article" : `${articles.length} articles`} with “{words}”
            </h2>
          ) : null}
          <ArticleList
            label={words ? "What was found" : "Articles"}
            articles={articles.map(({ slug, language, title, summary, conditions, headline }) => ({
              href: `${here}/${slug}`,
              language,
              title,
              summary,
              about: conditions,
              headline,
            }))}
          />
          {words ? (
            <p>
              <a href={here} className="link inline-flex min-h-control items-center">
                All articles
              </a>
            </p>
          ) : null}
        </div>
      ) : words ? (
        <EmptyState
          title={`Nothing here has “${words}” in it`}
          action={
            <LinkButton href={here} variant="secondary">
              All articles
            </LinkButton>
          }
        >
          Try fewer words, or another one for the same thing.
        </EmptyState>
      ) : (
        <EmptyState
          title="Nothing has been written yet"
          action={<LinkButton href={`/${clinic.slug}`}>See what you can book</LinkButton>}
        >
          Ask us what you would like to read about.
        </EmptyState>
      )}
    </div>
  );
}
