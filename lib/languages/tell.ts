// How a view is handed the language of its page: it writes its texts in English, and what it is handed says them.

/** Says an English text in the page's language. */
export type Tell = (english: string) => string;

/** For pages that are in English alone. */
export const asWritten: Tell = (english) => english;

/** The same keys, in whatever language. */
export type Told<W> = { readonly [K in keyof W]: W[K] extends string ? string : Told<W[K]> };

/** Each of the words of a form said, under the same keys. */
export const tellAll = <W extends object>(t: Tell, words: W): Told<W> =>
  Object.fromEntries(
    Object.entries(words).map(([key, word]) => [key, typeof word === "string" ? t(word) : tellAll(t, word as object)]),
  ) as Told<W>;
