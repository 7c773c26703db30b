/** The shape of plans and visits to be counted at a doorway. */
import { z } from "zod";
import { dateInput } from "../time/date-input.ts";

const wholeDays = z.int().min(0, "must be whole days, 0 or more");

const visitInput = z
  .object({
    targetOn: dateInput,
    windowFrom: dateInput,
    windowTo: dateInput,
    outcome: z.enum(["attended", "no_show", "late_cancel", "cancelled", "clinic_cancelled", "open"]),
    onDate: dateInput.optional(),
    bookedOn: dateInput.optional(),
    gap: z.object({ days: wholeDays, min: wholeDays, max: wholeDays }).optional(),
  })
  .refine(({ outcome, onDate }) => outcome === "open" || onDate !== undefined, {
    path: ["onDate"],
    message: "every outcome but open carries the day it happened",
  });

export const adherenceInput = z.object({
  asOf: dateInput,
  plans: z.array(
    z.object({
      startedOn: dateInput,
      endedOn: dateInput.optional(),
      endReason: z.enum(["goals_met", "reassessment", "patient_choice", "referred", "lapsed", "revoked"]).optional(),
      targetGap: wholeDays,
      pauses: z.array(z.object({ from: dateInput, to: dateInput.optional() })),
      visits: z.array(visitInput),
    }),
  ),
});
