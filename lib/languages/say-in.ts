// Says in another language what is written in English where it belongs: refusals, problems with a field, names a clinic starts with. What is not known stays as it is.
import { languages, type Language } from "./language.ts";
import { names } from "./phrases/names.ts";
import { refusals } from "./phrases/refusals.ts";

/** English with `{0}`, `{1}` for what stands in it, and the same in each other language, in the order of `languages`. */
export type Phrases = Record<string, readonly [fr: string, pa: string, zhHans: string, zhHant: string]>;

export const phrases: Phrases = { ...names, ...refusals };

const escaped = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);

const patterns = Object.entries(phrases)
  .filter(([english]) => english.includes("{0}"))
  .map(([english, said]) => ({ pattern: new RegExp(`^${escaped(english).replaceAll(/\{\d\}/g, "(.+?)")}$`), said }));

export function sayIn(language: Language, english: string): string {
  const column = languages.indexOf(language) - 1;
  if (column < 0) return english;
  const whole = phrases[english]?.[column];
  if (whole !== undefined) return whole;
  for (const { pattern, said } of patterns) {
    const found = pattern.exec(english);
    if (found) return said[column]!.replaceAll(/\{(\d)\}/g, (_, at: string) => sayIn(language, found[Number(at) + 1]!));
  }
  return english;
}
