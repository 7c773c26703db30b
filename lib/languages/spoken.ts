// Which language somebody wishes for, and which one an address answers in: what is not translated stays whole, in English.
import { isLanguage, type Language } from "./language.ts";

export type Spoken = {
  /** What the reader chose, or their browser asks for. */
  wished: Language;
  /** What the page is written in. */
  spoken: Language;
};

/** Headers that the proxy sets on each request, whatever a visitor sent under these names. */
export const spokenHeader = "x-taper-language";
export const wishedHeader = "x-taper-language-wished";

export const languageCookie = "taper-language";
/** The first counts: browsers send the cookie of a longer path first, a tablet's before the reader's own. */
const kept = /(?:^|;\s*)(?:__(?:Host|Secure)-)?taper-language=([\w-]+)/;

const traditional = /-(hant|tw|hk|mo)\b/i;
const simplified = /-hans\b/i;

/** One of ours for a tag of a browser, or null. Chinese without a script is Simplified, except where people write Traditional. */
export function nearest(tag: string): Language | null {
  const [main = ""] = tag.toLowerCase().split("-");
  if (main === "zh" || main === "yue")
    return !simplified.test(tag) && (traditional.test(tag) || main === "yue") ? "zh-Hant" : "zh-Hans";
  return isLanguage(main) ? main : null;
}

/** The first of ours in an `Accept-Language` header, in the order of its weights. */
export function accepted(header: string | null): Language | null {
  const tags = (header ?? "")
    .slice(0, 300)
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part.trim().split(";");
      const weight = Number(/^\s*q=([\d.]+)/.exec(rest.join(";"))?.[1] ?? 1);
      return { tag, weight };
    })
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { tag } of tags) {
    const found = nearest(tag);
    if (found) return found;
  }
  return null;
}

/** Where staff work, and what is not for patients: in English. */
const forStaff = /^\/(desk|owner|account|sign-in|join|start)(\/|$)/;
/** A clinic's own page, the steps of booking, and a booking: in every language. */
const journey = /^\/[^/]+(\/(book|booking)(\/.*)?)?\/?$/;

/** A tablet in a patient's hands: its cookie says in which language the form is written that was opened. */
const handed = /^\/tablet\/[^/]+\/?$/;

/** Patients' own pages, between visits, and those of gift cards: in French too. */
const own = /^\/[^/]+\/(me|messages|plan|next|offer|pay|gift-cards)(\/.*)?$/;

function isWritten(language: Language, path: string): boolean {
  if (language === "en") return true;
  if (path === "/" || forStaff.test(path)) return false;
  return journey.test(path) || handed.test(path) || (language === "fr" && own.test(path));
}

export function languageFor(asked: { path: string; chosen?: string | undefined; accepts: string | null }): Spoken {
  const wished = isLanguage(asked.chosen) ? asked.chosen : (accepted(asked.accepts) ?? "en");
  return { wished, spoken: isWritten(wished, asked.path) ? wished : "en" };
}

/** Writes into a request's headers which language its page answers in, in place of whatever a visitor sent under these names. */
export function setLanguage(headers: Headers, path: string): void {
  const chosen = kept.exec(headers.get("cookie") ?? "")?.[1];
  const { wished, spoken } = languageFor({ path, chosen, accepts: headers.get("accept-language") });
  headers.set(wishedHeader, wished);
  headers.set(spokenHeader, spoken);
}
