"use client";
// E-mail and password, with the reason when they do not open the door.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string; values?: Record<string, string | string[]> };
type Props = { next: string; action: (before: State, form: FormData) => Promise<State> };

export function SignInForm({ next, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex flex-col gap-5" noValidate>
      <ErrorSummary errors={state.message ? [{ field: "email", message: state.message }] : []} />
      <input type="hidden" name="next" value={next} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={String(state.values?.["email"] ?? "")}
        key={`email-${String(state.values?.["email"] ?? "")}`}
      />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
      <SubmitButton pendingLabel="Signing in…">Sign in</SubmitButton>
    </form>
  );
}
