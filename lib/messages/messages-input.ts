// The shapes of what people choose about their messages.
import { z } from "zod";
import { countInput } from "../clinic/setup-input.ts";
import { dateInput } from "../time/date-input.ts";
import { languages } from "../languages/language.ts";
import { namesFor, namesForSubject, unknownNames, wordedKinds, type WordedKind } from "./own-words.ts";
import { chosenTopics } from "./topics.ts";

const way = z.enum(["email", "sms", "none"]);

export const choicesInput = z.object({
  choices: z.object({
    booking: z.enum(["email", "sms"]),
    reminder: way,
    nudge: way,
    check_in: way,
    waitlist: way,
  } satisfies Record<(typeof chosenTopics)[number], z.ZodType>),
  news: z.boolean(),
  /** Left as it is without. */
  language: z.enum(languages, "Choose a language.").optional(),
});

export type Choices = z.output<typeof choicesInput>;

const braces = (names: readonly string[]) => names.map((name) => `{${name}}`).join(", ");

const wording = (most: number, names: (kind: WordedKind) => string[]) => ({ most, names });
const parts = {
  subject: wording(120, () => namesForSubject),
  opening: wording(1_500, namesFor),
  brief: wording(200, namesFor),
};

/** Which of the texts. */
export const whichTextInput = z.object({
  kind: z.enum(Object.keys(wordedKinds) as [WordedKind, ...WordedKind[]], "Choose a message."),
  language: z.enum(languages, "Choose a language.").default("en"),
});

/** A clinic's own words; in braces only what the kind may name. */
export const messageTextInput = whichTextInput
  .extend({
    subject: z
      .string()
      .trim()
      .min(3, "Write what the subject says.")
      .refine((text) => !/[\r\n]/.test(text), "A subject is one line."),
    opening: z.string().trim().min(3, "Write what the mail begins with."),
    brief: z.string().trim().min(3, "Write the sentence of the text message."),
  })
  .superRefine((typed, context) => {
    for (const [part, { most, names }] of Object.entries(parts) as [keyof typeof parts, (typeof parts)["brief"]][]) {
      const text = typed[part];
      const [unknown] = unknownNames(text, names(typed.kind));
      const said =
        unknown !== undefined
          ? `{${unknown}} cannot be named here; these can: ${braces(names(typed.kind))}.`
          : text.length > most
            ? `Write at most ${most} letters.`
            : null;
      if (said) context.addIssue({ code: "custom", path: [part], message: said });
    }
  });
export type MessageText = z.output<typeof messageTextInput>;

const blank = z.literal("").transform(() => null);
const hoursOrNone = (most: number) => z.union([blank, countInput(1, most)]);

/** `21:00` as a minute of the day. */
const clockInput = z.string().transform((typed, context) => {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(typed.trim()) ?? [];
  if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60) return Number(hour) * 60 + Number(minute);
  context.addIssue({ code: "custom", message: "Enter a time like 21:00." });
  return z.NEVER;
});

/** "0, 3, 7" */
const daysInput = z.string().transform((typed, context) => {
  const days = typed
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  if (days.length <= 6 && days.every((day) => Number.isInteger(day) && day >= 0 && day <= 60))
    return [...new Set(days)].toSorted((a, b) => a - b);
  context.addIssue({ code: "custom", message: "Enter up to six days, like 0, 3, 7." });
  return z.NEVER;
});

const topicsInput = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : typeof value === "string" ? [value] : value))
  .pipe(z.array(z.enum(chosenTopics)));

export const messageRulesInput = z
  .object({
    from: dateInput,
    earlyHours: countInput(1, 336),
    lateHours: hoursOrNone(335),
    onceBelowDays: countInput(0, 60),
    quietFrom: clockInput,
    quietTo: clockInput,
    weeklyCap: countInput(1, 50),
    nudgeDays: daysInput,
    checkInHours: hoursOrNone(168),
    offersAtOnce: countInput(1, 100),
    offerMinutes: countInput(10, 1440),
    holdMinutes: countInput(0, 60),
    textTopics: topicsInput,
  })
  .refine(({ earlyHours, lateHours }) => lateHours === null || lateHours < earlyHours, {
    path: ["lateHours"],
    message: "The second reminder comes later than the first: enter fewer hours, or none.",
  });
export type MessageRulesInput = z.output<typeof messageRulesInput>;
