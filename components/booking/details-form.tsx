"use client";
// Who comes, and how to reach them. Everything typed stays after a mistake.
import { useActionState } from "react";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { DatePartsField } from "@/components/ui/date-parts-field";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export type DetailsState = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

type Props = {
  initial: Record<string, string>;
  action: (before: DetailsState, form: FormData) => Promise<DetailsState>;
};

export function DetailsForm({ initial, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const typed = (name: string) => String(state.values?.[name] ?? initial[name] ?? "");
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  const other = typed("forWhom") === "other";
  return (
    <form action={send} noValidate className="flex flex-col gap-7" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []} />
      <ChoiceGroup
        legend="Who is this visit for?"
        name="forWhom"
        layout="inline"
        defaultValue={typed("forWhom") || "me"}
        options={[
          { value: "me", label: "Me" },
          { value: "other", label: "Someone I look after" },
        ]}
      />
      <TextField
        label="Full name of the person who comes"
        name="name"
        hint="As on official documents; it stands on receipts."
        autoComplete="name"
        defaultValue={typed("name")}
        error={problem("name")}
      />
      <DatePartsField
        legend="Their date of birth"
        name="birthDate"
        hint="For example 1984 5 30"
        birthDate={!other}
        defaultValue={{ year: typed("birthDateYear"), month: typed("birthDateMonth"), day: typed("birthDateDay") }}
        error={problem("birthDate")}
      />
      <p className="text-soft">Give an e-mail address or a mobile number, so that we can confirm and remind.</p>
      <TextField
        label="E-mail"
        name="email"
        type="email"
        inputMode="email"
        autoComplete="email"
        defaultValue={typed("email")}
        error={problem("email")}
      />
      <TextField
        label="Mobile"
        name="mobile"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        width="medium"
        defaultValue={typed("mobile")}
        error={problem("mobile")}
      />
      <details open={other || Boolean(typed("guardianName"))} className="border-t border-line pt-2">
        <summary className="min-h-control cursor-pointer py-2">You look after this person</summary>
        <div className="flex flex-col gap-5 pt-3">
          <TextField
            label="Your own name"
            name="guardianName"
            autoComplete="off"
            defaultValue={typed("guardianName")}
            error={problem("guardianName")}
          />
          <TextField
            label="You are their"
            name="guardianRelation"
            hint="Parent, partner, daughter, carer…"
            width="medium"
            autoComplete="off"
            defaultValue={typed("guardianRelation")}
            error={problem("guardianRelation")}
          />
        </div>
      </details>
      <SubmitButton pendingLabel="One moment…">Continue to health questions</SubmitButton>
    </form>
  );
}
