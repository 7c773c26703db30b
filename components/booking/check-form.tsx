"use client";
// The last step: agree, and book by paying now or at the clinic.
import { useActionState, type ReactNode } from "react";
import { Check } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Words } from "@/lib/languages/words";

type State = { ok: boolean; message?: string; fields?: { field: string; message: string }[] };

type Props = {
  /** The policy where it bites, in one sentence. */
  policy: string;
  /** Null while the clinic takes no cards online. */
  payNowLabel: string | null;
  payClinicLabel: string;
  /** Null where the clinic takes no deposit. */
  depositLabel: string | null;
  /** Null where nobody could hold a gift card. */
  giftLabel: string | null;
  words: Words["booking"]["checkForm"];
  /** What is agreed to, and the wording that it stands in here. */
  agree: ReactNode;
  shown: string;
  action: (before: State, form: FormData) => Promise<State>;
};

export function CheckForm({
  policy,
  payNowLabel,
  payClinicLabel,
  depositLabel,
  giftLabel,
  words,
  agree,
  shown,
  action,
}: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const consent = state.fields?.find((one) => one.field === "consent")?.message;
  return (
    <form action={send} noValidate className="flex flex-col gap-6">
      <ErrorSummary errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []} />
      <p>{policy}</p>
      <input type="hidden" name="shown" value={shown} />
      <Check name="consent" label={agree} error={consent} />
      <div className="flex flex-col gap-3">
        <SubmitButton name="pay" value="clinic" full pendingLabel={words.booking}>
          {payClinicLabel}
        </SubmitButton>
        {depositLabel ? (
          <SubmitButton name="pay" value="deposit" variant="secondary" full pendingLabel={words.opening}>
            {depositLabel}
          </SubmitButton>
        ) : null}
        {payNowLabel ? (
          <SubmitButton name="pay" value="now" variant="secondary" full pendingLabel={words.opening}>
            {payNowLabel}
          </SubmitButton>
        ) : null}
        {giftLabel ? (
          <SubmitButton name="pay" value="gift" full variant="secondary" pendingLabel="One moment…">
            {giftLabel}
          </SubmitButton>
        ) : null}
      </div>
    </form>
  );
}
