// The clinic's articles, how each stands, and the comments that wait for somebody to read them.
import type { Metadata } from "next";
import { CommentList } from "@/components/articles/comment-list";
import { ActForm } from "@/components/desk/act-form";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ArticleStanding } from "@/lib/articles/article-views";
import { listArticles } from "@/lib/articles/keep-articles";
import { staffPage } from "@/lib/server/contexts";
import { sayMoment } from "@/lib/time/say";
import { one } from "../door";
import { approveCommentAction, deleteCommentAction } from "./actions";

export const metadata: Metadata = { title: "Articles" };

const doneWords: Record<string, string> = {
  approved: "The comment is public.",
  deleted: "The comment is deleted.",
};

const standing = ({ publicVersion, version }: ArticleStanding) =>
  publicVersion === null ? (
    <Badge>Draft</Badge>
  ) : publicVersion === version ? (
    <Badge tone="good">Public</Badge>
  ) : (
    <Badge tone="info">Public, with a newer draft</Badge>
  );

export default async function ArticlesPage({ searchParams }: PageProps<"/owner/articles">) {
  const { ctx, clinic } = await staffPage("/owner/articles", "keep_articles");
  const done = doneWords[one(await searchParams, "done") ?? ""];
  const { articles, waiting } = await listArticles(ctx);
  const when = (at: Date) => sayMoment(at, clinic.timeZone, clinic.locale);
  return (
    <Stack gap="wide">
      <PageHead
        title="Articles"
        lead="What the clinic writes for everybody. An article informs; it names no diagnosis and promises no result."
        actions={<LinkButton href="/owner/articles/new">Write an article</LinkButton>}
      />
      {articles.length ? (
        <RuleList label="Articles">
          {articles.map((article) => (
            <RuleItem
              key={article.articleId}
              href={`/owner/articles/${article.articleId}`}
              title={article.title}
              detail={`Version ${article.version}, ${when(article.savedAt)}, ${article.savedBy}`}
              aside={standing(article)}
            />
          ))}
        </RuleList>
      ) : (
        <EmptyState title="No article yet">
          What you write stands on the clinic’s own pages and can be found there.
        </EmptyState>
      )}
      <Section
        title={waiting.length ? `Comments that wait (${waiting.length})` : "Comments"}
        id="comments"
        hint="Nobody sees a comment until one of you lets it through. Delete what tells of somebody’s health, praises a treatment’s results, or sells something: the rules for advertising of the health professions hold here too."
      >
        {done ? (
          <div className="mb-4">
            <Notice tone="success" live title={done} />
          </div>
        ) : null}
        {waiting.length ? (
          <CommentList
            label="Comments that wait"
            comments={waiting.map(({ commentId, name, body, sentAt, title }) => ({
              id: commentId,
              name,
              body,
              when: when(sentAt),
              about: `Under “${title}”`,
              acts: (
                <>
                  <ActForm action={approveCommentAction.bind(null, commentId)} className="">
                    <SubmitButton size="small" pendingLabel="One moment…">
                      Let it through<span className="sr-only">: {name}</span>
                    </SubmitButton>
                  </ActForm>
                  <ActForm action={deleteCommentAction.bind(null, commentId)} className="">
                    <SubmitButton variant="secondary" size="small" pendingLabel="Deleting…">
                      Delete<span className="sr-only">: {name}</span>
                    </SubmitButton>
                  </ActForm>
                </>
              ),
            }))}
          />
        ) : (
          <p className="text-soft">None waits.</p>
        )}
      </Section>
    </Stack>
  );
}
