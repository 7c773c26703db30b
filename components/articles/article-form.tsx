// An article as it is typed: Markdown, what it is about, and what it leads to. Saving makes the next version, and publishes nothing.
import { ActForm, type Act } from "@/components/desk/act-form";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { SelectField, TextAreaField, TextField, type SelectOption } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export type ArticleDraft = {
  language: string;
  title: string;
  summary: string;
  body: string;
  conditions: string;
  services: string[];
  basedOn: number;
};

type Props = {
  draft: ArticleDraft;
  languages: readonly SelectOption[];
  services: readonly { value: string; label: string }[];
  action: Act;
};

export function ArticleForm({ draft, languages, services, action }: Props) {
  return (
    <ActForm action={action} keep className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="basedOn" value={draft.basedOn} />
      <SelectField
        label="Language"
        name="language"
        width="short"
        options={languages}
        defaultValue={draft.language}
        hint="It decides how words are found: with their forms in English and French, as they stand elsewhere."
      />
      <TextField label="Title" name="title" maxLength={120} defaultValue={draft.title} required />
      <TextAreaField
        label="In a sentence or two"
        name="summary"
        rows={2}
        maxLength={300}
        defaultValue={draft.summary}
        hint="Stands in the list, in searches, and where somebody shares the link."
        required
      />
      <TextAreaField
        label="The article"
        name="body"
        rows={20}
        maxLength={40_000}
        defaultValue={draft.body}
        hint="Markdown: ## for a heading, - for a list, **strong**, [words](https://…) for a link. HTML is shown as text."
        required
      />
      <TextField
        label="What it is about"
        name="conditions"
        maxLength={500}
        defaultValue={draft.conditions}
        hint="In readers’ words, with commas between: tension headache, neck pain."
        optional
      />
      {services.length ? (
        <ChoiceGroup
          legend="What it leads to"
          name="services"
          type="checkbox"
          layout="columns"
          options={services}
          defaultValue={draft.services}
          hint="Readers can book these from the article."
        />
      ) : null}
      <div>
        <SubmitButton pendingLabel="Saving…">Save the draft</SubmitButton>
      </div>
    </ActForm>
  );
}
