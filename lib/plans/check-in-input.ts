/** The shape of a check-in at a doorway. */
import { z } from "zod";
import { isId } from "../ids.ts";
import { typedWhole } from "../outcomes/typed-whole.ts";

const yesNo = z.enum(["yes", "no"], "Choose an answer.").transform((said) => said === "yes");

export const checkInInput = z.object({
  checkInId: z.string().refine(isId),
  painNow: typedWhole(0, 10),
  painWeek: typedWhole(0, 10),
  painWorst: typedWhole(0, 10),
  headacheDays: typedWhole(0, 28).optional(),
  ability: typedWhole(0, 10).optional(),
  change: typedWhole(1, 7),
  soreness: typedWhole(0, 10).optional(),
  soreForDays: yesNo.optional(),
  nerveSign: yesNo.optional(),
  /** Whether any of the warning signs is new. */
  anythingNew: yesNo,
});

export type CheckInInput = z.input<typeof checkInInput>;
