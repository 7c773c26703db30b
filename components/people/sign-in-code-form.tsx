"use client";
// The six digits of an app, or a recovery code.
import { useActionState } from "react";
import { Anchor } from "@/components/ui/anchor";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string };
type Props = { next: string; action: (before: State, form: FormData) => Promise<State> };

export function SignInCodeForm({ next, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex flex-col gap-5" noValidate>
      <ErrorSummary errors={state.message ? [{ field: "code", message: state.message }] : []} />
      <input type="hidden" name="next" value={next} />
      <TextField
        label="Code"
        name="code"
        hint="Six digits. Without your telephone, type one of your recovery codes instead."
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={30}
        width="medium"
        required
      />
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton pendingLabel="Checking…">Continue</SubmitButton>
        <Anchor href="/sign-in" className="link">
          Begin again
        </Anchor>
      </div>
    </form>
  );
}
