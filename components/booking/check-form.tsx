"use client";
// The last step: agree, and book by paying now or at the clinic.
import { useActionState } from "react";
import { Check } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";

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
  action: (before: State, form: FormData) => Promise<State>;
};

export function CheckForm({ policy, payNowLabel, payClinicLabel, depositLabel, giftLabel, action }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const consent = state.fields?.find((one) => one.field === "consent")?.message;
  return (
    <form action={send} noValidate className="flex flex-col gap-6">
      <ErrorSummary errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []} />
      <p>{policy}</p>
      <Check
        name="consent"
        label="I agree to this, and that the clinic keeps what I have entered to plan and give care."
        error={consent}
      />
      <div className="flex flex-col gap-3">
        <SubmitButton name="pay" value="clinic" full pendingLabel="Booking…">
          {payClinicLabel}
        </SubmitButton>
        {depositLabel ? (
          <SubmitButton name="pay" value="deposit" variant="secondary" full pendingLabel="Opening the payment page…">
            {depositLabel}
          </SubmitButton>
        ) : null}
        {payNowLabel ? (
          <SubmitButton name="pay" value="now" variant="secondary" full pendingLabel="Opening the payment page…">
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
