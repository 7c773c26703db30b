"use client";
// For the minutes in which nothing was sent yet: one press, and the booking never was. Works without JavaScript.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string };
type Props = { action: (before: State, form: FormData) => Promise<State>; /** `9:03 am` */ until: string };

export function UndoForm({ action, until }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex flex-col items-start gap-3">
      <ErrorSummary errors={state.message ? [{ message: state.message }] : []} />
      <p>Not what you meant? Until {until} you can undo it: nothing is sent and nothing is owed.</p>
      <SubmitButton variant="secondary" pendingLabel="Undoing…">
        Undo this booking
      </SubmitButton>
    </form>
  );
}
