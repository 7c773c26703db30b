"use client";
// One day of the headache diary. A "yes" opens what goes with it, also without JavaScript.
import { useActionState } from "react";
import type { diaryWords } from "@/components/following/diary-words";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

type Props = {
  words: typeof diaryWords;
  today: string;
  first: string;
  triggers: { value: string; label: string }[];
  action: (before: State, form: FormData) => Promise<State>;
};

const upTo = (most: number) =>
  Array.from({ length: most + 1 }, (_, value) => ({ value: String(value), label: String(value) }));

export function DiaryForm({ words, today, first, triggers, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const choose = { value: "", label: words.choose };
  const typed = (id: string) => String(state.values?.[id] ?? "");
  const problem = (id: string) => state.fields?.find((one) => one.field === id)?.message;
  return (
    <form action={send} noValidate className="flex flex-col gap-6" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []} />
      <TextField
        label={words.day}
        name="onDate"
        type="date"
        min={first}
        max={today}
        defaultValue={typed("onDate") || today}
        width="medium"
        error={problem("onDate")}
      />
      <div className="peer">
        <ChoiceGroup
          legend={words.headache}
          name="headache"
          layout="inline"
          defaultValue={typed("headache")}
          options={[
            { value: "no", label: words.no },
            { value: "yes", label: words.yes },
          ]}
          error={problem("headache")}
        />
      </div>
      <div className="hidden flex-col gap-6 border-s-4 border-accent ps-4 peer-has-[input[value=yes]:checked]:flex">
        <SelectField
          label={words.worst}
          name="worst"
          options={[choose, ...upTo(10)]}
          defaultValue={typed("worst")}
          error={problem("worst")}
        />
        <ChoiceGroup
          legend={words.triggers}
          name="triggers"
          type="checkbox"
          layout="columns"
          defaultValue={[state.values?.["triggers"] ?? []].flat()}
          options={triggers}
          error={problem("triggers")}
        />
      </div>
      <SelectField
        label={words.tablets}
        name="tablets"
        options={upTo(20)}
        defaultValue={typed("tablets") || "0"}
        error={problem("tablets")}
      />
      <SelectField
        label={words.sleep}
        name="sleepHours"
        optional
        options={[choose, ...upTo(14)]}
        defaultValue={typed("sleepHours")}
        error={problem("sleepHours")}
      />
      <SubmitButton full pendingLabel={words.keeping}>
        {words.keep}
      </SubmitButton>
    </form>
  );
}
