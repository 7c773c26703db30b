// Sentences to insert into notes: one's own, and everybody's.
import type { Metadata } from "next";
import { ActForm } from "@/components/desk/act-form";
import { Check } from "@/components/ui/choice-group";
import { EmptyState } from "@/components/ui/empty-state";
import { TextAreaField, TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { RuleItem, RuleList } from "@/components/ui/rule-list";
import { Section, Stack } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { listPhrases } from "@/lib/charting/phrases";
import { mayDo } from "@/lib/permissions/permissions";
import { staffPage } from "@/lib/server/contexts";
import { addPhraseAction, retirePhraseAction } from "../chart-actions";

export const metadata: Metadata = { title: "Phrases" };

export default async function PhrasesPage() {
  const { ctx, actor } = await staffPage("/desk/phrases", "write_chart");
  const phrases = await listPhrases(ctx);
  const leads = mayDo(actor, "edit_templates");
  return (
    <Stack>
      <PageHead title="Phrases" lead="Sentences you write often. In a note they are inserted where you were writing." />
      {phrases.length ? (
        <RuleList label="Phrases">
          {phrases.map(({ phraseId, title, body, own }) => (
            <RuleItem
              key={phraseId}
              title={title}
              detail={<span className="whitespace-pre-line">{body}</span>}
              aside={
                own || leads ? (
                  <ActForm action={retirePhraseAction.bind(null, phraseId)} className="">
                    <SubmitButton variant="quiet" size="small" pendingLabel="Removing…">
                      Remove<span className="sr-only"> {title}</span>
                    </SubmitButton>
                  </ActForm>
                ) : (
                  "Everybody’s"
                )
              }
            />
          ))}
        </RuleList>
      ) : (
        <EmptyState title="No phrase yet">What you save here stands beside each note you write.</EmptyState>
      )}
      <Section title="A new phrase" id="new">
        <ActForm action={addPhraseAction} className="flex max-w-xl flex-col gap-5">
          <TextField label="Short name" name="title" maxLength={60} width="medium" required />
          <TextAreaField label="The sentence" name="body" rows={3} maxLength={1000} required />
          {leads ? <Check name="forAll" label="For everybody in the clinic" /> : null}
          <div>
            <SubmitButton pendingLabel="Saving…">Save the phrase</SubmitButton>
          </div>
        </ActForm>
      </Section>
    </Stack>
  );
}
