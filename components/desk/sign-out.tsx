"use client";
// The way out, as a form so that it works without JavaScript and never by following a link.
import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string };

export function SignOut({ action }: { action: (before: State, form: FormData) => Promise<State> }) {
  const [, send] = useActionState(action, { ok: false });
  return (
    <form action={send}>
      <SubmitButton variant="quiet" size="small" pendingLabel="Signing out…">
        Sign out
      </SubmitButton>
    </form>
  );
}
