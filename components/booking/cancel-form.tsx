"use client";
// Cancelling takes two presses: the second one says what it costs. Works without JavaScript.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Words } from "@/lib/languages/words";

type State = { ok: boolean; message?: string };
type Props = {
  label: string;
  confirm: string;
  words: Words["visit"]["cancelForm"];
  action: (before: State, form: FormData) => Promise<State>;
};

export function CancelForm({ label, confirm, words, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <details className="group">
      <summary className="inline-flex min-h-control cursor-pointer items-center text-stop underline underline-offset-4">
        {label}
      </summary>
      <form action={send} className="mt-3 flex flex-col gap-3">
        <ErrorSummary errors={state.message ? [{ message: state.message }] : []} />
        <SubmitButton variant="danger" pendingLabel={words.cancelling}>
          {confirm}
        </SubmitButton>
      </form>
    </details>
  );
}
