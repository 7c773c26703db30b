/** The shape of a check-in at a doorway. */
import { z } from "zod";
import { isId } from "../ids.ts";

const whole = (min: number, max: number) =>
  z
    .union([z.number(), z.string()])
    .refine((typed) => /^\d{1,2}$/.test(String(typed).trim()), `Choose a number from ${min} to ${max}.`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `Choose a number from ${min} to ${max}.`);

const yesNo = z.enum(["yes", "no"], "Choose an answer.").transform((said) => said === "yes");

export const checkInInput = z.object({
  checkInId: z.string().refine(isId),
  painNow: whole(0, 10),
  painWeek: whole(0, 10),
  painWorst: whole(0, 10),
  headacheDays: whole(0, 28).optional(),
  ability: whole(0, 10).optional(),
  change: whole(1, 7),
  soreness: whole(0, 10).optional(),
  soreForDays: yesNo.optional(),
  nerveSign: yesNo.optional(),
  /** Whether any of the warning signs is new. */
  anythingNew: yesNo,
});

export type CheckInInput = z.input<typeof checkInInput>;
