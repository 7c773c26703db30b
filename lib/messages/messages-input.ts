// The shapes of what people choose about their messages.
import { z } from "zod";
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
});

export type Choices = z.output<typeof choicesInput>;
