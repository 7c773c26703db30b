"use client";
// Opens one form on a tablet for the patient of a visit: the code to type there, or a link on this very device.
import { useActionState } from "react";
import type { ActState, Act } from "@/components/desk/act-form";
import { ChoiceGroup } from "@/components/ui/choice-group";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = { forms: readonly { value: string; label: string }[]; action: Act };

export function TabletHandForm({ forms, action }: Props) {
  const [state, send] = useActionState<ActState, FormData>(action, { ok: false });
  const { code, page, here } = (state.facts ?? {}) as { code?: string; page?: string; here?: string };
  return (
    <form action={send} noValidate className="flex flex-col gap-4">
      <ErrorSummary
        title="Please look at this again"
        errors={state.fields ?? (state.message ? [{ message: state.message }] : [])}
      />
      <ChoiceGroup legend="Which form" name="form" options={forms} defaultValue={forms[0]?.value ?? ""} />
      <div>
        <SubmitButton variant="secondary" pendingLabel="Making a code…">
          {code ? "Make another code" : "Make a code"}
        </SubmitButton>
      </div>
      {code && page && here ? (
        <div role="status" className="flex flex-col gap-1 border-s-4 border-accent ps-4">
          <p className="figures text-2xl font-semibold" data-testid="tablet-code">
            {code}
          </p>
          <p>
            Type it on the tablet at <span className="font-semibold break-all">{page}</span>. It opens the form once,
            within ten minutes.
          </p>
          <p>
            {/* Loaded anew, so that the pages before are out of reach. */}
            <a href={here} className="link">
              Or open it on this device
            </a>
            , which locks your own session first.
          </p>
        </div>
      ) : null}
    </form>
  );
}
