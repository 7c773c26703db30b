import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { screenQuestions } from "../../../db/seed/rows/screen-questions.ts";
import { screenTier, signsOf } from "../../../lib/intake/screen.ts";
import type { ScreenTier } from "../../../lib/intake/screen.ts";
import { FOLLOW_UPS, SIGNS, tierOfSign } from "../../../lib/intake/signs.ts";

const allNo = Object.fromEntries(screenQuestions.map((question) => [question.id, "no"]));
const anySigns = fc.uniqueArray(fc.constantFrom(...SIGNS), { maxLength: 8 });
const weight: Record<ScreenTier, number> = { clear: 0, C: 1, B: 2, A: 3 };

describe("screenTier", () => {
  it("takes the highest tier of its signs", () => {
    fc.assert(
      fc.property(anySigns, (signs) => {
        const highest = Math.max(0, ...signs.map((sign) => weight[tierOfSign(sign)]));
        const together = signs.includes("new_headache_age_50") && signs.includes("vision_change");
        expect(weight[screenTier({ signs }).tier]).toBe(together ? 3 : highest);
      }),
    );
  });
  it("never falls when a sign is added, and lists every sign", () => {
    fc.assert(
      fc.property(anySigns, fc.constantFrom(...SIGNS), (signs, more) => {
        const before = screenTier({ signs });
        const after = screenTier({ signs: [...signs, more] });
        expect(weight[after.tier]).toBeGreaterThanOrEqual(weight[before.tier]);
        expect(new Set(after.reasons)).toEqual(new Set([...signs, more]));
      }),
    );
  });
  it("lets a clearance lower B alone", () => {
    const context = { medicallyCleared: true, clearanceNote: "seen at the clinic on Main Street" };
    fc.assert(
      fc.property(anySigns, fc.subarray([...FOLLOW_UPS]), (signs, unanswered) => {
        const plain = screenTier({ signs, unanswered });
        const cleared = screenTier({ signs, unanswered, context });
        expect(cleared.tier).toBe(plain.tier === "B" ? "C" : plain.tier);
        expect(cleared.reasons).toEqual(plain.reasons);
      }),
    );
  });
});

describe("signsOf", () => {
  it("finds all-no complete and safe", () => {
    const read = signsOf(screenQuestions, allNo);
    expect(read).toEqual({ signs: [], unanswered: [], missing: [] });
    expect(screenTier(read).tier).toBe("clear");
  });
  it("needs no answer to follow-ups that do not apply", () => {
    const topLevel = screenQuestions.filter((question) => !question.when);
    const answers = Object.fromEntries(topLevel.map((question) => [question.id, "no"]));
    expect(signsOf(screenQuestions, answers).missing).toEqual([]);
  });
  it("names each question without an answer of its list", () => {
    const { fever: _, ...rest } = allNo;
    expect(signsOf(screenQuestions, rest).missing).toEqual(["fever"]);
    expect(signsOf(screenQuestions, { ...allNo, fever: "perhaps" }).missing).toEqual(["fever"]);
    expect(signsOf(screenQuestions, { ...allNo, fever: "unsure" }).missing).toEqual(["fever"]);
    expect(signsOf(screenQuestions, {}).missing).toHaveLength(18);
  });
  it("ignores surplus answers", () => {
    expect(signsOf(screenQuestions, { ...allNo, mood: "yes", fever_with: "yes", trauma_with: "unsure" }).signs).toEqual(
      [],
    );
  });

  const followUps = screenQuestions.filter((question) => question.when);
  it.each(followUps)(
    "$id: no keeps the milder signs, yes takes their place, unsure stays open",
    ({ id, when, signs }) => {
      const parent = when?.question ?? "";
      const mild = screenQuestions.find((question) => question.id === parent)?.signs;
      const asked = { ...allNo, [parent]: "yes" };
      expect(signsOf(screenQuestions, { ...asked, [id]: "no" })).toEqual({ signs: mild, unanswered: [], missing: [] });
      expect(signsOf(screenQuestions, { ...asked, [id]: "yes" })).toEqual({ signs, unanswered: [], missing: [] });
      expect(signsOf(screenQuestions, { ...asked, [id]: "unsure" })).toEqual({
        signs: [],
        unanswered: [parent],
        missing: [],
      });
      expect(screenTier(signsOf(screenQuestions, { ...asked, [id]: "unsure" })).tier).toBe("A");
      expect(screenTier(signsOf(screenQuestions, { ...asked, [id]: "no" })).tier).toBe("B");
    },
  );
  it("counts a follow-up that was left out as open and as missing", () => {
    const rest = Object.fromEntries(Object.entries({ ...allNo, fever: "yes" }).filter(([id]) => id !== "fever_with"));
    expect(signsOf(screenQuestions, rest)).toEqual({ signs: [], unanswered: ["fever"], missing: ["fever_with"] });
  });
  it("takes a new headache from 50 on with changed sight for an emergency", () => {
    const read = signsOf(screenQuestions, {
      ...allNo,
      vision_change: "yes",
      vision_sudden: "no",
      new_headache_at_50: "yes",
    });
    expect(screenTier(read).tier).toBe("A");
  });
  it("refuses a question with a sign nobody knows", () => {
    const odd = [{ id: "odd", page: "now", text: "?", answers: ["no", "yes"], tier: "A", signs: ["odd"] }] as const;
    expect(() => signsOf(odd, { odd: "yes" })).toThrow(/unknown sign odd/);
  });
});
