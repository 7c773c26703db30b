// What was paid at the desk, and how.
import { ActForm, type Act } from "@/components/desk/act-form";
import { GiftCodeField } from "@/components/payments/gift-code-field";
import { HandMethods, type ReaderChoice } from "@/components/payments/hand-methods";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  action: Act;
  /** Made anew whenever the page is drawn, so that a repeated press counts once. */
  idempotencyKey: string;
  /** "89.00" */
  amount: string;
  currency: string;
  /** Whether anybody could hold one. */
  giftCards: boolean;
  /** Whether the clinic takes cards online. */
  cardPage: boolean;
  readers: readonly ReaderChoice[];
};

export function TakePaymentForm({ action, idempotencyKey, amount, currency, giftCards, cardPage, readers }: Props) {
  return (
    <ActForm action={action} key={idempotencyKey} className="group/pay flex flex-col gap-4">
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
      <HandMethods legend="How was it paid?" giftCards={giftCards} cardPage={cardPage} readers={readers} />
      {giftCards ? (
        <div className="hidden group-has-[input[value=gift\\_card]:checked]/pay:block">
          <GiftCodeField />
        </div>
      ) : null}
      <div>
        <SubmitButton size="small" pendingLabel="Recording…">
          Record payment
        </SubmitButton>
      </div>
    </ActForm>
  );
}
