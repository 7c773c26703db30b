/** The red-flag screen: from answers to signs, and from signs to what may be booked. */

import type { ScreenQuestion } from "../../db/seed/rows/screen-questions.ts";
import { isFollowUp, isSign, tierOfSign } from "./signs.ts";
import type { FollowUp, Sign } from "./signs.ts";

export type ScreenTier = "A" | "B" | "C" | "clear";
export type ScreenAction = "emergency" | "medical_first" | "assessment_only" | "book";

export type ScreenFacts = {
  signs: readonly Sign[];
  /** Matters whose one more question has no clear answer. */
  unanswered?: readonly FollowUp[];
  /** A doctor's clearance lowers B to C, but only with a note that says what was cleared; it never lowers A. */
  context?: { medicallyCleared?: boolean; clearanceNote?: string };
};

export type ScreenResult = { tier: ScreenTier; reasons: (Sign | FollowUp)[]; action: ScreenAction };

export const ACTION_OF_TIER: Record<ScreenTier, ScreenAction> = {
  A: "emergency",
  B: "medical_first",
  C: "assessment_only",
  clear: "book",
};

function tierOf({ signs, unanswered = [], context }: ScreenFacts): ScreenTier {
  const tiers = new Set(signs.map(tierOfSign));
  // Giant cell arteritis threatens sight: a new headache from 50 on with changed vision does not wait.
  const threatensSight = signs.includes("new_headache_age_50") && signs.includes("vision_change");
  if (tiers.has("A") || unanswered.length > 0 || threatensSight) return "A";
  if (tiers.has("B")) {
    const cleared = context?.medicallyCleared === true && (context.clearanceNote ?? "").trim() !== "";
    return cleared ? "C" : "B";
  }
  return tiers.has("C") ? "C" : "clear";
}

/** The highest tier among the signs, every sign as a reason, and what follows. Source: three-tier routing after SNNOOP10 (2019). */
export function screenTier(facts: ScreenFacts): ScreenResult {
  const tier = tierOf(facts);
  return { tier, reasons: [...new Set([...facts.signs, ...(facts.unanswered ?? [])])], action: ACTION_OF_TIER[tier] };
}

export type AnsweredScreen = {
  signs: Sign[];
  unanswered: FollowUp[];
  /** Ids of questions that apply and have no answer of their list: the screen is incomplete. */
  missing: string[];
};

/**
 * Reads answers (question id → answer) against the questions. Answers to questions that do not apply or do not exist are
 * ignored. A follow-up left open, or answered "unsure", puts its matter among `unanswered`.
 * Throws `Error` when a question names a sign this vocabulary does not hold.
 */
export function signsOf(
  questions: readonly ScreenQuestion[],
  answers: Readonly<Record<string, string>>,
): AnsweredScreen {
  const answerTo = (question: ScreenQuestion) => {
    const given = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return question.answers.find((answer) => answer === given);
  };
  const byId = new Map(questions.map((question) => [question.id, question]));
  const applies = (question: ScreenQuestion): boolean => {
    if (!question.when) return true;
    const parent = byId.get(question.when.question);
    return parent !== undefined && applies(parent) && answerTo(parent) === question.when.answer;
  };

  const signs = new Set<string>();
  const unanswered = new Set<FollowUp>();
  const missing: string[] = [];
  const asked = questions.filter(applies);
  for (const question of asked) {
    const answer = answerTo(question);
    if (answer === undefined) missing.push(question.id);
    if (answer === "yes") {
      // Until its follow-up says no, a matter is not known to be the milder thing its own signs describe.
      const followUps = asked.filter((other) => other.when?.question === question.id);
      if (followUps.every((other) => answerTo(other) === "no")) question.signs.forEach((sign) => signs.add(sign));
    } else if (answer !== "no" && question.when) {
      if (!isFollowUp(question.when.question))
        throw new Error(`screen question ${question.id} follows no known matter`);
      unanswered.add(question.when.question);
    }
  }
  const unknown = [...signs].find((sign) => !isSign(sign));
  if (unknown !== undefined) throw new Error(`a screen question names the unknown sign ${unknown}`);
  return { signs: [...signs].filter(isSign), unanswered: [...unanswered], missing };
}
