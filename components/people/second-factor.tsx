"use client";
// Setting up the second factor, and what can be done with one that is on. One state for all its forms, so that codes are shown whichever page follows.
import { useActionState, type ReactNode } from "react";
import { LinkButton } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";

type State = { ok: boolean; message?: string; facts?: Record<string, unknown> };

export type SecondFactorProps = {
  action: (before: State, form: FormData) => Promise<State>;
  view:
    | { state: "off" }
    | { state: "begun"; picture: ReactNode; seed: string }
    | { state: "on"; since: string; codesLeft: number; required: boolean };
};

export function SecondFactor({ action, view }: SecondFactorProps) {
  const [state, send] = useActionState(action, { ok: false });
  const codes = Array.isArray(state.facts?.["codes"]) ? (state.facts["codes"] as string[]) : [];
  const form = (deed: string, children: ReactNode) => (
    <form action={send} className="flex flex-col items-start gap-5" noValidate>
      <input type="hidden" name="deed" value={deed} />
      {children}
    </form>
  );
  return (
    <div className="flex flex-col gap-8">
      <ErrorSummary
        errors={
          state.message && !state.ok
            ? [{ message: state.message, ...(view.state === "begun" ? { field: "code" } : {}) }]
            : []
        }
      />
      {codes.length ? <RecoveryCodes codes={codes} /> : null}
      {view.state === "off"
        ? form(
            "begin",
            <>
              <p className="measure">
                With a second factor, your password alone opens nothing: signing in also asks for six digits that an
                authenticator app on your telephone shows. Any such app will do. It needs no network and no number of
                yours.
              </p>
              <SubmitButton pendingLabel="One moment…">Set up an app</SubmitButton>
            </>,
          )
        : null}
      {view.state === "begun" ? (
        <ol className="flex flex-col gap-8">
          <li>
            <Section title="1. Add Taper to your app" level={2}>
              <p className="measure mb-4">
                Scan the picture with the app. If it cannot scan, choose “enter a key” there and type this one.
              </p>
              <div className="flex flex-wrap items-center gap-6">
                {view.picture}
                <p>
                  <span className="block text-sm text-soft">Key</span>
                  <code className="figures text-lg" data-testid="seed">
                    {view.seed.match(/.{1,4}/g)?.join(" ")}
                  </code>
                </p>
              </div>
            </Section>
          </li>
          <li>
            <Section title="2. Type the code it shows" level={2}>
              {form(
                "confirm",
                <>
                  <TextField
                    label="Code"
                    name="code"
                    hint="Six digits; they change every thirty seconds."
                    inputMode="numeric"
                    autoComplete="one-time-code"
                    maxLength={10}
                    width="short"
                    required
                  />
                  <SubmitButton pendingLabel="Checking…">Turn it on</SubmitButton>
                </>,
              )}
            </Section>
          </li>
        </ol>
      ) : null}
      {view.state === "on" ? (
        <>
          {codes.length ? null : <Notice tone="success" title={`Your second factor is on since ${view.since}.`} />}
          <Section
            title="Recovery codes"
            id="codes"
            hint={`${view.codesLeft} of your recovery codes ${view.codesLeft === 1 ? "is" : "are"} unused. New ones replace them all.`}
          >
            {form(
              "renew",
              <SubmitButton variant="secondary" pendingLabel="Making them…">
                Make new recovery codes
              </SubmitButton>,
            )}
          </Section>
          <Section
            title="Turn it off"
            id="off"
            hint={
              view.required
                ? "Your clinic asks everybody for a second factor, so it stays on."
                : "Then your password alone signs you in. To move to another telephone, turn it off here and set it up there."
            }
          >
            {view.required
              ? null
              : form(
                  "off",
                  <SubmitButton variant="danger" pendingLabel="Turning it off…">
                    Turn off the second factor
                  </SubmitButton>,
                )}
          </Section>
        </>
      ) : null}
    </div>
  );
}

function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <Notice
      tone="success"
      live
      title="Keep these recovery codes"
      action={
        <LinkButton href="/desk" variant="secondary">
          I have kept them
        </LinkButton>
      }
    >
      <p>
        Your second factor is on. Each of these codes opens your account once when your telephone is not at hand. Write
        them down or print them: they are shown only now.
      </p>
      <ul aria-label="Recovery codes" className="figures mt-3 grid gap-x-8 gap-y-1 sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
