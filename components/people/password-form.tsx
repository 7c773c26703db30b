"use client";
// The password one has, and the new one twice.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string; fields?: { field: string; message: string }[] };
type Props = {
  email: string;
  least: number;
  action: (before: State, form: FormData) => Promise<State>;
};

// The verb speaks of the current and the new one; the form's names are what password managers know.
const nameOf: Record<string, string> = { current: "password", password: "newPassword" };

export function PasswordForm({ email, least, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const fields = state.fields?.map(({ field, message }) => ({ field: nameOf[field] ?? field, message })) ?? [];
  const error = (name: string) => {
    const message = fields.find(({ field }) => field === name)?.message;
    return message === undefined ? {} : { error: message };
  };
  return (
    <form action={send} className="flex max-w-md flex-col items-start gap-5" noValidate>
      <ErrorSummary errors={fields.length ? fields : state.message ? [{ message: state.message }] : []} />
      <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
      <TextField
        label="The password you have"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        {...error("password")}
      />
      <TextField
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        hint={`At least ${least} characters. Spaces are fine: a short sentence that only you would say is easy to keep in mind.`}
        required
        {...error("newPassword")}
      />
      <TextField
        label="New password again"
        name="newPasswordAgain"
        type="password"
        autoComplete="new-password"
        required
        {...error("newPasswordAgain")}
      />
      <SubmitButton pendingLabel="Changing it…">Change the password</SubmitButton>
    </form>
  );
}
