import { describe, expect, it } from "vitest";
import { screenQuestions } from "../../../../../db/seed/rows/screen-questions.ts";
import { FOLLOW_UPS, SIGNS, isSign, tierOfSign } from "../../../../../lib/intake/signs.ts";

describe("the questions of the screen", () => {
  it("cover every sign, and no other", () => {
    expect(new Set(screenQuestions.flatMap((question) => question.signs))).toEqual(new Set(SIGNS));
  });
  it("are short enough to answer in a minute", () => {
    expect(screenQuestions.filter((question) => !question.when).length).toBeLessThanOrEqual(18);
    for (const question of screenQuestions) expect(question.text.split(" ").length).toBeLessThanOrEqual(30);
  });
  it("have an id of their own, and fill two pages", () => {
    expect(new Set(screenQuestions.map((question) => question.id)).size).toBe(screenQuestions.length);
    expect(new Set(screenQuestions.map((question) => question.page))).toEqual(new Set(["now", "background"]));
  });
  it("ask one more question on the four matters, right after them", () => {
    const followed = screenQuestions.flatMap((question) => (question.when ? [question.when.question] : []));
    expect(followed.toSorted()).toEqual([...FOLLOW_UPS].toSorted());
    for (const [index, question] of screenQuestions.entries()) {
      if (!question.when) continue;
      expect(screenQuestions[index - 1]?.id).toBe(question.when.question);
      expect(question.answers).toContain("unsure");
    }
  });
  it.each(screenQuestions)("$id says its tier rightly and offers no first", ({ answers, signs, tier }) => {
    expect(answers.slice(0, 2)).toEqual(["no", "yes"]);
    const tiers = signs.filter(isSign).map(tierOfSign).toSorted();
    expect(tiers[0]).toBe(tier);
  });
});
