"use client";
// A name and a password for a new account.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};
type Action = (before: State, form: FormData) => Promise<State>;

const problemsOf = (state: State) =>
  state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : [];

export function JoinForm(props: { email: string; name: string; least: number; action: Action }) {
  const [state, send] = useActionState(props.action, { ok: false });
  const error = (name: string) => {
    const message = state.fields?.find(({ field }) => field === name)?.message;
    return message === undefined ? {} : { error: message };
  };
  const name = String(state.values?.["name"] ?? props.name);
  return (
    <form action={send} className="flex max-w-md flex-col items-start gap-5" noValidate>
      <ErrorSummary errors={problemsOf(state)} />
      <input type="email" name="email" value={props.email} autoComplete="username" readOnly hidden />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        maxLength={100}
        defaultValue={name}
        key={name}
        required
        {...error("name")}
      />
      <TextField
        label="A password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        hint={`At least ${props.least} characters. Spaces are fine: a short sentence that only you would say is easy to keep in mind.`}
        required
        {...error("newPassword")}
      />
      <SubmitButton pendingLabel="One moment…">Join</SubmitButton>
    </form>
  );
}
