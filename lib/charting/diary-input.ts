/** The shape of one day of the diary at a doorway. */
import { z } from "zod";
import { flareTriggers } from "../outcomes/flare.ts";
import { typedWhole } from "../outcomes/typed-whole.ts";
import { dateInput } from "../time/date-input.ts";

export const diaryInput = z
  .object({
    onDate: dateInput,
    headache: z.enum(["yes", "no"], "Say whether you had a headache.").transform((said) => said === "yes"),
    worst: typedWhole(0, 10).optional(),
    tablets: typedWhole(0, 20).default(0),
    triggers: z
      .union([z.enum(flareTriggers).transform((one) => [one]), z.array(z.enum(flareTriggers)).max(9)])
      .default([]),
    sleepHours: typedWhole(0, 24).optional(),
  })
  .refine(({ headache, worst }) => !headache || worst !== undefined, {
    path: ["worst"],
    error: "Say how bad it was at its worst.",
  });

export type DiaryInput = z.input<typeof diaryInput>;
