"use client";
// Other starts for one visit, and the button that moves it there.
import { useActionState } from "react";
import type { moveVisitWords } from "@/components/plans/move-visit-words";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string; fields?: { field: string; message: string }[] };
type Props = {
  words: typeof moveVisitWords;
  options: { value: string; label: string; hint?: string }[];
  action: (before: State, form: FormData) => Promise<State>;
};

export function MoveVisitForm({ words, options, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} noValidate className="flex flex-col gap-6">
      <ErrorSummary
        errors={state.fields?.length ? state.fields : state.message ? [{ field: "start", message: state.message }] : []}
      />
      <ChoiceGroup legend={words.fit} name="start" options={options} />
      <SubmitButton full pendingLabel={words.moving}>
        {words.move}
      </SubmitButton>
    </form>
  );
}
