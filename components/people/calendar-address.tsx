"use client";
// A practitioner's secret calendar address: made, shown this once, and ended.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string; facts?: Record<string, unknown> };

export type CalendarAddressProps = {
  /** Since when there is one, as it is said. */
  since: string | null;
  action: (before: State, form: FormData) => Promise<State>;
};

export function CalendarAddress({ since, action }: CalendarAddressProps) {
  const [state, send] = useActionState(action, { ok: false });
  const address = typeof state.facts?.["address"] === "string" ? state.facts["address"] : null;
  return (
    <form action={send} className="flex flex-col items-start gap-4">
      <ErrorSummary errors={state.message && !state.ok ? [{ message: state.message }] : []} />
      {address ? (
        <Notice tone="success" live title="Add this address to your calendar program">
          <p className="figures break-all">{address}</p>
          <p>It is shown this once. Whoever has it sees when you are busy, and nothing of whom or what for.</p>
        </Notice>
      ) : null}
      {since && !address ? <p>An address is in use since {since}.</p> : null}
      <div className="flex flex-wrap gap-3">
        <SubmitButton variant="secondary" name="deed" value="make" pendingLabel="One moment…">
          {since ? "Make a new address; the old one ends" : "Make an address"}
        </SubmitButton>
        {since ? (
          <SubmitButton variant="secondary" name="deed" value="end" pendingLabel="One moment…">
            End the address
          </SubmitButton>
        ) : null}
      </div>
    </form>
  );
}
