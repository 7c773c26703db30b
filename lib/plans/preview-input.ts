// The shape of a question for a plan's preview: which template, from when, what suits, and who is asked to pay.
import { z } from "zod";
import { dateInput } from "../time/date-input.ts";
import { payers, planLimitsInput } from "./funding-input.ts";
import { preferencesInput } from "./plans-input.ts";

const dayInput = dateInput.refine((date) => /^2[01]/.test(date), {
  error: "must lie in the years 2000 to 2199",
  abort: true,
});

export const previewBodyKb = 16;
/** With more visits open, what would give each a start is not looked for. */
export const mostPreviewExplained = 5;

/** A wish that is not known is refused: left out in silence, a course could go against it. */
export const previewInput = z
  .strictObject({
    template: z.string().trim().min(1).max(20),
    start: dayInput,
    preferences: preferencesInput.strict().prefault({}),
    payer: z.enum(payers).default("self"),
    crashDate: dayInput.optional(),
    planLimits: planLimitsInput.strict().optional(),
  })
  .refine(({ payer, crashDate }) => payer !== "icbc" || crashDate !== undefined, {
    path: ["crashDate"],
    message: "ICBC counts its days from the crash; send its date",
  })
  .refine(({ payer, planLimits }) => payer !== "extended" || planLimits !== undefined, {
    path: ["planLimits"],
    message: "send what the plan pays: percentBp, and perVisitMaxMinor and annualMaxMinor where it has them",
  });

export type PreviewQuestion = z.output<typeof previewInput>;
