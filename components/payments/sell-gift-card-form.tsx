// A gift card sold at the desk, for money that is taken there.
import { ActForm, type Act } from "@/components/desk/act-form";
import { HandMethods } from "@/components/payments/hand-methods";
import { TextAreaField, TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; idempotencyKey: string; currency: string; sold: string };

export function SellGiftCardForm({ action, idempotencyKey, currency, sold }: Props) {
  return (
    <ActForm action={action} className="flex max-w-xl flex-col gap-5">
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <TextField
        label="Amount"
        name="amount"
        prefix="$"
        suffix={currency}
        inputMode="decimal"
        width="short"
        hint={sold}
        autoComplete="off"
      />
      <TextField label="Name of the buyer" name="buyerName" hint="It stands on the card." autoComplete="off" />
      <TextField
        label="E-mail of the buyer"
        name="buyerEmail"
        type="email"
        inputMode="email"
        hint="The card is sent there, unless it goes to somebody else."
        autoComplete="off"
      />
      <TextField label="Name of who it is for" name="recipientName" optional autoComplete="off" />
      <TextField
        label="Their e-mail"
        name="recipientEmail"
        type="email"
        inputMode="email"
        optional
        autoComplete="off"
      />
      <TextAreaField
        label="A few words"
        name="message"
        optional
        rows={2}
        maxLength={300}
        hint="They travel by e-mail: nothing about anybody’s health."
      />
      <HandMethods legend="How was it paid?" />
      <div>
        <SubmitButton pendingLabel="Recording…">Sell the gift card</SubmitButton>
      </div>
    </ActForm>
  );
}
