// Says in another language what is written in English where it belongs: refusals, problems with a field, names a clinic starts with. What is not known stays as it is.
import { languages, type Language } from "./language.ts";
import { names } from "./phrases/names.ts";
import { refusals } from "./phrases/refusals.ts";

/** English with `{0}`, `{1}` for what stands in it, and the same in each other language, in the order of `languages`. */
export type Phrases = Record<string, readonly [fr: string, pa: string, zhHans: string, zhHant: string]>;

export const phrases: Phrases = { ...names, ...refusals };

type Say = (language: Language, english: string) => string;

const escaped = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);

/** What stands in a phrase is said in the language too, where it is one of them. */
export function sayer(known: Phrases): Say {
  const patterns = Object.entries(known)
    .filter(([english]) => english.includes("{0}"))
    // "… is cancelled" before the same without it.
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([english, said]) => ({ pattern: new RegExp(`^${escaped(english).replaceAll(/\{\d\}/g, "(.+?)")}$`), said }));
  const say: Say = (language, english) => {
    const column = languages.indexOf(language) - 1;
    if (column < 0) return english;
    const whole = known[english]?.[column];
    if (whole !== undefined) return whole;
    for (const { pattern, said } of patterns) {
      const found = pattern.exec(english);
      if (found) return said[column]!.replaceAll(/\{(\d)\}/g, (_, at: string) => say(language, found[Number(at) + 1]!));
    }
    return english;
  };
  return say;
}

export const sayIn = sayer(phrases);
