// Money that goes back: credit of one payment, or what is taken off a charge.
import { ActForm, type Act } from "@/components/desk/act-form";
import type { AskPasskey } from "@/components/people/prove-here";
import { HandBack } from "@/components/payments/hand-methods";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  action: Act;
  askPasskey: AskPasskey;
  /** Another one once something was given back, so that a repeated press counts once and what is typed outlives a page drawn anew. */
  idempotencyKey: string;
  /** "89.00", the most that can go. */
  amount: string;
  currency: string;
  /** Of a charge: whether money that paid it becomes free. */
  charge?: { paid: boolean };
  /** Some of it did not come by card online, so somebody hands it out. */
  byHand: boolean;
  label: string;
};

export function GiveBackForm({ action, askPasskey, idempotencyKey, amount, currency, charge, byHand, label }: Props) {
  const id = (name: string) => `${name}-${idempotencyKey}`;
  return (
    <ActForm action={action} askPasskey={askPasskey} key={idempotencyKey}>
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <TextField
        label={charge ? "Amount to take off" : "Amount to give back"}
        name="amount"
        id={id("amount")}
        inputMode="decimal"
        prefix="$"
        suffix={currency}
        width="short"
        defaultValue={amount}
        autoComplete="off"
        hint={charge ? "Tax included." : undefined}
      />
      <TextField
        label={charge ? "Reason for taking it off" : "Reason for giving it back"}
        name="reason"
        id={id("reason")}
        maxLength={200}
        autoComplete="off"
      />
      {charge?.paid ? (
        <ChoiceGroup
          legend="What was paid of it"
          name="paidPart"
          id={id("paidPart")}
          defaultValue="back"
          options={[
            { value: "back", label: "Goes back now" },
            { value: "credit", label: "Stays as the patient’s credit" },
          ]}
        />
      ) : null}
      {byHand ? <HandBack id={id("method")} /> : null}
      <div>
        <SubmitButton size="small" pendingLabel="Recording…">
          {label}
        </SubmitButton>
      </div>
    </ActForm>
  );
}
