// What a form carries about the wording it shows.
import { expect, test } from "vitest";
import { careVersion, wordingShown } from "../../../lib/intake/care-texts.ts";
import { readWording } from "../../../lib/intake/wording-input.ts";
import { languages } from "../../../lib/languages/language.ts";

test("what a form carries is read back, another wording for every language", () => {
  for (const language of languages)
    expect(readWording(wordingShown(language))).toEqual({ language, wording: careVersion(language) });
  expect(new Set(languages.map(careVersion)).size).toBe(languages.length);
});

test("what no form of ours carries is nothing", () => {
  for (const carried of [
    undefined,
    "",
    "fr",
    "de 0123456789ab",
    "fr 0123456789AB",
    "fr 0123",
    "fr 0123456789ab x",
    ["fr"],
  ])
    expect(readWording(carried)).toBeUndefined();
});
