"use client";
// Saying yes to a plan: how to pay, the agreement, and a signature by name.
import { useActionState, type ReactNode } from "react";
import { acceptWords } from "@/components/plans/accept-words";
import { Check, ChoiceGroup, type Choice } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

type State = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  values?: Record<string, string | string[]>;
};

type Props = {
  seen: string;
  idempotencyKey: string;
  consentVersion: string;
  textVersion: string;
  /** The wording that the agreement stands in here; nothing where it is read out. */
  shown?: string;
  consent: readonly string[];
  consentLang?: string;
  payments: readonly Choice[];
  submitLabel: string;
  words?: typeof acceptWords;
  /** Further questions before the agreement. */
  children?: ReactNode;
  action: (before: State, form: FormData) => Promise<State>;
};

export function AcceptForm(props: Props) {
  const { words = acceptWords } = props;
  const [state, send] = useActionState(props.action, { ok: false });
  const typed = (name: string) => String(state.values?.[name] ?? "");
  const problem = (name: string) => state.fields?.find((one) => one.field === name)?.message;
  return (
    <form action={send} noValidate className="flex flex-col gap-7" key={JSON.stringify(state.values ?? {})}>
      <ErrorSummary errors={state.fields?.length ? state.fields : state.message ? [{ message: state.message }] : []} />
      <input type="hidden" name="seen" value={props.seen} />
      <input type="hidden" name="idempotencyKey" value={props.idempotencyKey} />
      <input type="hidden" name="consentVersion" value={props.consentVersion} />
      <input type="hidden" name="textVersion" value={props.textVersion} />
      {props.shown ? <input type="hidden" name="shown" value={props.shown} /> : null}
      <ChoiceGroup
        legend={words.pay}
        name="payChoice"
        defaultValue={typed("payChoice") || props.payments[0]?.value}
        options={props.payments}
        error={problem("payChoice")}
      />
      {props.children}
      <div className="flex flex-col gap-3">
        <p className="font-semibold">{words.agree}</p>
        <ul lang={props.consentLang} className="flex list-disc flex-col gap-2 ps-6">
          {props.consent.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <Check
          name="consent"
          label={words.read}
          error={problem("consent")}
          defaultChecked={typed("consent") === "yes"}
        />
      </div>
      <TextField
        label={words.sign}
        name="signedName"
        autoComplete="name"
        defaultValue={typed("signedName")}
        error={problem("signedName")}
      />
      <SubmitButton full pendingLabel={words.booking}>
        {props.submitLabel}
      </SubmitButton>
    </form>
  );
}
