"use client";
// One question a kind of message, each with the ways it can come; and one press that ends all that can be done without.
import { useActionState, type ReactNode } from "react";
import type { choicesWords, stopWords } from "@/components/messages/choices-words";
import { ChoiceGroup, type Choice } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string };
type Act = (before: State, form: FormData) => Promise<State>;
type Asked = { topic: string; name: string; hint: string; chosen: string; ways: Choice[] };

type Props = {
  topics: Asked[];
  language: string;
  languages: Choice[];
  news: boolean;
  newsText: ReactNode;
  words: typeof choicesWords;
  action: Act;
};

export function ChoicesForm({ topics, language, languages, news, newsText, words, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex flex-col gap-8">
      <ErrorSummary errors={!state.ok && state.message ? [{ message: state.message }] : []} />
      {topics.map(({ topic, name, hint, chosen, ways }) => (
        <ChoiceGroup key={topic} legend={name} hint={hint} name={topic} options={ways} defaultValue={chosen} />
      ))}
      <ChoiceGroup
        legend={words.language}
        hint={words.languageHint}
        name="language"
        options={languages}
        defaultValue={language}
      />
      <ChoiceGroup
        legend={words.beyond}
        type="checkbox"
        name="news"
        options={[{ value: "yes", label: newsText }]}
        defaultValue={news ? "yes" : ""}
      />
      <SubmitButton full pendingLabel={words.saving}>
        {words.save}
      </SubmitButton>
    </form>
  );
}

export function StopForm({ words, action }: { words: typeof stopWords; action: Act }) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex flex-col gap-3">
      <ErrorSummary errors={!state.ok && state.message ? [{ message: state.message }] : []} />
      <p>{words.what}</p>
      <SubmitButton variant="secondary" pendingLabel={words.ending}>
        {words.end}
      </SubmitButton>
    </form>
  );
}
