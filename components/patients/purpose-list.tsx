// What a patient agreed to, purpose by purpose, with the way to say yes or to take it back.
import type { ReactNode } from "react";
import { ActForm, type Act } from "@/components/desk/act-form";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Status } from "@/components/ui/status";
import { SubmitButton } from "@/components/ui/submit-button";
import { asWritten, type Tell } from "@/lib/languages/tell";

export type PurposeItem = {
  purpose: string;
  name: string;
  text: string;
  /** What a no means. */
  refused: string;
  given: boolean;
  /** "Said on 3 May 2026"; null while nothing was said. */
  since: string | null;
  before: readonly string[];
  /** In place of the button, where yes is said in another way. */
  instead?: ReactNode;
};

type Props = {
  items: readonly PurposeItem[];
  say: Act;
  t?: Tell;
  /** Says what a purpose is, in a language in which that may be read. */
  care?: { lang: string; say: Tell };
};

export function PurposeList({ items, say, t = asWritten, care = { lang: "en", say: asWritten } }: Props) {
  return (
    <RuleList label={t("Purposes")}>
      {items.map((item) => (
        <RuleItem
          key={item.purpose}
          title={t(item.name)}
          aside={
            <Status icon={item.given ? "check" : "close"} tone={item.given ? "good" : "neutral"}>
              {t(item.given ? "Yes" : "No")}
            </Status>
          }
        >
          <div className="flex flex-col items-start gap-2">
            <p lang={care.lang} className="measure">
              {care.say(item.text)}
            </p>
            <p lang={care.lang} className="measure text-soft">
              {`${item.given ? `${care.say("If you take it back:")} ` : ""}${care.say(item.refused)}`}
            </p>
            {item.since || item.before.length ? (
              <p className="text-sm text-soft">{[item.since, ...item.before].filter(Boolean).join(" · ")}</p>
            ) : null}
            {item.instead ?? (
              <ActForm action={say} className="flex flex-col gap-2">
                <input type="hidden" name="purpose" value={item.purpose} />
                <input type="hidden" name="given" value={item.given ? "no" : "yes"} />
                <SubmitButton variant="secondary" size="small" pendingLabel={t("Keeping…")}>
                  {t(item.given ? "Take it back" : "Agree")}
                  <span className="sr-only">{`: ${t(item.name)}`}</span>
                </SubmitButton>
              </ActForm>
            )}
          </div>
        </RuleItem>
      ))}
    </RuleList>
  );
}
