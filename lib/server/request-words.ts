// What next-intl asks for each request: the language, and its words. They stay on the server; no page ships them to a browser.
import { getRequestConfig } from "next-intl/server";
import { wordsOf } from "../languages/words.ts";
import type { en } from "../languages/words/en.ts";
import { spokenLanguage } from "./language.ts";

export default getRequestConfig(async ({ locale: named }) => {
  // A text that is kept in another language than its page names it.
  const locale = named ?? (await spokenLanguage());
  // Keys and placeholders are those of English; a unit test sees to it.
  return { locale, messages: wordsOf(locale) as typeof en };
});
