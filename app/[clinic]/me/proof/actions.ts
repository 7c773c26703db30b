"use server";
// What patients do with their second proof: give it, make a key for it, remove one.
import type { Route } from "next";
import { redirect } from "next/navigation";
import {
  addPatientKey,
  askPatientPasskey,
  beginPatientApp,
  beginPatientPasskey,
  dropPatientKey,
  provePatientByApp,
  provePatientByPasskey,
} from "@/lib/patients/second-proof";
import { endPatientSession } from "@/lib/patients/patient-session";
import { formAction, type FormState } from "@/lib/server/action";
import { guestCtx } from "@/lib/server/contexts";
import { dropPatientCookie, readPatientCookie, setPasskeyCookie, takePasskeyCookie } from "@/lib/server/cookies";
import { meAction } from "@/lib/server/me-door";
import { askingDevice } from "@/lib/server/visitor";
import { ownPath } from "./own-path";

/** Keys are the session's owner's, whoever's pages are open in it: a guest's context, and the browser's token. */
async function bearer(slug: string) {
  await meAction(slug);
  const { ctx } = await guestCtx(slug);
  return { ctx, token: (await readPatientCookie(slug)) ?? "" };
}

const backTo = (slug: string, next: unknown): never => redirect(ownPath(slug, next) as Route);
const proofPage = (slug: string, next: unknown): never =>
  redirect(`/${slug}/me/proof?next=${encodeURIComponent(ownPath(slug, next))}` as Route);

export async function askKeyAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, token } = await bearer(slug);
    const asked = await askPatientPasskey(ctx, { token });
    await setPasskeyCookie(asked.token);
    return { ok: true, facts: { options: asked.options } };
  });
}

export async function proveByKeyAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ answer, next }) => {
    const { ctx, token } = await bearer(slug);
    await provePatientByPasskey(ctx, { token, challenge: await takePasskeyCookie(), answer: String(answer ?? "") });
    backTo(slug, next);
  });
}

export async function beginKeyAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, token } = await bearer(slug);
    const begun = await beginPatientPasskey(ctx, { token });
    await setPasskeyCookie(begun.token);
    return { ok: true, facts: { options: begun.options } };
  });
}

export async function addKeyAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ answer, next }) => {
    const { ctx, token } = await bearer(slug);
    const challenge = await takePasskeyCookie();
    const device = await askingDevice();
    await addPatientKey(ctx, { token, challenge, answer: String(answer ?? ""), device });
    backTo(slug, next);
  });
}

export async function beginAppAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ next }) => {
    const { ctx, token } = await bearer(slug);
    await beginPatientApp(ctx, { token });
    proofPage(slug, next);
  });
}

export async function proveByAppAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ code, next }) => {
    const { ctx, token } = await bearer(slug);
    await provePatientByApp(ctx, { token, code: String(code ?? "").slice(0, 40) });
    backTo(slug, next);
  });
}

export async function dropKeyAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async ({ passkey }) => {
    const { ctx, token } = await bearer(slug);
    await dropPatientKey(ctx, { token, key: String(passkey ?? "") });
    proofPage(slug, "");
  });
}

/** Ends this browser's session, so that a new code can be asked for. */
export async function newCodeAction(slug: string, _before: FormState, form: FormData): Promise<FormState> {
  return formAction(form, async () => {
    const { ctx, clinic } = await guestCtx(slug);
    const token = await readPatientCookie(slug);
    if (token) await endPatientSession(ctx, { token });
    await dropPatientCookie(clinic.slug);
    redirect(`/${clinic.slug}/me` as Route);
  });
}
