// The cookies of a patient's browser (the draft of what was typed, the key a code is tied to, the opened door to their own plan), and that of a sign-in on its way. Values are random, kept hashed.
import "server-only";
import { cookies } from "next/headers";
import { env } from "../env.ts";

const options = (slug: string, maxAge: number) => ({
  httpOnly: true,
  sameSite: "lax" as const,
  secure: env().PUBLIC_URL.startsWith("https:"),
  path: `/${slug}`,
  maxAge,
});

const dayInSeconds = 24 * 3600;

export const readDraftCookie = async (slug: string): Promise<string | null> =>
  (await cookies()).get(`taper-draft-${slug}`)?.value ?? null;

/** Only in actions and routes: a page cannot set cookies. */
export async function setDraftCookie(slug: string, token: string): Promise<void> {
  (await cookies()).set(`taper-draft-${slug}`, token, options(slug, dayInSeconds));
}

export async function dropDraftCookie(slug: string): Promise<void> {
  (await cookies()).set(`taper-draft-${slug}`, "", options(slug, 0));
}

export const readPatientCookie = async (slug: string): Promise<string | null> =>
  (await cookies()).get(`taper-patient-${slug}`)?.value ?? null;

export async function setPatientCookie(slug: string, token: string): Promise<void> {
  (await cookies()).set(`taper-patient-${slug}`, token, options(slug, 30 * dayInSeconds));
}

export async function dropPatientCookie(slug: string): Promise<void> {
  (await cookies()).set(`taper-patient-${slug}`, "", options(slug, 0));
}

/** Ties a one-time code to the browser that asked for it. */
export const readBrowserKey = async (slug: string): Promise<string | null> =>
  (await cookies()).get(`taper-browser-${slug}`)?.value ?? null;

export async function setBrowserKey(slug: string, key: string): Promise<void> {
  (await cookies()).set(`taper-browser-${slug}`, key, options(slug, 3600));
}

const proofName = "taper-sign-in";
const proofOptions = (maxAge: number) => ({ ...options("sign-in", maxAge), sameSite: "strict" as const });

/** A sign-in whose password was right and that waits for its code. */
export const readProofCookie = async (): Promise<string | null> => (await cookies()).get(proofName)?.value ?? null;

export async function setProofCookie(token: string): Promise<void> {
  (await cookies()).set(proofName, token, proofOptions(600));
}

export async function dropProofCookie(): Promise<void> {
  (await cookies()).set(proofName, "", proofOptions(0));
}

const roundName = "taper-provider";
// Not strict: the answer comes from the provider's site.
const roundOptions = (maxAge: number) => options("sign-in/with", maxAge);

/** A sign-in on its way through the clinic's own provider, sealed. */
export async function setRoundCookie(sealed: string): Promise<void> {
  (await cookies()).set(roundName, sealed, roundOptions(600));
}

/** Spent with the first answer, whatever comes of it. */
export async function takeRoundCookie(): Promise<string> {
  const jar = await cookies();
  const sealed = jar.get(roundName)?.value ?? "";
  jar.set(roundName, "", roundOptions(0));
  return sealed;
}

const passkeyName = "taper-passkey";
const passkeyOptions = (maxAge: number) => ({ ...options("", maxAge), sameSite: "strict" as const });

/** Ties a device's answer to the browser that was asked; spent with the first answer. */
export async function takePasskeyCookie(): Promise<string> {
  const jar = await cookies();
  const token = jar.get(passkeyName)?.value ?? "";
  jar.set(passkeyName, "", passkeyOptions(0));
  return token;
}

export async function setPasskeyCookie(token: string): Promise<void> {
  (await cookies()).set(passkeyName, token, passkeyOptions(300));
}
