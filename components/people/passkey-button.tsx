"use client";
// One button for a passkey: asks us what the device shall sign, lets the device ask its person, and sends what it answers.
import { useActionState, useState, useTransition } from "react";
import { passkeyWords } from "@/components/people/passkey-words";
import { Button } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/button-class";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { useInBrowser } from "@/components/ui/use-in-browser";

type State = { ok: boolean; message?: string; facts?: Record<string, unknown> };
type Action = (before: State, form: FormData) => Promise<State>;

type Props = {
  /** Make a new one, or use one that is there. */
  deed: "make" | "use";
  label: string;
  begin: Action;
  finish: Action;
  next?: string;
  variant?: ButtonLook["variant"];
  full?: boolean;
  /** What to do where it does not work. */
  otherWay?: string;
  words?: typeof passkeyWords;
};

/** Loaded with the press: nobody else needs it. */
async function askDevice(deed: Props["deed"], options: unknown): Promise<string> {
  const device = await import("@simplewebauthn/browser");
  const answer =
    deed === "make"
      ? await device.startRegistration({ optionsJSON: options as never })
      : await device.startAuthentication({ optionsJSON: options as never });
  return JSON.stringify(answer);
}

/** What a person can do about a device that did not answer. */
function said(error: unknown, words: typeof passkeyWords, otherWay: string): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError") return words.known;
  const isUnused = name === "NotAllowedError" || name === "AbortError";
  return (isUnused ? words.unused : words.unable).replace("{way}", otherWay);
}

export function PasskeyButton({
  deed,
  label,
  begin,
  finish,
  next = "",
  variant = "secondary",
  full = false,
  otherWay = "use your password",
  words = passkeyWords,
}: Props) {
  const [state, send] = useActionState(finish, { ok: false });
  const [problem, setProblem] = useState("");
  const [busy, start] = useTransition();
  // Without scripts, or on a browser that knows no passkeys, a button would promise what it cannot do.
  const possible = useInBrowser(() => "PublicKeyCredential" in window);
  const press = () => {
    if (busy) return;
    setProblem("");
    start(async () => {
      const asked = await begin({ ok: false }, new FormData());
      if (!asked.ok) return setProblem(asked.message ?? words.again);
      try {
        const form = new FormData();
        form.set("answer", await askDevice(deed, asked.facts?.["options"]));
        form.set("next", next);
        start(() => send(form));
      } catch (error) {
        setProblem(said(error, words, otherWay));
      }
    });
  };
  if (!possible) return null;
  const message = problem || (state.ok ? "" : (state.message ?? ""));
  return (
    <div className={`flex flex-col gap-4 ${full ? "" : "items-start"}`}>
      <ErrorSummary errors={message ? [{ message }] : []} />
      {state.ok && state.message && !problem ? <Notice tone="success" live title={state.message} /> : null}
      <Button variant={variant} onClick={press} aria-disabled={busy || undefined}>
        {busy ? words.waiting : label}
      </Button>
    </div>
  );
}
