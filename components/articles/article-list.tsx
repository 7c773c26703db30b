// Articles one below another: the title leads there; of a search, the place where the words stand.
/* oxlint-disable react/no-array-index-key -- the pieces of a line have no other name than their place. */
import { RuleItem, RuleList } from "@/components/ui/rule-list";

export type ListedArticle = {
  href: string;
  language: string;
  title: string;
  summary: string;
  about: string[];
  /** Where the searched words stand; empty without a search. */
  headline: readonly { text: string; hit: boolean }[];
};

export const ArticleList = ({ label, articles }: { label: string; articles: readonly ListedArticle[] }) => (
  <RuleList label={label}>
    {articles.map(({ href, language, title, summary, about, headline }) => (
      <RuleItem
        key={href}
        href={href}
        title={<span lang={language}>{title}</span>}
        detail={
          <>
            <span lang={language} className="measure block">
              {headline.some(({ hit }) => hit) ? (
                <>
                  …
                  {headline.map(({ text, hit }, index) =>
                    hit ? (
                      <mark key={index} className="rounded bg-warn-tint px-0.5 text-ink">
                        {text}
                      </mark>
                    ) : (
                      text
                    ),
                  )}
                  …
                </>
              ) : (
                summary
              )}
            </span>
            {about.length ? <span className="mt-1 block text-sm">About {about.join(", ")}</span> : null}
          </>
        }
      />
    ))}
  </RuleList>
);
