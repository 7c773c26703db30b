"use client";
// A form of the desk: says why it could not be done, keeps what was typed, and says so when it was done.
import { useActionState, useEffect, useRef, type ReactNode } from "react";
import { ProveHere, type AskPasskey, type ProveHereWays } from "@/components/people/prove-here";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";

export type ActState = {
  ok: boolean;
  message?: string;
  fields?: { field: string; message: string }[];
  facts?: Record<string, unknown>;
};

export type Act = (before: ActState, form: FormData) => Promise<ActState>;

type Props = {
  action: Act;
  className?: string;
  done?: string;
  /** What was sent stays in the fields: the form shows something that is there, and changes it. */
  keep?: boolean;
  /** Of a form that may ask for a fresh proof: begins one by passkey. */
  askPasskey?: AskPasskey | undefined;
  children: ReactNode;
};

export function ActForm({
  action,
  className = "flex flex-col gap-4",
  done,
  keep = false,
  askPasskey,
  children,
}: Props) {
  const [state, send] = useActionState(action, { ok: false });
  const form = useRef<HTMLFormElement>(null);
  const finished = useRef(false);
  useEffect(() => {
    if (!state.ok || keep) return;
    finished.current = true;
    form.current?.reset();
    finished.current = false;
  }, [state, keep]);
  const problems: { field?: string; message: string }[] = state.fields?.length
    ? state.fields
    : state.message && !state.ok
      ? [{ message: state.message }]
      : [];
  const ways = state.ok ? undefined : (state.facts?.["proof"] as ProveHereWays | undefined);
  return (
    <form
      ref={form}
      action={send}
      noValidate
      className={className}
      // React empties a form after each answer; after a refusal everything typed has to stay.
      onReset={(event) => {
        if (!finished.current) event.preventDefault();
      }}
    >
      <ErrorSummary title={state.message} errors={problems} />
      {state.ok && (state.message ?? done) ? <Notice tone="success" live title={state.message ?? done} /> : null}
      {ways && askPasskey ? <ProveHere ways={ways} askPasskey={askPasskey} /> : null}
      {children}
    </form>
  );
}
