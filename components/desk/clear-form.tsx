"use client";
// What becomes of each visit of the days that somebody is away, decided one by one and sent at once.
import { useActionState } from "react";
import type { Act } from "@/components/desk/act-form";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

export type TouchedLine = {
  id: string;
  who: string;
  when: string;
  what: string;
  /** Telephone and e-mail; empty when there is none. */
  reach: string;
  free: { id: string; name: string }[];
  /** Whether a letter reaches them. */
  mailed: boolean;
};

type Props = { visits: readonly TouchedLine[]; action: Act };

export function ClearForm({ visits, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const problem = (name: string) => state.fields?.find(({ field }) => field === name)?.message;
  if (state.ok) return <Notice live tone="success" title={state.message ?? "The days are blocked."} />;
  return (
    <form action={send} noValidate className="flex flex-col gap-6" onReset={(event) => event.preventDefault()}>
      <ErrorSummary
        title={state.message}
        errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []}
      />
      {visits.map((visit) => (
        <div key={visit.id} className="border-t border-line pt-4">
          <ChoiceGroup
            legend={`${visit.when}: ${visit.who}`}
            hint={[visit.what, visit.reach || "no contact on file"].join(" · ")}
            name={`visit-${visit.id}`}
            layout="inline"
            defaultValue={visit.free[0] ? `give:${visit.free[0].id}` : visit.mailed ? "offer" : "call"}
            error={problem(`visit-${visit.id}`)}
            options={[
              ...visit.free.map(({ id, name }) => ({ value: `give:${id}`, label: `Same time with ${name}` })),
              ...(visit.mailed
                ? [{ value: "offer", label: "Offer other times by e-mail, and call if nothing is chosen" }]
                : []),
              { value: "call", label: "Keep it for now, and call about another time" },
              { value: "cancel", label: "Cancel, without a fee" },
            ]}
          />
        </div>
      ))}
      <TextField
        label="Reason"
        name="reason"
        width="medium"
        hint="For the clinic only; patients are not told it."
        autoComplete="off"
        error={problem("reason")}
      />
      <div>
        <SubmitButton pendingLabel="Blocking…">
          {visits.length ? "Block these days and do this" : "Block these days"}
        </SubmitButton>
      </div>
    </form>
  );
}
