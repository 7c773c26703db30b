"use client";
// One page of the red-flag questions. "No" to everything is quick; a "yes" opens its one further question, also without JavaScript.
import { useActionState } from "react";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Words } from "@/lib/languages/words";

export type ScreenFormQuestion = { id: string; text: string; answers: readonly string[]; followsYesOf?: string };

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

type Props = {
  page: "now" | "background";
  questions: ScreenFormQuestion[];
  /** The wording that the questions stand in here, for the answers to keep. */
  shown: string;
  initial: Record<string, string>;
  submitLabel: string;
  words: Words["booking"]["healthForm"];
  action: (before: State, form: FormData) => Promise<State>;
};

export function ScreenForm({ page, questions, shown, initial, submitLabel, words, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const typed = (id: string) => String(state.values?.[id] ?? initial[id] ?? "");
  const problem = (id: string) => state.fields?.find((one) => one.field === id)?.message;
  const answers: Record<string, string> = words;
  const ask = (question: ScreenFormQuestion) => (
    <ChoiceGroup
      legend={question.text}
      name={question.id}
      layout="inline"
      defaultValue={typed(question.id)}
      options={question.answers.map((value) => ({ value, label: answers[value] ?? value }))}
      error={problem(question.id)}
    />
  );
  return (
    <form action={send} noValidate className="flex flex-col gap-8" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary
        title={words.open}
        errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []}
      />
      <input type="hidden" name="page" value={page} />
      <input type="hidden" name="shown" value={shown} />
      {questions
        .filter((question) => !question.followsYesOf)
        .map((question) => (
          <div key={question.id} className="flex flex-col gap-5">
            <div className="peer">{ask(question)}</div>
            {questions
              .filter((further) => further.followsYesOf === question.id)
              .map((further) => (
                <div
                  key={further.id}
                  className="hidden border-s-4 border-accent ps-4 peer-has-[input[value=yes]:checked]:block"
                >
                  {ask(further)}
                </div>
              ))}
          </div>
        ))}
      <SubmitButton pendingLabel={words.moment}>{submitLabel}</SubmitButton>
    </form>
  );
}
