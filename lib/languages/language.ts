// The languages that patients can choose, each with its own name, the direction it is written in, and how it writes dates and money.

export const languages = ["en", "fr", "pa", "zh-Hans", "zh-Hant"] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (value: unknown): value is Language => languages.some((one) => one === value);

/** Each as its own readers call it. */
export const ownNames: Record<Language, string> = {
  en: "English",
  fr: "Français",
  pa: "ਪੰਜਾਬੀ",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
};

const rightToLeft = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"]);

/** Which way a language is written, by its script; for any tag, so that one more language needs no change here. */
export const directionOf = (tag: string): "ltr" | "rtl" =>
  rightToLeft.has(new Intl.Locale(tag).maximize().script ?? "") ? "rtl" : "ltr";

const locales: Record<Exclude<Language, "en">, string> = {
  fr: "fr-CA",
  pa: "pa-Guru-CA",
  "zh-Hans": "zh-Hans-CA",
  "zh-Hant": "zh-Hant-CA",
};

/** How dates and money are written: in English as the clinic itself does. */
export const localeOf = (language: Language, clinicLocale: string): string =>
  language === "en" ? (clinicLocale.startsWith("en") ? clinicLocale : "en-CA") : locales[language];

/** The language of a locale that {@link localeOf} gave. */
export const languageOf = (locale: string): Language =>
  languages.find((language) => language !== "en" && locales[language] === locale) ?? "en";

/** For text messages: in other scripts they take three times the room, so those are said in English. */
export const phoneLanguage = (language: Language): Language => (language === "fr" ? "fr" : "en");
