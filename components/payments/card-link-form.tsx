"use client";
// Makes a link to pay by card, to be read out, sent or opened on the clinic's tablet.
import { useActionState } from "react";
import type { Act } from "@/components/desk/act-form";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { action: Act; amount: string; currency: string };

export function CardLinkForm({ action, amount, currency }: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const url = typeof state.facts?.["url"] === "string" ? state.facts["url"] : null;
  if (url)
    return (
      <div role="status" className="flex flex-col gap-2">
        <p>This page takes the payment. It closes after half an hour.</p>
        <TextField
          label="Address to pay"
          name="checkoutUrl"
          readOnly
          defaultValue={url}
          onFocus={(event) => event.target.select()}
        />
        <p>
          <a href={url} target="_blank" rel="noreferrer">
            Open it in a new tab
          </a>
        </p>
      </div>
    );
  return (
    <form action={send} noValidate className="flex flex-col gap-4" onReset={(event) => event.preventDefault()}>
      <ErrorSummary errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []} />
      <TextField
        label="Amount by card"
        name="amount"
        id="cardAmount"
        inputMode="decimal"
        prefix="$"
        suffix={currency}
        width="short"
        defaultValue={amount}
      />
      <div>
        <SubmitButton variant="secondary" size="small" pendingLabel="Making the link…">
          Make a card link
        </SubmitButton>
      </div>
    </form>
  );
}
