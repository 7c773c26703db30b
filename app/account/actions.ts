"use server";
// What people do with their own account.
import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { Refusal } from "@/lib/errors";
import { chooseDigest } from "@/lib/insights/choose-digest";
import { endOwnFeed, makeOwnFeed } from "@/lib/messages/calendar-feed";
import { formAction, type FormState } from "@/lib/server/action";
import { resumeByProof } from "@/lib/server/auth";
import { accountDoor, provedDoor } from "@/lib/server/contexts";
import { setPasskeyCookie, takePasskeyCookie } from "@/lib/server/cookies";
import { askingDevice } from "@/lib/server/visitor";
import { changePassword } from "@/lib/staff/change-password";
import { provePasskeyAgain } from "@/lib/staff/passkey-sign-in";
import { addOwnPasskey, beginPasskey, dropPasskey } from "@/lib/staff/passkeys";
import { proveAgain } from "@/lib/staff/prove-again";
import { sayRecoveryCode } from "@/lib/staff/recovery-code";
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  renewRecoveryCodes,
} from "@/lib/staff/second-factor";
import { endOneSession, endOtherSessions } from "@/lib/staff/sessions";
import { removePin, setPin } from "@/lib/staff/unlock";
import { localPath } from "../sign-in/local-path";

const factorPage = "/account/second-factor";

const shown = (codes: string[]): FormState => ({ ok: true, facts: { codes: codes.map(sayRecoveryCode) } });

export async function calendarAddressAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ deed }): Promise<FormState | void> => {
    const { ctx, clinic } = await accountDoor("/account");
    if (deed === "end") {
      await endOwnFeed(ctx);
      revalidatePath("/account");
      return { ok: true };
    }
    const { secret } = await makeOwnFeed(ctx);
    revalidatePath("/account");
    return { ok: true, facts: { address: `${ctx.publicUrl}/${clinic.slug}/calendar/${secret}` } };
  });
}

export async function chooseDigestAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ wanted }) => {
    const { ctx } = await accountDoor("/account");
    if (wanted !== "yes" && wanted !== "no") throw new Refusal("invalid", "Open the page again.");
    await chooseDigest(ctx, { wanted: wanted === "yes" });
    revalidatePath("/account");
    return { ok: true, message: wanted === "yes" ? "You get it on Mondays." : "You get it no longer." };
  });
}

export async function secondFactorAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ deed, code }): Promise<FormState | void> => {
    if (deed === "confirm") {
      const { ctx, me } = await accountDoor(factorPage);
      const codes = await confirmSecondFactor(ctx, me, { code: String(code ?? "") });
      revalidatePath(factorPage);
      return shown(codes);
    }
    const { ctx, me } = await provedDoor(factorPage);
    if (deed === "renew") {
      const codes = await renewRecoveryCodes(ctx, me);
      revalidatePath(factorPage);
      return shown(codes);
    }
    if (deed === "begin") await beginSecondFactor(ctx, me);
    else if (deed === "off") await dropSecondFactor(ctx, me);
    else throw new Refusal("invalid", "Open the page again.");
    revalidatePath(factorPage);
  });
}

export async function confirmAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ password, next }) => {
    const { ctx, me } = await accountDoor("/account");
    const { token } = await proveAgain(ctx, me, { password: String(password ?? "").slice(0, 200) });
    await resumeByProof(token, localPath(next));
  });
}

export async function confirmByPasskeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ answer, next }) => {
    const { ctx, me } = await accountDoor("/account");
    const asked = await takePasskeyCookie();
    const { token } = await provePasskeyAgain(ctx, me, { token: asked, answer: String(answer ?? "") });
    await resumeByProof(token, localPath(next));
  });
}

const passkeyPage = "/account/passkeys";

export async function beginPasskeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, me } = await provedDoor(passkeyPage);
    const { token, options } = await beginPasskey(ctx, me);
    await setPasskeyCookie(token);
    return { ok: true, facts: { options } };
  });
}

export async function addPasskeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ answer }) => {
    const { ctx, me } = await provedDoor(passkeyPage);
    const device = await askingDevice();
    await addOwnPasskey(ctx, me, { token: await takePasskeyCookie(), answer: String(answer ?? ""), device });
    revalidatePath(passkeyPage);
    return { ok: true, message: "Your passkey is kept. Next time, sign in with it." };
  });
}

export async function dropPasskeyAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ passkey }) => {
    const { ctx, me } = await provedDoor(passkeyPage);
    await dropPasskey(ctx, me, { passkeyId: String(passkey ?? "") });
    revalidatePath(passkeyPage);
  });
}

export async function changePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async (values) => {
    const { ctx, me } = await accountDoor("/account/password");
    const typed = (name: string) => String(values[name] ?? "");
    if (typed("newPassword") !== typed("newPasswordAgain")) {
      const message = "The two new passwords differ. Type the same one twice.";
      throw new Refusal("invalid", message, { fields: [{ field: "newPasswordAgain", message }] });
    }
    const current = typed("password").slice(0, 200);
    const { ended, token } = await changePassword(ctx, me, { current, password: typed("newPassword") });
    await resumeByProof(token, `/account?changed=${ended}`);
  });
}

export async function endSessionAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ session }) => {
    const { ctx, me } = await accountDoor("/account");
    if (session === "others") await endOtherSessions(ctx, me);
    else await endOneSession(ctx, me, { sessionId: String(session ?? "") });
    revalidatePath("/account");
  });
}

const pinPage = "/account/pin";

export async function setPinAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ pin }) => {
    const { ctx, me } = await provedDoor(pinPage);
    await setPin(ctx, me, { pin: String(pin ?? "").trim() });
    redirect("/account?pin=set" as Route);
  });
}

export async function removePinAction(_before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, me } = await provedDoor(pinPage);
    await removePin(ctx, me);
    redirect("/account?pin=removed" as Route);
  });
}
