"use client";
// Who comes, and how to reach them. Everything typed stays after a mistake.
import { useActionState } from "react";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { DatePartsField } from "@/components/ui/date-parts-field";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Words } from "@/lib/languages/words";

export type DetailsState = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

type Props = {
  initial: Record<string, string>;
  words: Words["booking"]["detailsForm"];
  action: (before: DetailsState, form: FormData) => Promise<DetailsState>;
};

export function DetailsForm({ initial, words, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const typed = (name: string) => String(state.values?.[name] ?? initial[name] ?? "");
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  const other = typed("forWhom") === "other";
  return (
    <form action={send} noValidate className="flex flex-col gap-7" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []} />
      <ChoiceGroup
        legend={words.forWhom}
        name="forWhom"
        layout="inline"
        defaultValue={typed("forWhom") || "me"}
        options={[
          { value: "me", label: words.me },
          { value: "other", label: words.other },
        ]}
      />
      <TextField
        label={words.name}
        name="name"
        hint={words.nameHint}
        autoComplete="name"
        defaultValue={typed("name")}
        error={problem("name")}
      />
      <DatePartsField
        legend={words.birth}
        name="birthDate"
        hint={words.birthHint}
        birthDate={!other}
        defaultValue={{ year: typed("birthDateYear"), month: typed("birthDateMonth"), day: typed("birthDateDay") }}
        error={problem("birthDate")}
      />
      <p className="text-soft">{words.reach}</p>
      <TextField
        label={words.email}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        defaultValue={typed("email")}
        error={problem("email")}
      />
      <TextField
        label={words.mobile}
        name="mobile"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        width="medium"
        defaultValue={typed("mobile")}
        error={problem("mobile")}
      />
      <details open={other || Boolean(typed("guardianName"))} className="border-t border-line pt-2">
        <summary className="min-h-control cursor-pointer py-2">{words.lookAfter}</summary>
        <div className="flex flex-col gap-5 pt-3">
          <TextField
            label={words.ownName}
            name="guardianName"
            autoComplete="off"
            defaultValue={typed("guardianName")}
            error={problem("guardianName")}
          />
          <TextField
            label={words.relation}
            name="guardianRelation"
            hint={words.relationHint}
            width="medium"
            autoComplete="off"
            defaultValue={typed("guardianRelation")}
            error={problem("guardianRelation")}
          />
        </div>
      </details>
      <SubmitButton pendingLabel={words.moment}>{words.go}</SubmitButton>
    </form>
  );
}
