"use client";
// For the minutes in which nothing was sent yet: one press, and the booking never was. Works without JavaScript.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Words } from "@/lib/languages/words";

type State = { ok: boolean; message?: string };
type Props = { action: (before: State, form: FormData) => Promise<State>; words: Words["visit"]["undoForm"] };

export function UndoForm({ action, words }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex flex-col items-start gap-3">
      <ErrorSummary errors={state.message ? [{ message: state.message }] : []} />
      <p>{words.offer}</p>
      <SubmitButton variant="secondary" pendingLabel={words.undoing}>
        {words.undo}
      </SubmitButton>
    </form>
  );
}
