"use client";
// Running late: how many minutes, who that touches, and only then their new times.
import { useActionState } from "react";
import type { Act } from "@/components/desk/act-form";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

type Touched = { who: string; from: string; to: string; reachable: boolean };

type Props = { people: { id: string; name: string }[]; practitionerId: string | null; action: Act };

export function LateForm({ people, practitionerId, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const touched = (state.facts?.["touched"] ?? []) as Touched[];
  const saved = state.facts?.["saved"] === true;
  const asked = state.ok && touched.length > 0 && !saved;
  return (
    <form
      action={send}
      className="flex max-w-2xl flex-col gap-4"
      onReset={(event) => event.preventDefault()}
      noValidate
    >
      <ErrorSummary
        errors={state.fields?.length ? state.fields : state.message && !state.ok ? [{ message: state.message }] : []}
      />
      <div className="flex flex-wrap items-end gap-4">
        <SelectField
          label="Who runs late"
          name="practitioner"
          defaultValue={practitionerId ?? people[0]?.id ?? ""}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField label="Minutes" name="minutes" inputMode="numeric" width="short" defaultValue="15" />
        <SubmitButton size="small" variant="secondary" pendingLabel="Looking…">
          See who is touched
        </SubmitButton>
      </div>
      {state.ok && touched.length === 0 ? (
        <Notice live tone="success" title={state.message ?? "Nobody is touched."} />
      ) : null}
      {touched.length > 0 ? (
        <div role="status" className="flex flex-col gap-2">
          <p className="font-semibold">
            {saved
              ? "Moved. Who has an e-mail is being told."
              : `${touched.length === 1 ? "One visit begins" : `${touched.length} visits begin`} later. Nothing is saved yet.`}
          </p>
          <ul className="flex flex-col gap-1">
            {touched.map(({ who, from, to, reachable }) => (
              <li key={`${who}${from}`} className="flex flex-wrap gap-x-3">
                <span>{who}</span>
                <span className="figures text-soft">
                  {from} → {to}
                </span>
                {reachable ? null : <span className="text-warn">No e-mail: call them</span>}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {asked ? (
        <div>
          <Button type="submit" size="small" name="confirmed" value="yes">
            Move {touched.length === 1 ? "it" : "them"} and tell who is touched
          </Button>
        </div>
      ) : null}
    </form>
  );
}
