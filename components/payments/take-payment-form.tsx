// What was paid at the desk, and how.
import { ActForm, type Act } from "@/components/desk/act-form";
import { HandMethods } from "@/components/payments/hand-methods";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  action: Act;
  /** Made anew whenever the page is drawn, so that a repeated press counts once. */
  idempotencyKey: string;
  /** "89.00" */
  amount: string;
  currency: string;
};

export function TakePaymentForm({ action, idempotencyKey, amount, currency }: Props) {
  return (
    <ActForm action={action} key={idempotencyKey}>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <TextField
        label="Amount"
        name="amount"
        inputMode="decimal"
        prefix="$"
        suffix={currency}
        width="short"
        defaultValue={amount}
        autoComplete="off"
      />
      <HandMethods legend="How was it paid?" />
      <div>
        <SubmitButton size="small" pendingLabel="Recording…">
          Record payment
        </SubmitButton>
      </div>
    </ActForm>
  );
}
