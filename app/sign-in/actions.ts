"use server";
// Signing in, step by step, and out.
import { setTimeout as sleep } from "node:timers/promises";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { formAction, parseForm, type FormState } from "@/lib/server/action";
import { endSession, signInByProof, signInDoor } from "@/lib/server/auth";
import { signedIn } from "@/lib/server/contexts";
import {
  dropProofCookie,
  readProofCookie,
  setPasskeyCookie,
  setProofCookie,
  takePasskeyCookie,
} from "@/lib/server/cookies";
import { askingDevice, countVisitor } from "@/lib/server/visitor";
import { askForNewPassword, choosePassword } from "@/lib/staff/forgotten-password";
import { askForPasskey, provePasskey } from "@/lib/staff/passkey-sign-in";
import { proveCode, provePassword } from "@/lib/staff/sign-in";
import { localPath } from "./local-path";

const typedSignIn = z.object({
  email: z.string().trim().toLowerCase().min(1, "Type your e-mail.").max(254),
  password: z.string().min(1, "Type your password.").max(200),
});

export async function signInAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const next = localPath(values["next"]);
    const input = parseForm(typedSignIn, values);
    await countVisitor("sign-in-network");
    const device = await askingDevice();
    const proved = await provePassword(signInDoor(), { ...input, device });
    if (proved.next === "ready") return signInByProof(proved.token, next);
    await setProofCookie(proved.token);
    redirect(`/sign-in/code?next=${encodeURIComponent(next)}` as Route);
  });
}

/** What any browser may hand to its device; signing in and proving oneself again begin with it. */
export async function askForPasskeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { token, options } = await askForPasskey(signInDoor());
    await setPasskeyCookie(token);
    return { ok: true, facts: { options } };
  });
}

export async function signInByPasskeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ answer, next }) => {
    await countVisitor("sign-in-network");
    const token = await takePasskeyCookie();
    const device = await askingDevice();
    const proved = await provePasskey(signInDoor(), { token, answer: String(answer ?? ""), device });
    await signInByProof(proved.token, localPath(next));
  });
}

export async function signInCodeAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ code, next: wanted }) => {
    const next = localPath(wanted);
    const token = await readProofCookie();
    try {
      if (!token) throw new Refusal("sign_in_needed", "Begin again.");
      await proveCode(signInDoor(), { token, code: String(code ?? "") });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "sign_in_needed") throw error;
      await dropProofCookie();
      redirect(`/sign-in?again=yes&next=${encodeURIComponent(next)}` as Route);
    }
    await dropProofCookie();
    await signInByProof(token, next);
  });
}

/** The same answer, after the same while, whether or not the address has an account. */
export async function askForNewPasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const input = parseForm(typedSignIn.pick({ email: true }), values);
    await countVisitor("sign-in-network");
    await Promise.all([askForNewPassword(signInDoor(), input), sleep(400)]);
    redirect("/sign-in/forgotten?sent=yes");
  });
}

export async function choosePasswordAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ newPassword }) => {
    await countVisitor("sign-in-network");
    await choosePassword(signInDoor(), { token, password: String(newPassword ?? "") });
    redirect("/sign-in?changed=yes");
  });
}

export async function signOutAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const person = await signedIn();
    if (person) await endSession(person.sessionId);
    redirect("/");
  });
}
