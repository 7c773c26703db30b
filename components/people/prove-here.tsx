"use client";
// Within a form that turned out to be sensitive: the password or the passkey once more, sent together with what was typed.
import { useRef } from "react";
import { PasskeyButton } from "@/components/people/passkey-button";
import { buttonClass } from "@/components/ui/button-class";
import { TextField } from "@/components/ui/field";

export type AskPasskey = (
  before: { ok: boolean },
  form: FormData,
) => Promise<{ ok: boolean; message?: string; facts?: Record<string, unknown> }>;

export type ProveHereWays = { email: string; passkeys: boolean; provider: { name: string; href: string } | null };

export function ProveHere({ ways, askPasskey }: { ways: ProveHereWays; askPasskey: AskPasskey }) {
  const answer = useRef<HTMLInputElement>(null);
  const send = async (_before: { ok: boolean }, form: FormData) => {
    const field = answer.current;
    if (field?.form) {
      field.value = String(form.get("answer"));
      field.form.requestSubmit();
      field.value = "";
    }
    return { ok: false };
  };
  return (
    <div className="flex flex-col items-start gap-4 border-s-4 border-info bg-info-tint px-4 py-4">
      {ways.provider ? (
        <>
          <p>It opens beside this page. Come back here afterwards and press the button again.</p>
          <a href={ways.provider.href} target="_blank" rel="nofollow" className={buttonClass({ variant: "secondary" })}>
            Prove it at the sign-in of {ways.provider.name}
          </a>
        </>
      ) : (
        <>
          <input type="email" name="email" value={ways.email} autoComplete="username" readOnly hidden />
          <TextField
            label="Your password"
            name="password"
            type="password"
            autoComplete="current-password"
            hint="What you typed below is still there. Then press its button again."
          />
        </>
      )}
      {ways.passkeys ? (
        <>
          <input type="hidden" name="passkeyAnswer" ref={answer} defaultValue="" />
          <PasskeyButton deed="use" label="Use your passkey instead" begin={askPasskey} finish={send} />
        </>
      ) : null}
    </div>
  );
}
