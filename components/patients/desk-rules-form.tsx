"use client";
// What the desk keeps to when it books this patient.
import { useActionState } from "react";
import type { Act } from "@/components/desk/act-form";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  alert: string | null;
  staffOnly: boolean;
  notWith: readonly string[];
  people: readonly { id: string; name: string }[];
  language: string;
  languages: readonly { value: string; label: string }[];
  action: Act;
};

export function DeskRulesForm({ alert, staffOnly, notWith, people, language, languages, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const problem = state.fields?.find(({ field }) => field === "alert")?.message;
  return (
    // What was saved is what stands in it then; the word that it was stays.
    <form
      key={JSON.stringify([alert, staffOnly, notWith, language])}
      action={send}
      noValidate
      className="flex flex-col gap-4"
      onReset={(event) => event.preventDefault()}
    >
      <ErrorSummary
        errors={state.fields?.length ? state.fields : state.message && !state.ok ? [{ message: state.message }] : []}
      />
      {state.ok ? <Notice live tone="success" title={state.message ?? "Saved."} /> : null}
      <TextField
        label="To know when they come"
        name="alert"
        hint="Everybody at the desk reads it. Nothing of the chart."
        optional
        autoComplete="off"
        defaultValue={alert ?? ""}
        error={problem}
      />
      <label className="flex min-h-control items-center gap-2">
        <input type="checkbox" name="staffOnly" value="yes" defaultChecked={staffOnly} />
        Booked by staff only, never online
      </label>
      <fieldset>
        <legend className="font-semibold">Not with</legend>
        <ul className="grid gap-x-4 sm:grid-cols-2">
          {people.map(({ id, name }) => (
            <li key={id}>
              <label className="flex min-h-control items-center gap-2">
                <input type="checkbox" name="notWith" value={id} defaultChecked={notWith.includes(id)} />
                {name}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <SelectField label="Letters and reminders in" name="language" defaultValue={language} options={languages} />
      <div>
        <SubmitButton size="small" variant="secondary" pendingLabel="Saving…">
          Save
        </SubmitButton>
      </div>
    </form>
  );
}
