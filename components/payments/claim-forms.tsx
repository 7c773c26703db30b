// A payer's answer to one claim: what was paid, or why not.
import { ActForm, type Act } from "@/components/desk/act-form";
import { Fold } from "@/components/desk/fold";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  /** Whose, for those who hear the labels alone. */
  of: string;
  amount: string;
  currency: string;
  idempotencyKey: string;
  paid: Act;
  rejected: Act;
};

export function AnswerForms({ of, amount, currency, idempotencyKey, paid, rejected }: Props) {
  const whose = <span className="sr-only"> – {of}</span>;
  return (
    <Fold label={<>Enter the answer{whose}</>}>
      <div className="flex flex-wrap gap-x-12 gap-y-6">
        <ActForm action={paid} key={idempotencyKey}>
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <TextField
            label={<>They paid{whose}</>}
            name="amount"
            id={`amount-${idempotencyKey}`}
            inputMode="decimal"
            prefix="$"
            suffix={currency}
            width="short"
            defaultValue={amount}
            autoComplete="off"
          />
          <div>
            <SubmitButton size="small" pendingLabel="Keeping…">
              Paid{whose}
            </SubmitButton>
          </div>
        </ActForm>
        <ActForm action={rejected}>
          <TextField
            label={<>They said no, because{whose}</>}
            name="reason"
            id={`reason-${idempotencyKey}`}
            maxLength={300}
            autoComplete="off"
          />
          <div>
            <SubmitButton size="small" variant="secondary" pendingLabel="Keeping…">
              Refused{whose}
            </SubmitButton>
          </div>
        </ActForm>
      </div>
    </Fold>
  );
}
