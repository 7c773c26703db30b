// Reads the health questions that were asked aloud out of what a form sent.
import type { AloudQuestion } from "@/components/desk/asked-aloud";
import { Refusal } from "@/lib/errors";
import { currentScreen } from "@/lib/intake/current-screen";
import { text } from "./typed";

type Values = Record<string, string | string[]>;

/** Today's questions as they are read out. */
export const aloudQuestions = (): AloudQuestion[] =>
  currentScreen().questions.map(({ id, text: said, answers, when }) => ({
    id,
    text: said,
    answers,
    ...(when ? { followsYesOf: when.question } : {}),
  }));

/** The answers as given; "every answer was no" fills in only what was not answered otherwise. Null when the ones on file stand. */
export function askedScreen(
  values: Values,
  known: boolean,
): { version: string; answers: Record<string, string> } | null {
  const how = text(values, "screenHow");
  if (how === "file" && known) return null;
  const { version, questions } = currentScreen();
  const answers: Record<string, string> = {};
  for (const { id, when } of questions) {
    const answer = text(values, `q-${id}`) || (how === "none" && !when ? "no" : "");
    if (answer) answers[id] = answer;
  }
  if (Object.keys(answers).length === 0)
    throw new Refusal("screen_incomplete", "Ask the health questions first.", {
      fields: [{ field: "screenHow", message: "Ask the health questions, or say that every answer was no." }],
    });
  return { version: text(values, "screenVersion") || version, answers };
}
