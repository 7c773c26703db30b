// Says in another language what is written in English where it belongs: refusals, problems with a field, names a clinic starts with. What is not known stays as it is.
import { languages, type Language } from "./language.ts";
import { names } from "./phrases/names.ts";
import { checkIns } from "./phrases/own/check-ins.ts";
import { days } from "./phrases/own/days.ts";
import { giftCards } from "./phrases/own/gift-cards.ts";
import { memberships } from "./phrases/own/memberships.ts";
import { messages } from "./phrases/own/messages.ts";
import { money } from "./phrases/own/money.ts";
import { own } from "./phrases/own/own.ts";
import { plans } from "./phrases/own/plans.ts";
import { reasons } from "./phrases/own/reasons.ts";
import { ownRefusals } from "./phrases/own/refusals.ts";
import { refusals } from "./phrases/refusals.ts";

/** English with `{0}`, `{1}` for what stands in it, and the same in each other language, in the order of `languages`. */
export type Phrases = Record<string, readonly [fr: string, pa: string, zhHans: string, zhHant: string]>;

/** What patients' own pages say, which are in English and French. */
export type French = Readonly<Record<string, string>>;

type Known = Readonly<Record<string, readonly string[]>>;

export const inFrench = (texts: French): Known =>
  Object.fromEntries(Object.entries(texts).map(([english, said]) => [english, [said]]));

type Say = (language: Language, english: string) => string;

export const phrases: Phrases = { ...names, ...refusals };

const escaped = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);

const spoken = (english: string) => english.replaceAll(/\{\d\}/g, "").length;

/**
 * What stands in a phrase is said in the language too, where it is one of them. A phrase with fewer letters of its own than `figuresBelow`
 * begins with a figure, or half of what a clinic has named would be one.
 */
export function sayer(known: Known, figuresBelow = 0): Say {
  const patterns = Object.entries(known)
    .filter(([english]) => english.includes("{0}"))
    // "… is cancelled" before the same without it.
    .toSorted(([a], [b]) => spoken(b) - spoken(a))
    .map(([english, said]) => {
      const first = spoken(english) < figuresBelow ? String.raw`(.*?\d.*?)` : "(.+?)";
      const text = escaped(english)
        .replace("{0}", first)
        .replaceAll(/\{\d\}/g, "(.+?)");
      return { pattern: new RegExp(`^${text}$`), said };
    });
  const say: Say = (language, english) => {
    const column = languages.indexOf(language) - 1;
    if (column < 0) return english;
    const whole = known[english]?.[column];
    if (whole !== undefined) return whole;
    for (const { pattern, said } of patterns) {
      const [text, found] = [said[column], pattern.exec(english)];
      if (text === undefined || !found) continue;
      const filled = text.replaceAll(/\{(\d)\}/g, (_, at: string) => say(language, found[Number(at) + 1]!));
      // The dot of a shortened month ends the sentence, too.
      return filled.replaceAll(/(?<!\.)\.\.(?!\.)/g, ".");
    }
    return english;
  };
  return say;
}

const refused: Known = { ...phrases, ...inFrench(ownRefusals) };

export const sayIn = sayer(refused);

export const ownTexts: French = {
  ...own,
  ...checkIns,
  ...messages,
  ...plans,
  ...money,
  ...memberships,
  ...giftCards,
  ...reasons,
  ...days,
};

/** Says a text of patients' own pages. */
export const sayOwn = sayer({ ...refused, ...inFrench(ownTexts) }, 9);
