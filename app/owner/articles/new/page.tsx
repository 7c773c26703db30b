// A new article. Saving makes a draft of it.
import type { Metadata } from "next";
import { ArticleForm } from "@/components/articles/article-form";
import { PageHead } from "@/components/ui/page-head";
import { Stack } from "@/components/ui/section";
import { staffPage } from "@/lib/server/contexts";
import { languageChoices, serviceChoices } from "../article-choices";
import { startArticleAction } from "../actions";

export const metadata: Metadata = { title: "Write an article" };

const nothing = { language: "en", title: "", summary: "", body: "", conditions: "", services: [], basedOn: 0 };

export default async function NewArticlePage() {
  const { ctx } = await staffPage("/owner/articles/new", "keep_articles");
  return (
    <Stack>
      <PageHead
        back={{ href: "/owner/articles", label: "Articles" }}
        title="Write an article"
        lead="Plain words, short sentences. Say when somebody should see a doctor first."
      />
      <ArticleForm
        draft={nothing}
        languages={languageChoices}
        services={await serviceChoices(ctx)}
        action={startArticleAction}
      />
    </Stack>
  );
}
