// A letter in its reader's language. What the clinic itself has written, names and places stay as they are.
import { languageOf, phoneLanguage, type Language } from "../languages/language.ts";
import { letterPhrases } from "../languages/phrases/letters.ts";
import { names } from "../languages/phrases/names.ts";
import { sayer } from "../languages/say-in.ts";
import type { Letter } from "./letter.ts";

const say = sayer({ ...names, ...letterPhrases });

/** The language whose dates stand in a letter. */
export const languageOfLetter = ({ clinic }: Letter): Language => languageOf(clinic.locale);

/** Said in the language whose dates stand in it. */
export function inTheirLanguage(letter: Letter): Letter {
  const language = languageOfLetter(letter);
  if (language === "en") return letter;
  const said = (text: string) => say(language, text);
  const labelled = (link: NonNullable<Letter["link"]>) => ({ ...link, label: said(link.label) });
  return {
    ...letter,
    subject: said(letter.subject),
    ...(letter.brief === undefined ? {} : { brief: say(phoneLanguage(language), letter.brief) }),
    paragraphs: letter.paragraphs.map(said),
    ...(letter.facts
      ? { facts: letter.facts.map((fact) => ({ ...fact, name: said(fact.name), value: said(fact.value) })) }
      : {}),
    ...(letter.link ? { link: labelled(letter.link) } : {}),
    ...(letter.otherLink ? { otherLink: labelled(letter.otherLink) } : {}),
    ...(letter.after ? { after: letter.after.map(said) } : {}),
  };
}

/** What stands around every letter, in its language. */
export const sayAround = (letter: Letter, text: string): string => say(languageOfLetter(letter), text);

const colons: Partial<Record<Language, string>> = { fr: "\u00a0:", "zh-Hans": "：", "zh-Hant": "：" };
export const colonOf = (letter: Letter): string => colons[languageOfLetter(letter)] ?? ":";

/** The end of a text message that nobody asked for. */
export const sayStop = (letter: Letter): string => say(phoneLanguage(languageOfLetter(letter)), "Text STOP to end.");
