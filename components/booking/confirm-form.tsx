"use client";
// One press says "I'm coming"; what was said is shown, and moving stays beside it. Works without JavaScript.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Words } from "@/lib/languages/words";

type State = { ok: boolean; message?: string };
type Props = {
  confirmed: boolean;
  /** It was said with the press before this page. */
  just: boolean;
  moveHref: string;
  words: Words["visit"]["confirmForm"];
  action: (before: State, form: FormData) => Promise<State>;
};

export function ConfirmForm({ confirmed, just, moveHref, words, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  if (confirmed) return <Notice tone="success" title={just ? words.thanks : words.said} live={just} />;
  return (
    <form action={send} className="flex flex-col gap-3">
      <ErrorSummary errors={state.message ? [{ message: state.message }] : []} />
      <SubmitButton full pendingLabel={words.telling}>
        {words.coming}
      </SubmitButton>
      <LinkButton variant="secondary" full href={moveHref}>
        {words.another}
      </LinkButton>
    </form>
  );
}
