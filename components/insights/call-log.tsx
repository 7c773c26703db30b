"use client";
// Four buttons that keep what came of a call, with a line to add; folded away until it is needed.
import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { controlClass } from "@/components/ui/field";
import type { CallKind } from "@/lib/insights/insights-input";

type State = { ok: boolean; message?: string };

export type CallLogProps = {
  planId: string;
  kind: CallKind;
  patientName: string;
  action: (before: State, form: FormData) => Promise<State>;
};

const outcomes = [
  ["called", "Spoke"],
  ["no_answer", "No answer"],
  ["call_back", "Call back tomorrow"],
  ["no_contact", "Wants no calls"],
] as const;

export function CallLog({ planId, kind, patientName, action }: CallLogProps) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <details className="no-print">
      <summary className="link inline-block py-0.5 text-sm">
        Log a call<span className="sr-only"> to {patientName}</span>
      </summary>
      <form action={send} className="flex flex-wrap items-center gap-2 pb-2">
        <input type="hidden" name="planId" value={planId} />
        <input type="hidden" name="kind" value={kind} />
        <input
          name="note"
          maxLength={300}
          aria-label={`Note on the call to ${patientName}, optional`}
          placeholder="Note, optional"
          className={`${controlClass} max-w-80`}
        />
        {outcomes.map(([value, words]) => (
          <SubmitButton key={value} name="outcome" value={value} variant="secondary" size="small" pendingLabel={words}>
            {words}
          </SubmitButton>
        ))}
        <p role="status" className={state.ok ? "text-sm text-soft" : "text-sm text-stop"}>
          {state.ok ? "Kept." : state.message}
        </p>
      </form>
    </details>
  );
}
