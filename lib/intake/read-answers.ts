// Turns posted answers into a screen's result, against the questions in force.
import { screenQuestions, screenVersion } from "../../db/seed/rows/screen-questions.ts";
import { Refusal } from "../errors.ts";
import { screenTier, signsOf, type ScreenResult } from "./screen.ts";
import { tierOfSign, type FollowUp, type Sign } from "./signs.ts";

export type ReadScreen = ScreenResult & { signs: Sign[]; unanswered: FollowUp[]; answers: Record<string, string> };

/**
 * Reads the answers (question id → answer). Answers to questions that do not exist are left out of what is kept.
 * Refuses with `screen_incomplete` and the missing questions as fields, or when the questions have changed meanwhile; but a sign
 * of an emergency among the answers given counts at once.
 */
export function readAnswers(version: string, answers: Readonly<Record<string, string>>): ReadScreen {
  if (version !== screenVersion)
    throw new Refusal("screen_incomplete", "The health questions have changed. Please answer them again.", {
      facts: { version: screenVersion },
    });
  const { signs, unanswered, missing } = signsOf(screenQuestions, answers);
  const emergency = signs.some((sign) => tierOfSign(sign) === "A");
  if (missing.length && !emergency)
    throw new Refusal("screen_incomplete", "Please answer every health question.", {
      fields: missing.map((id) => ({ field: id, message: "Choose an answer." })),
    });
  const kept = Object.fromEntries(
    screenQuestions.flatMap(({ id }) => {
      const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
      return answer === undefined ? [] : [[id, answer] as const];
    }),
  );
  return { ...screenTier({ signs, unanswered }), signs, unanswered, answers: kept };
}
