// The screen as it is asked today: its version and its questions in order.
import { screenQuestions, screenVersion, type ScreenQuestion } from "../../db/seed/rows/screen-questions.ts";

export type CurrentScreen = { version: string; questions: readonly ScreenQuestion[] };

export const currentScreen = (): CurrentScreen => ({ version: screenVersion, questions: screenQuestions });
