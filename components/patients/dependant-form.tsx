"use client";
// Asks the clinic to act online for a child or another person. Everything typed stays after a mistake, also without JavaScript.
import { useActionState } from "react";
import type { dependantWords } from "@/components/patients/dependant-words";
import { ChoiceGroup } from "@/components/ui/choice-group";
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

type Props = {
  words: typeof dependantWords;
  relations: readonly { value: string; label: string }[];
  action: (before: State, form: FormData) => Promise<State>;
};

export function DependantForm({ words, relations, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const typed = (name: string) => String(state.values?.[name] ?? "");
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  return (
    <form action={send} noValidate className="flex flex-col gap-6" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []} />
      <TextField
        label={words.name}
        name="name"
        autoComplete="off"
        defaultValue={typed("name")}
        error={problem("name")}
      />
      <DatePartsField
        legend={words.birth}
        name="birthDate"
        hint={words.birthHint}
        defaultValue={{ year: typed("birthDateYear"), month: typed("birthDateMonth"), day: typed("birthDateDay") }}
        error={problem("birthDate")}
      />
      <ChoiceGroup
        legend={words.relation}
        name="relation"
        options={relations}
        defaultValue={typed("relation")}
        error={problem("relation")}
      />
      <div>
        <SubmitButton variant="secondary" pendingLabel={words.asking}>
          {words.ask}
        </SubmitButton>
      </div>
    </form>
  );
}
