"use client";
// The one yes to a difference that was shown.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string };

type Props = {
  /** The starts on the screen as JSON, and the stamp of their difference. */
  seen: string;
  stamp: string;
  /** The stamp of the instalments on the screen. */
  instalments: string;
  label: string;
  pending: string;
  full?: boolean;
  action: (before: State, form: FormData) => Promise<State>;
};

export function ReplanForm({ seen, stamp, instalments, label, pending, full, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  return (
    <form action={send} className="flex flex-col gap-4">
      <ErrorSummary errors={state.message && !state.ok ? [{ message: state.message }] : []} />
      <input type="hidden" name="seen" value={seen} />
      <input type="hidden" name="stamp" value={stamp} />
      <input type="hidden" name="instalments" value={instalments} />
      <div>
        <SubmitButton full={full} pendingLabel={pending}>
          {label}
        </SubmitButton>
      </div>
    </form>
  );
}
