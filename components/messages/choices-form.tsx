"use client";
// One question a kind of message, each with the ways it can come; and one press that ends all that can be done without.
import { useActionState } from "react";
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
  newsText: string;
  action: Act;
};

export function ChoicesForm({ topics, language, languages, news, newsText, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex flex-col gap-8">
      <ErrorSummary errors={!state.ok && state.message ? [{ message: state.message }] : []} />
      {topics.map(({ topic, name, hint, chosen, ways }) => (
        <ChoiceGroup key={topic} legend={name} hint={hint} name={topic} options={ways} defaultValue={chosen} />
      ))}
      <ChoiceGroup
        legend="In which language"
        hint="Letters and reminders. Health questions stay in English until the clinic has approved them in another language."
        name="language"
        options={languages}
        defaultValue={language}
      />
      <ChoiceGroup
        legend="Beyond your care"
        type="checkbox"
        name="news"
        options={[{ value: "yes", label: newsText }]}
        defaultValue={news ? "yes" : ""}
      />
      <SubmitButton full pendingLabel="Saving…">
        Save
      </SubmitButton>
    </form>
  );
}

export function StopForm({ action }: { action: Act }) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex flex-col gap-3">
      <ErrorSummary errors={!state.ok && state.message ? [{ message: state.message }] : []} />
      <p>Reminders end too. What you book, move or cancel is still confirmed.</p>
      <SubmitButton variant="secondary" pendingLabel="Ending them…">
        End all other messages
      </SubmitButton>
    </form>
  );
}
