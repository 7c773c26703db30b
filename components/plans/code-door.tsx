"use client";
// Opens a plan in two steps: the birth date sends a code, the code opens.
import { useActionState } from "react";
import type { codeDoorWords } from "@/components/plans/code-door-words";
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

type Props = {
  sent: boolean;
  words: typeof codeDoorWords;
  action: Act;
  /** No link says who is meant. */ askEmail?: boolean;
};

export function CodeDoor({ sent, words, action, askEmail = false }: Props) {
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
      {askEmail ? (
        <TextField
          label={words.email}
          name="email"
          type="email"
          autoComplete="email"
          error={problem("email")}
          defaultValue={typed("email")}
        />
      ) : null}
      <DatePartsField
        legend={words.birth}
        name="birthDate"
        hint={words.birthHint}
        error={problem("birthDate")}
        defaultValue={{ year: typed("birthDateYear"), month: typed("birthDateMonth"), day: typed("birthDateDay") }}
      />
      {sent ? (
        <TextField
          label={words.code}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          width="short"
          error={problem("code")}
        />
      ) : null}
      <div className="flex flex-col gap-3">
        <SubmitButton full name="step" value={sent ? "open" : "send"} pendingLabel={words.moment}>
          {sent ? words.open : words.send}
        </SubmitButton>
        {sent ? (
          <SubmitButton full variant="quiet" name="step" value="send">
            {words.sendNew}
          </SubmitButton>
        ) : null}
      </div>
    </form>
  );
}
