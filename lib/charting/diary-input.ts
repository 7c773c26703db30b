/** The shape of one day of the diary at a doorway. */
import { z } from "zod";
import { flareTriggers } from "../outcomes/flare.ts";
import { dateInput } from "../time/date-input.ts";

const whole = (max: number) =>
  z
    .union([z.number(), z.string()])
    .refine((typed) => /^\d{1,2}$/.test(String(typed).trim()), `Choose a number from 0 to ${max}.`)
    .transform(Number)
    .refine((value) => value <= max, `Choose a number from 0 to ${max}.`);

export const diaryInput = z
  .object({
    onDate: dateInput,
    headache: z.enum(["yes", "no"], "Say whether you had a headache.").transform((said) => said === "yes"),
    worst: whole(10).optional(),
    tablets: whole(20).default(0),
    triggers: z
      .union([z.enum(flareTriggers).transform((one) => [one]), z.array(z.enum(flareTriggers)).max(9)])
      .default([]),
    sleepHours: whole(24).optional(),
  })
  .refine(({ headache, worst }) => !headache || worst !== undefined, {
    path: ["worst"],
    error: "Say how bad it was at its worst.",
  });

export type DiaryInput = z.input<typeof diaryInput>;
