/** "Should I be assessed?": a few plain answers, and what to do next. It names no condition, and nothing of it is kept. */
import { screenQuestions, type ScreenQuestion } from "../../db/seed/rows/screen-questions.ts";
import { screenTier, signsOf } from "./screen.ts";
import { tierOfSign } from "./signs.ts";

export const places = {
  head: "Head or face",
  neck: "Neck",
  jaw: "Jaw",
  shoulder: "Shoulder, arm or hand",
  upper_back: "Upper back",
  lower_back: "Lower back",
  leg: "Hip, leg or foot",
  several: "Several places, or I cannot say",
} as const;

export const durations = {
  days: "Less than two weeks",
  weeks: "Two weeks to three months",
  months: "Longer than three months",
  returning: "It goes away and comes back",
} as const;

export type Place = keyof typeof places;
export type Duration = keyof typeof durations;

/** The warning signs that send elsewhere: those of the health questions that can lead to an emergency or to a doctor first. */
export const warningQuestions: readonly ScreenQuestion[] = screenQuestions.filter(
  ({ tier, when }) => when || tier !== "C",
);

/**
 * Who looks at it first, by where it is felt; the clinic shows those it has, in this order. Everybody assesses before treating, so this
 * is a place to begin and no finding. To be signed off by a clinician.
 */
const beginWith: Record<Place, readonly string[]> = {
  head: ["massage_therapy", "physiotherapy", "acupuncture"],
  neck: ["massage_therapy", "physiotherapy", "acupuncture"],
  jaw: ["physiotherapy", "massage_therapy"],
  shoulder: ["physiotherapy", "massage_therapy"],
  upper_back: ["massage_therapy", "physiotherapy"],
  lower_back: ["physiotherapy", "massage_therapy", "acupuncture"],
  leg: ["physiotherapy", "massage_therapy"],
  several: ["physiotherapy", "massage_therapy", "acupuncture", "osteopathic_manual_practice"],
};

const words: Record<Duration, string> = {
  days: "It is new. Much that hurts settles within some weeks. An assessment can tell you what helps meanwhile, and what to leave.",
  weeks: "It has lasted for more than two weeks. That is a good time to find out what keeps it going.",
  months: "It has lasted for months. An assessment looks for what keeps it going, and what is worth changing first.",
  returning: "It keeps coming back. An assessment looks for what brings it on, and what could keep it away.",
};

export type HelperAnswers = {
  where: string;
  howLong: string;
  /** Ids of the warning questions that were ticked, or `none`. */
  signs: readonly string[];
  /** To the further questions: id → answer. */
  further: Readonly<Record<string, string>>;
};

export type HelperAdvice =
  | { next: "answer"; missing: string[] }
  | { next: "stop"; tier: "A" | "B" }
  /** `disciplines` are codes, the fitting ones first. */
  | { next: "assess"; disciplines: readonly string[]; because: string };

/**
 * What follows from the answers. A sign of an emergency counts at once, whatever is still unanswered, and "none of these" beside a sign
 * counts for nothing. An open further question has to be answered; "unsure" is read as the highest tier, as in booking.
 */
export function adviseNext({ where, howLong, signs, further }: HelperAnswers): HelperAdvice {
  const ticked = new Set(signs);
  const answers = Object.fromEntries(
    warningQuestions.flatMap(({ id, when }) => {
      const answer = when ? (Object.hasOwn(further, id) ? further[id] : undefined) : ticked.has(id) ? "yes" : "no";
      return answer === undefined ? [] : [[id, answer] as const];
    }),
  );
  const read = signsOf(warningQuestions, answers);
  if (read.signs.some((sign) => tierOfSign(sign) === "A")) return { next: "stop", tier: "A" };
  const given = <Known extends string>(known: Readonly<Record<Known, unknown>>, answer: string): answer is Known =>
    Object.hasOwn(known, answer);
  const known = warningQuestions.some(({ id, when }) => !when && ticked.has(id));
  if (read.missing.length) return { next: "answer", missing: read.missing };
  const { tier } = screenTier(read);
  if (tier === "A" || tier === "B") return { next: "stop", tier };
  if (!given(places, where) || !given(durations, howLong) || (!known && !ticked.has("none")))
    return {
      next: "answer",
      missing: [
        ...(given(places, where) ? [] : ["where"]),
        ...(given(durations, howLong) ? [] : ["howLong"]),
        ...(known || ticked.has("none") ? [] : ["signs"]),
      ],
    };
  return { next: "assess", disciplines: beginWith[where], because: words[howLong] };
}
