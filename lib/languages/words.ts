// The words of each language under the same keys; a key that is missing in one of them does not compile.
import type { Language } from "./language.ts";
import { en } from "./words/en.ts";
import { fr } from "./words/fr.ts";
import { pa } from "./words/pa.ts";
import { zhHans } from "./words/zh-hans.ts";
import { zhHant } from "./words/zh-hant.ts";

/** The same keys, whatever they say. */
export type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

export type Words = Same<typeof en>;

declare module "use-intl" {
  interface AppConfig {
    Locale: Language;
    /** The English texts themselves, so that a sentence is not said without what stands in it. */
    Messages: typeof en;
  }
}

const all: Record<Language, Words> = { en, fr, pa, "zh-Hans": zhHans, "zh-Hant": zhHant };

export const wordsOf = (language: Language): Words => all[language];
