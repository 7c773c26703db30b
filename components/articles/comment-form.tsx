"use client";
// What a reader writes under an article. Everything typed stays after a mistake, also without JavaScript.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextAreaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

export function CommentForm({ action }: { action: (before: State, form: FormData) => Promise<State> }) {
  const [state, send] = useActionState(action, { ok: false });
  const typed = (name: string) => String(state.values?.[name] ?? "");
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  return (
    <form action={send} noValidate className="flex flex-col gap-5" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []} />
      <TextField
        label="Your name"
        name="name"
        hint="A first name is enough. It stands above your comment."
        autoComplete="given-name"
        maxLength={60}
        width="medium"
        defaultValue={typed("name")}
        error={problem("name")}
      />
      <TextAreaField
        label="Your comment"
        name="body"
        rows={5}
        maxLength={2000}
        hint="Please write nothing about your own health, or anybody else’s: everybody can read it. No links, addresses or telephone numbers."
        defaultValue={typed("body")}
        error={problem("body")}
      />
      {/* Only programs fill it in. */}
      <div aria-hidden className="absolute -inset-s-[200vw] size-px overflow-hidden">
        <label htmlFor="website">Leave this empty</label>
        <input id="website" name="website" type="text" tabIndex={-1} autoComplete="off" />
      </div>
      <div>
        <SubmitButton variant="secondary" pendingLabel="Sending…">
          Send the comment
        </SubmitButton>
      </div>
    </form>
  );
}
