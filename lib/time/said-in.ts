// What each language puts between a day and a time, and how it says whose clock is meant.
import type { Language } from "../languages/language.ts";

export const joints: Record<Language, string> = {
  en: " at ",
  fr: " à ",
  pa: ", ",
  "zh-Hans": " ",
  "zh-Hant": " ",
};

export const zoneIn: Record<Language, (city: string) => string> = {
  en: (city) => `${city} time`,
  fr: (city) => (/^[AEIOUÉÈ]/.test(city) ? `heure d’${city}` : `heure de ${city}`),
  pa: (city) => `${city} ਦੇ ਸਮੇਂ`,
  "zh-Hans": (city) => `${city}时间`,
  "zh-Hant": (city) => `${city}時間`,
};

const cities: Partial<Record<Language, Record<string, string>>> = {
  fr: { Montreal: "Montréal", "St Johns": "Saint-Jean" },
  pa: {
    Vancouver: "ਵੈਨਕੂਵਰ",
    Toronto: "ਟੋਰਾਂਟੋ",
    Edmonton: "ਐਡਮਿੰਟਨ",
    Winnipeg: "ਵਿਨੀਪੈਗ",
    Regina: "ਰਜਾਈਨਾ",
    Halifax: "ਹੈਲੀਫੈਕਸ",
  },
  "zh-Hans": {
    Vancouver: "温哥华",
    Toronto: "多伦多",
    Edmonton: "埃德蒙顿",
    Winnipeg: "温尼伯",
    Regina: "里贾纳",
    Halifax: "哈利法克斯",
    Montreal: "蒙特利尔",
  },
  "zh-Hant": {
    Vancouver: "溫哥華",
    Toronto: "多倫多",
    Edmonton: "愛民頓",
    Winnipeg: "溫尼伯",
    Regina: "里賈納",
    Halifax: "哈利法克斯",
    Montreal: "蒙特利爾",
  },
};

/** The city as the language writes it, else as it is. */
export const cityIn = (language: Language, city: string): string => cities[language]?.[city] ?? city;
