/** The shape of a funding question at a doorway. */
import { z } from "zod";
import { basisPointsInput, minorInput } from "../money/money-input.ts";
import { dateInput } from "../time/date-input.ts";

export const planLimitsInput = z.object({
  percentBp: basisPointsInput,
  perVisitMaxMinor: minorInput.optional(),
  annualMaxMinor: minorInput.optional(),
});

export const payers = ["icbc", "worksafebc", "msp", "extended", "self"] as const;

export const fundingInput = z
  .object({
    payer: z.enum(payers),
    crashDate: dateInput.optional(),
    date: dateInput,
    discipline: z.enum(["massage_therapy", "physiotherapy", "acupuncture", "osteopathic_manual_practice"]),
    visitNumber: z.int().min(1),
    initialAlreadyBilledInDiscipline: z.boolean(),
    priceMinor: minorInput,
    planLimits: planLimitsInput.optional(),
    usedMinor: minorInput.optional(),
    attended: z.boolean(),
  })
  .refine(({ payer, crashDate, date }) => payer !== "icbc" || (crashDate !== undefined && crashDate <= date), {
    path: ["crashDate"],
    message: "an ICBC claim needs the date of the crash, on or before the day of the visit",
  });
