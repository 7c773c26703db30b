"use client";
// What the gift card is to be worth, who buys it, and whom it is for. Everything typed stays after a mistake.
import { useActionState } from "react";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextAreaField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  /** Made anew whenever the page is drawn, so that a repeated press counts once. */
  idempotencyKey: string;
  amounts: { value: string; label: string }[];
  /** Null where there is no other amount. */
  free: { least: string; most: string } | null;
};

export function BuyGiftCardForm({ action, idempotencyKey, amounts, free }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const typed = (name: string) => String(state.values?.[name] ?? "");
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  const errors = state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : [];
  return (
    <form action={send} noValidate className="flex flex-col gap-8" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <div className="flex flex-col gap-5">
        {amounts.length ? (
          <ChoiceGroup
            legend="How much"
            name="amount"
            layout="inline"
            defaultValue={typed("amount")}
            error={problem("amount")}
            options={[...amounts, ...(free ? [{ value: "other", label: "Another amount" }] : [])]}
          />
        ) : null}
        {free ? (
          <TextField
            label={amounts.length ? "Another amount" : "Amount"}
            name="other"
            prefix="$"
            inputMode="decimal"
            width="short"
            hint={`From ${free.least} to ${free.most}.`}
            defaultValue={typed("other")}
            error={problem("other") ?? (amounts.length ? undefined : problem("amount"))}
            autoComplete="off"
          />
        ) : null}
      </div>
      <Section title="You" id="buyer">
        <div className="flex flex-col gap-5">
          <TextField
            label="Your name"
            name="buyerName"
            hint="It stands on the card."
            autoComplete="name"
            defaultValue={typed("buyerName")}
            error={problem("buyerName")}
          />
          <TextField
            label="Your e-mail"
            name="buyerEmail"
            type="email"
            inputMode="email"
            autoComplete="email"
            defaultValue={typed("buyerEmail")}
            error={problem("buyerEmail")}
          />
        </div>
      </Section>
      <Section title="For whom" id="recipient" hint="Leave this empty to give or print it yourself.">
        <div className="flex flex-col gap-5">
          <TextField
            label="Their name"
            name="recipientName"
            optional
            autoComplete="off"
            defaultValue={typed("recipientName")}
            error={problem("recipientName")}
          />
          <TextField
            label="Their e-mail"
            name="recipientEmail"
            type="email"
            inputMode="email"
            optional
            hint="We send the card there as soon as it is paid."
            autoComplete="off"
            defaultValue={typed("recipientEmail")}
            error={problem("recipientEmail")}
          />
          <TextAreaField
            label="A few words"
            name="message"
            optional
            rows={3}
            maxLength={300}
            hint="They travel by e-mail: please write nothing about anybody’s health."
            defaultValue={typed("message")}
            error={problem("message")}
          />
        </div>
      </Section>
      <div className="flex flex-col gap-3">
        <p>
          No tax is charged now; tax is in the visits that the card pays. What is not used can be given back to you: ask
          us. A gift card is no receipt for a treatment.
        </p>
        <SubmitButton full pendingLabel="Opening the payment page…">
          Continue to payment
        </SubmitButton>
      </div>
    </form>
  );
}
