// Every language says everything English says, with the same things standing in it.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { directionOf, languageOf, languages, localeOf } from "../../../lib/languages/language.ts";
import { phrases, sayIn } from "../../../lib/languages/say-in.ts";
import { wordsOf } from "../../../lib/languages/words.ts";
import { disciplines, serviceWords } from "../../../db/seed/rows/disciplines.ts";

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, above = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${above}${key}`, value]] : leaves(value, `${above}${key}.`),
  );
}

/** Names of what stands in a sentence, and of its tags. */
const placeholders = (text: string) =>
  [
    ...new Set([...text.matchAll(/\{(\w+)[,}]/g), ...text.matchAll(/<(\w+)>/g)].map(([, name]) => String(name))),
  ].toSorted();

const others = languages.filter((language) => language !== "en");
const english = leaves(wordsOf("en"));

describe.each(others)("words in %s", (language) => {
  const said = new Map(leaves(wordsOf(language)));

  test("are there under each key, and under no other", () => {
    expect([...said.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted());
  });

  test("hold what the English ones hold", () => {
    const wrong = english.filter(
      ([key, text]) => String(placeholders(said.get(key)!)) !== String(placeholders(text)) || !said.get(key)!.trim(),
    );
    expect(wrong).toEqual([]);
  });

  test("can all be said, in every number", () => {
    const failed: string[] = [];
    const t = createTranslator({
      locale: language,
      messages: wordsOf(language) as Tree,
      onError: (error) => failed.push(error.message),
    }) as unknown as { markup(key: string, values: object): string };
    for (const [key, text] of said) {
      for (const number of [0, 1, 2, 5, 21]) {
        const values = Object.fromEntries(placeholders(text).map((name) => [name, number]));
        t.markup(key, { ...values, again: (inner: string) => inner });
      }
    }
    expect(failed).toEqual([]);
  });

  test("are in its own script", () => {
    const script = { fr: /\p{Script=Latin}/u, pa: /\p{Script=Gurmukhi}/u }[language as string] ?? /\p{Script=Han}/u;
    const plain = (text: string) => text.replaceAll(/\{[^{}]*\}/g, "");
    const foreign = [...said].filter(([, text]) => /\p{L}/u.test(plain(text)) && !script.test(text));
    expect(foreign).toEqual([]);
  });
});

describe("phrases", () => {
  test("hold in each language what stands in them", () => {
    const wrong = Object.entries(phrases).filter(([, said]) => said.some((text) => !text.trim()));
    expect(wrong).toEqual([]);
    const holes = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).toSorted();
    const lost = Object.entries(phrases).filter(
      ([key, said]) =>
        key !== "We could not find this {0}." && said.some((text) => `${holes(text)}` !== `${holes(key)}`),
    );
    expect(lost).toEqual([]);
  });

  test("know every name a clinic starts with", () => {
    const named = disciplines.flatMap((one) => [
      one.name,
      one.title,
      ...one.services.map((service) => serviceWords(one, service).name),
    ]);
    for (const language of others)
      // The same word in French.
      expect(
        named.filter(
          (name) =>
            sayIn(language, name) === name &&
            name !== "Acupuncture" &&
            !(language === "fr" && name.startsWith("Acupuncture,")),
        ),
      ).toEqual([]);
    expect(sayIn("pa", "Massage therapy, 45 minutes")).toBe("ਮਸਾਜ ਥੈਰੇਪੀ, 45 ਮਿੰਟ");
    expect(
      sayIn(
        "fr",
        "Many bookings came from this network just now. Please wait 12 minutes, then go on. Nothing is lost.",
      ),
    ).toContain("12 minutes,");
    expect(sayIn("zh-Hans", "A service of the clinic's own")).toBe("A service of the clinic's own");
  });

  test("know every refusal that a booking online meets", () => {
    const root = path.resolve(import.meta.dirname, "../../..");
    const files = [
      ...readdirSync(path.join(root, "app/[clinic]/book"), { recursive: true, encoding: "utf8" }).map(
        (file) => `app/[clinic]/book/${file}`,
      ),
      "app/[clinic]/booking/[token]/actions.ts",
      ...[
        "hold-slot",
        "book-appointment",
        "confirm-held",
        "confirm-coming",
        "screen-gate",
        "booking-terms",
        "reschedule-appointment",
        "cancel-appointment",
      ].map((name) => `lib/booking/${name}.ts`),
      ...["cancel-booking", "open-checkout", "pay-at-clinic", "keep-card"].map((name) => `lib/payments/${name}.ts`),
      "lib/patients/patient-input.ts",
      "lib/context/again.ts",
    ].filter((file) => file.endsWith(".ts"));
    const said = files.flatMap((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      return [
        ...text.matchAll(/new Refusal\(\s*"\w+",\s*"([^"]+)"/g),
        ...text.matchAll(/message: "([A-Z][^"]+)"/g),
        ...text.matchAll(/\.(?:min|email|refine)\([^)]*"([A-Z][^"]+\.)"/g),
      ].map(([, sentence]) => sentence!);
    });
    expect(said.length).toBeGreaterThan(15);
    const forStaff = /^(Say why|Choose one time|Choose a time|This time was booked already)/;
    expect(
      [...new Set(said)].filter((sentence) => !forStaff.test(sentence) && sayIn("pa", sentence) === sentence),
    ).toEqual([]);
  });
});

describe("a language", () => {
  test("writes dates and money in its own way, and is known again by it", () => {
    for (const language of languages) expect(languageOf(localeOf(language, "en-CA"))).toBe(language);
    expect(localeOf("en", "en-GB")).toBe("en-GB");
    expect(localeOf("en", "de-DE")).toBe("en-CA");
  });

  test("is written from the side of its script", () => {
    expect(languages.map(directionOf)).toEqual(languages.map(() => "ltr"));
    expect(["ar", "fa", "ur", "he", "pa-Arab"].map(directionOf)).toEqual(["rtl", "rtl", "rtl", "rtl", "rtl"]);
  });
});
