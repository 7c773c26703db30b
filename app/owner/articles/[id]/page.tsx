// One article: the form, how it will be read, its versions, and the comments that are public.
import type { Metadata } from "next";
import { ArticleBody } from "@/components/articles/article-body";
import { ArticleForm } from "@/components/articles/article-form";
import { CommentList } from "@/components/articles/comment-list";
import { ActForm } from "@/components/desk/act-form";
import { Anchor } from "@/components/ui/anchor";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { loadDraft } from "@/lib/articles/keep-articles";
import { readMarkdown } from "@/lib/articles/read-markdown";
import { staffPage } from "@/lib/server/contexts";
import { sayMoment } from "@/lib/time/say";
import { seen } from "../../../desk/door";
import { one } from "../../door";
import { languageChoices, serviceChoices } from "../article-choices";
import { deleteCommentAction, publishArticleAction, saveArticleAction, takeDownArticleAction } from "../actions";

export const metadata: Metadata = { title: "Article" };

const doneWords: Record<string, string> = {
  saved: "The draft is saved. Readers see what was public before.",
  public: "It is public now.",
  down: "It is taken down. Nobody but you can read it.",
};

export default async function ArticlePage({ params, searchParams }: PageProps<"/owner/articles/[id]">) {
  const { id } = await params;
  const { ctx, clinic } = await staffPage(`/owner/articles/${encodeURIComponent(id)}`, "keep_articles");
  const draft = await seen(() => loadDraft(ctx, { articleId: id }));
  const done = doneWords[one(await searchParams, "done") ?? ""];
  const when = (at: Date) => sayMoment(at, clinic.timeZone, clinic.locale);
  const readAt = `/${clinic.slug}/articles/${draft.slug}`;
  const publish = (versionId: string, version: number, small = false) => (
    <ActForm action={publishArticleAction.bind(null, id, versionId)} className="">
      <SubmitButton
        variant={small ? "secondary" : "primary"}
        {...(small ? { size: "small" } : {})}
        pendingLabel="Publishing…"
      >
        Publish version {version}
      </SubmitButton>
    </ActForm>
  );
  return (
    <Stack gap="wide">
      <PageHead
        back={{ href: "/owner/articles", label: "Articles" }}
        title={draft.title}
        lead={
          draft.publicVersion === null ? (
            "Nobody but you can read it."
          ) : (
            <>
              Version {draft.publicVersion} is public at{" "}
              <Anchor href={readAt} className="link">
                {readAt}
              </Anchor>
              {draft.publicSince ? `, since ${when(draft.publicSince)}` : ""}.
            </>
          )
        }
        actions={
          <>
            {draft.publicVersion === draft.version ? null : publish(draft.versionId, draft.version)}
            {draft.publicVersion === null ? null : (
              <ActForm action={takeDownArticleAction.bind(null, id)} className="">
                <SubmitButton variant="secondary" pendingLabel="Taking it down…">
                  Take it down
                </SubmitButton>
              </ActForm>
            )}
          </>
        }
      />
      {done ? <Notice tone="success" live title={done} /> : null}
      <Section title={`Version ${draft.version}, to change`} id="write">
        <ArticleForm
          draft={{
            language: draft.language,
            title: draft.title,
            summary: draft.summary,
            body: draft.body,
            conditions: draft.conditions.join(", "),
            services: draft.serviceIds,
            basedOn: draft.version,
          }}
          languages={languageChoices}
          services={await serviceChoices(ctx)}
          action={saveArticleAction.bind(null, id)}
        />
      </Section>
      <Section title="How it will be read" id="preview" hint={`Version ${draft.version}, as it was saved.`}>
        <div className="flex flex-col gap-6 border-s-4 border-line ps-5 text-base">
          <div lang={draft.language} className="flex flex-col gap-2">
            <p className="text-xl font-semibold">{draft.title}</p>
            <p className="measure text-soft">{draft.summary}</p>
          </div>
          <ArticleBody blocks={readMarkdown(draft.body)} language={draft.language} />
        </div>
      </Section>
      <Section title="Versions" id="versions">
        <RuleList label="Versions">
          {draft.versions.map(({ versionId, version, title, savedAt, savedBy }) => (
            <RuleItem
              key={versionId}
              title={`${version}. ${title}`}
              detail={`${when(savedAt)}, ${savedBy}`}
              aside={
                version === draft.publicVersion ? (
                  <Badge tone="good">Public</Badge>
                ) : version === draft.version ? null : (
                  publish(versionId, version, true)
                )
              }
            />
          ))}
        </RuleList>
      </Section>
      {draft.comments.length ? (
        <Section title="Public comments" id="comments">
          <CommentList
            label="Public comments"
            comments={draft.comments.map(({ commentId, name, body, sentAt }) => ({
              id: commentId,
              name,
              body,
              when: when(sentAt),
              acts: (
                <ActForm action={deleteCommentAction.bind(null, commentId)} className="">
                  <SubmitButton variant="secondary" size="small" pendingLabel="Deleting…">
                    Delete<span className="sr-only">: {name}</span>
                  </SubmitButton>
                </ActForm>
              ),
            }))}
          />
        </Section>
      ) : null}
    </Stack>
  );
}
