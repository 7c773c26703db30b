// Every question and every word that follows from the answers is there in each language, and a changed text is another version.
import { describe, expect, test } from "vitest";
import { screenQuestions } from "../../../db/seed/rows/screen-questions.ts";
import { careTexts, careVersion, sayCare } from "../../../lib/intake/care-texts.ts";
import { CARE_LINES, screenText } from "../../../lib/intake/screen-text.ts";
import { languages } from "../../../lib/languages/language.ts";

const others = languages.filter((one) => one !== "en");
const shown = [
  ...screenQuestions.map(({ text }) => text),
  ...Object.values(CARE_LINES).flatMap((lines) => [
    `If this is an emergency, call ${lines.emergency} now.`,
    ...(["A", "B"] as const).flatMap((tier) => {
      const { title, body, notice } = screenText(tier, lines);
      return [title, body, notice];
    }),
    screenText("C", lines).body,
  ]),
];

describe.each(others)("in %s", (language) => {
  test("everything is said, with the numbers to call", () => {
    expect(shown.filter((text) => sayCare(language, text) === text)).toEqual([]);
    for (const lines of Object.values(CARE_LINES)) {
      const said = sayCare(language, screenText("B", lines).body);
      for (const number of [lines.emergency, lines.nurseLine, lines.nurseLineText]) expect(said).toContain(number);
      expect(sayCare(language, screenText("A", lines).body)).toContain(lines.emergency);
    }
  });

  test("all of it is what an approval is about", () => {
    const read = careTexts(language, CARE_LINES["CA-BC"]);
    expect(read.filter(({ english, said }) => said === english || !said.trim())).toEqual([]);
    for (const { text } of screenQuestions) expect(read.map(({ english }) => english)).toContain(text);
  });
});

test("each wording has a version of its own", () => {
  expect(new Set(others.map(careVersion)).size).toBe(others.length);
});
