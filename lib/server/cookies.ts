// The cookies of a patient's browser (the draft of what was typed, the key a code is tied to, the opened door to their own plan), and that of a sign-in on its way. Values are random, kept hashed; only the chosen language is readable.
import "server-only";
import { cookies } from "next/headers";
import { env } from "../env.ts";
import type { Language } from "../languages/language.ts";
import { languageCookie } from "../languages/spoken.ts";
import { longestDays } from "../staff/session-life.ts";
import { newToken } from "../tokens.ts";
import { cookieName } from "./cookie-name.ts";

type Life = { maxAge: number; sameSite?: "lax" | "strict" };

/** One cookie at one path: its name, and what it is set with. */
function cookieAt(bare: string, path: string) {
  const https = env().PUBLIC_URL.startsWith("https:");
  const name = cookieName(bare, { https, path });
  const set = async (value: string, { maxAge, sameSite = "lax" }: Life): Promise<void> => {
    (await cookies()).set(name, value, { httpOnly: true, sameSite, secure: https, path, maxAge });
  };
  return {
    read: async (): Promise<string | null> => (await cookies()).get(name)?.value ?? null,
    set,
    drop: () => set("", { maxAge: 0 }),
  };
}

const dayInSeconds = 24 * 3600;

const draftOf = (slug: string) => cookieAt(`taper-draft-${slug}`, `/${slug}`);
const patientOf = (slug: string) => cookieAt(`taper-patient-${slug}`, `/${slug}`);
const browserOf = (slug: string) => cookieAt(`taper-browser-${slug}`, `/${slug}`);
const tabletOf = (slug: string) => cookieAt(`taper-tablet-${slug}`, `/tablet/${slug}`);
const proof = () => cookieAt("taper-sign-in", "/sign-in");
const round = () => cookieAt("taper-provider", "/sign-in/with");
const passkey = () => cookieAt("taper-passkey", "/");
const desk = () => cookieAt("taper-desk", "/");
const language = () => cookieAt(languageCookie, "/");
const tabletLanguageOf = (slug: string) => cookieAt(languageCookie, `/tablet/${slug}`);

export const readDraftCookie = (slug: string): Promise<string | null> => draftOf(slug).read();

/** Only in actions and routes: a page cannot set cookies. */
export const setDraftCookie = (slug: string, token: string): Promise<void> =>
  draftOf(slug).set(token, { maxAge: dayInSeconds });

export const dropDraftCookie = (slug: string): Promise<void> => draftOf(slug).drop();

export const readPatientCookie = (slug: string): Promise<string | null> => patientOf(slug).read();

export const setPatientCookie = (slug: string, token: string): Promise<void> =>
  patientOf(slug).set(token, { maxAge: 30 * dayInSeconds });

export const dropPatientCookie = (slug: string): Promise<void> => patientOf(slug).drop();

/** Ties a one-time code to the browser that asked for it. */
export const readBrowserKey = (slug: string): Promise<string | null> => browserOf(slug).read();

export const setBrowserKey = (slug: string, key: string): Promise<void> => browserOf(slug).set(key, { maxAge: 3600 });

/** The form that the desk opened on this device. */
export const readTabletCookie = (slug: string): Promise<string | null> => tabletOf(slug).read();

export const setTabletCookie = (slug: string, token: string): Promise<void> =>
  tabletOf(slug).set(token, { maxAge: 3600, sameSite: "strict" });

export const dropTabletCookie = (slug: string): Promise<void> => tabletOf(slug).drop();

/** The language of its page: of the form, and of the thanks for it. */
export const setTabletLanguage = (slug: string, language: Language): Promise<void> =>
  tabletLanguageOf(slug).set(language, { maxAge: 3600, sameSite: "strict" });

export const dropTabletLanguage = (slug: string): Promise<void> => tabletLanguageOf(slug).drop();

/** A sign-in whose password was right and that waits for its code. */
export const readProofCookie = (): Promise<string | null> => proof().read();

export const setProofCookie = (token: string): Promise<void> => proof().set(token, { maxAge: 600, sameSite: "strict" });

export const dropProofCookie = (): Promise<void> => proof().drop();

/** A sign-in on its way through the clinic's own provider, sealed. Not strict: the answer comes from the provider's site. */
export const setRoundCookie = (sealed: string): Promise<void> => round().set(sealed, { maxAge: 600 });

/** Spent with the first answer, whatever comes of it. */
export const takeRoundCookie = (): Promise<string> => take(round());

/** Ties a device's answer to the browser that was asked; spent with the first answer. */
export const takePasskeyCookie = (): Promise<string> => take(passkey());

export const setPasskeyCookie = (token: string): Promise<void> =>
  passkey().set(token, { maxAge: 300, sameSite: "strict" });

/** Names this browser, so that people who share it can take over from one another. */
export const readDeskToken = (): Promise<string | null> => desk().read();

/** The same, made when there is none; only in actions and routes. */
export async function ownDeskToken(): Promise<string> {
  const token = (await desk().read()) || newToken();
  await desk().set(token, { maxAge: longestDays * dayInSeconds, sameSite: "strict" });
  return token;
}
/** The language a reader chose; the proxy reads it. */
export const setLanguageCookie = (chosen: Language): Promise<void> =>
  language().set(chosen, { maxAge: 365 * dayInSeconds });

async function take(cookie: ReturnType<typeof cookieAt>): Promise<string> {
  const value = (await cookie.read()) ?? "";
  await cookie.drop();
  return value;
}
