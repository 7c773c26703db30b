"use client";
// Opens a plan in two steps: the birth date sends a code, the code opens.
import { useActionState } from "react";
import { DatePartsField } from "@/components/ui/date-parts-field";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};
type Act = (before: State, form: FormData) => Promise<State>;

export function CodeDoor({ sent, action }: { sent: boolean; action: Act }) {
  const [state, send] = useActionState(action, { ok: false });
  const typed = (name: string) => String(state.values?.[name] ?? "");
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  return (
    <form action={send} noValidate className="flex flex-col gap-6" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary
        errors={
          state.fields?.length
            ? state.fields
            : state.message
              ? [{ field: sent ? "code" : "birthDate", message: state.message }]
              : []
        }
      />
      <DatePartsField
        legend="Your date of birth"
        name="birthDate"
        hint="For example 1984 5 30. For someone you look after: theirs."
        error={problem("birthDate")}
        defaultValue={{ year: typed("birthDateYear"), month: typed("birthDateMonth"), day: typed("birthDateDay") }}
      />
      {sent ? (
        <TextField
          label="The six digits from the e-mail"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          width="short"
          error={problem("code")}
        />
      ) : null}
      <div className="flex flex-col gap-3">
        <SubmitButton full name="step" value={sent ? "open" : "send"} pendingLabel="One moment…">
          {sent ? "Open" : "Send me a code"}
        </SubmitButton>
        {sent ? (
          <SubmitButton full variant="quiet" name="step" value="send">
            Send a new code
          </SubmitButton>
        ) : null}
      </div>
    </form>
  );
}
