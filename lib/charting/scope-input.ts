/** The shape of a question to the scope gate at a doorway; an unknown technique is denied there, not refused here. */
import { z } from "zod";
import { professionInput } from "../clinic/profession-input.ts";
import { dateInput } from "../time/date-input.ts";

export const scopeInput = z.object({
  technique: z.string(),
  licence: z.object({
    profession: professionInput,
    credentials: z.array(z.string()),
    restrictions: z.array(z.string()),
    validFrom: dateInput,
    validUntil: dateInput.optional(),
  }),
  consent: z.array(z.string()),
  date: dateInput,
});
