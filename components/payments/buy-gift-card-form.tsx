"use client";
// What the gift card is to be worth, who buys it, and whom it is for. Everything typed stays after a mistake.
import { useActionState } from "react";
import type { buyGiftCardWords } from "@/components/payments/buy-gift-card-words";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextAreaField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Told } from "@/lib/languages/tell";

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

type Props = {
  words: Told<typeof buyGiftCardWords>;
  action: (before: State, form: FormData) => Promise<State>;
  /** Made anew whenever the page is drawn, so that a repeated press counts once. */
  idempotencyKey: string;
  amounts: { value: string; label: string }[];
  /** From what to what another amount may be; null where there is none. */
  free: string | null;
};

export function BuyGiftCardForm({ words, action, idempotencyKey, amounts, free }: Props) {
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
            legend={words.amounts}
            name="amount"
            layout="inline"
            defaultValue={typed("amount")}
            error={problem("amount")}
            options={[...amounts, ...(free ? [{ value: "other", label: words.other }] : [])]}
          />
        ) : null}
        {free ? (
          <TextField
            label={amounts.length ? words.other : words.amount}
            name="other"
            prefix="$"
            inputMode="decimal"
            width="short"
            hint={free}
            defaultValue={typed("other")}
            error={problem("other") ?? (amounts.length ? undefined : problem("amount"))}
            autoComplete="off"
          />
        ) : null}
      </div>
      <Section title={words.you} id="buyer">
        <div className="flex flex-col gap-5">
          <TextField
            label={words.name}
            name="buyerName"
            hint={words.nameHint}
            autoComplete="name"
            defaultValue={typed("buyerName")}
            error={problem("buyerName")}
          />
          <TextField
            label={words.email}
            name="buyerEmail"
            type="email"
            inputMode="email"
            autoComplete="email"
            defaultValue={typed("buyerEmail")}
            error={problem("buyerEmail")}
          />
        </div>
      </Section>
      <Section title={words.forWhom} id="recipient" hint={words.forWhomHint}>
        <div className="flex flex-col gap-5">
          <TextField
            label={words.theirName}
            name="recipientName"
            optional
            autoComplete="off"
            defaultValue={typed("recipientName")}
            error={problem("recipientName")}
          />
          <TextField
            label={words.theirEmail}
            name="recipientEmail"
            type="email"
            inputMode="email"
            optional
            hint={words.theirEmailHint}
            autoComplete="off"
            defaultValue={typed("recipientEmail")}
            error={problem("recipientEmail")}
          />
          <TextAreaField
            label={words.message}
            name="message"
            optional
            rows={3}
            maxLength={300}
            hint={words.messageHint}
            defaultValue={typed("message")}
            error={problem("message")}
          />
        </div>
      </Section>
      <div className="flex flex-col gap-3">
        <p>{words.tax}</p>
        <SubmitButton full pendingLabel={words.opening}>
          {words.goOn}
        </SubmitButton>
      </div>
    </form>
  );
}
