"use client";
// A visit that is held until it is paid: pay now, or book it and pay at the clinic.
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Words } from "@/lib/languages/words";

type State = { ok: boolean; message?: string };
type Act = (before: State, form: FormData) => Promise<State>;

export function PayOrKeep({
  note,
  payLabel,
  depositLabel,
  online,
  words,
  payAction,
  keepAction,
}: {
  note: string;
  payLabel: string;
  /** Null where the clinic takes no deposit. */
  depositLabel: string | null;
  /** False while the clinic takes no cards online. */
  online: boolean;
  words: Words["visit"]["payForm"];
  payAction: Act;
  keepAction: Act;
}) {
  const [paying, pay] = useActionState(payAction, { ok: false });
  const [keeping, keep] = useActionState(keepAction, { ok: false });
  const message = paying.message ?? keeping.message;
  return (
    <div className="flex flex-col gap-4">
      <ErrorSummary errors={message ? [{ message }] : []} />
      <p>{note}</p>
      {online ? (
        <form action={pay} className="flex flex-col gap-4">
          <SubmitButton full pendingLabel={words.opening}>
            {payLabel}
          </SubmitButton>
          {depositLabel ? (
            <SubmitButton name="pay" value="deposit" full variant="secondary" pendingLabel={words.opening}>
              {depositLabel}
            </SubmitButton>
          ) : null}
        </form>
      ) : null}
      <form action={keep}>
        <SubmitButton full variant={online ? "secondary" : "primary"} pendingLabel={words.booking}>
          {words.payClinic}
        </SubmitButton>
      </form>
    </div>
  );
}
