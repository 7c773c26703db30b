"use client";
// The password once more, before something that should not happen at a desk left open.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string };
type Props = { next: string; email: string; action: (before: State, form: FormData) => Promise<State> };

export function ConfirmForm({ next, email, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex max-w-md flex-col items-start gap-5" noValidate>
      <ErrorSummary errors={state.message ? [{ field: "password", message: state.message }] : []} />
      <input type="hidden" name="next" value={next} />
      <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <SubmitButton pendingLabel="Checking…">Continue</SubmitButton>
    </form>
  );
}
