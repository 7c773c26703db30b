// What a patient agreed to, purpose by purpose, with the way to say yes or to take it back.
import type { ReactNode } from "react";
import { ActForm, type Act } from "@/components/desk/act-form";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Status } from "@/components/ui/status";
import { SubmitButton } from "@/components/ui/submit-button";

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

type Props = { items: readonly PurposeItem[]; say: Act };

export function PurposeList({ items, say }: Props) {
  return (
    <RuleList label="Purposes">
      {items.map((item) => (
        <RuleItem
          key={item.purpose}
          title={item.name}
          aside={
            <Status icon={item.given ? "check" : "close"} tone={item.given ? "good" : "neutral"}>
              {item.given ? "Yes" : "No"}
            </Status>
          }
        >
          <div className="flex flex-col items-start gap-2">
            <p className="measure">{item.text}</p>
            <p className="measure text-soft">{`${item.given ? "If you take it back: " : ""}${item.refused}`}</p>
            {item.since || item.before.length ? (
              <p className="text-sm text-soft">{[item.since, ...item.before].filter(Boolean).join(" · ")}</p>
            ) : null}
            {item.instead ?? (
              <ActForm action={say} className="flex flex-col gap-2">
                <input type="hidden" name="purpose" value={item.purpose} />
                <input type="hidden" name="given" value={item.given ? "no" : "yes"} />
                <SubmitButton variant="secondary" size="small" pendingLabel="Keeping…">
                  {item.given ? "Take it back" : "Agree"}
                  <span className="sr-only">{`: ${item.name}`}</span>
                </SubmitButton>
              </ActForm>
            )}
          </div>
        </RuleItem>
      ))}
    </RuleList>
  );
}
