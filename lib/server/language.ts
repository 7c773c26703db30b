// The language of the page that is being made, as the proxy has settled it.
import "server-only";
import { headers } from "next/headers";
import type { Ctx } from "../context/context.ts";
import { mayShowCare } from "../intake/care-texts.ts";
import { isLanguage, languages, ownNames, type Language } from "../languages/language.ts";
import { sayOwn } from "../languages/say-in.ts";
import { spokenHeader, wishedHeader } from "../languages/spoken.ts";
import type { Tell } from "../languages/tell.ts";
import { wordsOf, type Words } from "../languages/words.ts";

async function from(header: string): Promise<Language> {
  const value = (await headers()).get(header);
  return isLanguage(value) ? value : "en";
}

export const spokenLanguage = (): Promise<Language> => from(spokenHeader);

export const wishedLanguage = (): Promise<Language> => from(wishedHeader);

/** All words of the page's language, to hand plain ones on to forms; sentences with something in them go through `getTranslations`. */
export const pageWords = async (): Promise<Words> => wordsOf(await spokenLanguage());

/** Says the texts of patients' own pages in the page's language. */
export async function ownTell(): Promise<Tell> {
  const language = await spokenLanguage();
  return (english) => sayOwn(language, english);
}

/** The language of texts about health and of consents: English until a named person of the clinic has approved another. */
export async function careLanguage(ctx: Ctx): Promise<Language> {
  const spoken = await spokenLanguage();
  return (await mayShowCare(ctx, spoken)) ? spoken : "en";
}

/** For the switch. */
export const languageChoices = (wished: Language) =>
  languages.map((language) => ({ language, name: ownNames[language], chosen: language === wished }));
