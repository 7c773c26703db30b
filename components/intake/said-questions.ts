// The health questions as a form shows them: said in its language, each further one under the question whose yes opens it.
import type { ScreenFormQuestion } from "@/components/intake/screen-form";
import type { Tell } from "@/lib/languages/tell";

type Question = { id: string; text: string; answers: readonly string[]; when?: { question: string } | undefined };

export const saidQuestions = (questions: readonly Question[], say: Tell): ScreenFormQuestion[] =>
  questions.map(({ id, text, answers, when }) => ({
    id,
    text: say(text),
    answers,
    ...(when ? { followsYesOf: when.question } : {}),
  }));
