/** The shapes of scores at a doorway: ranges of the instruments, at most two decimals. */
import { z } from "zod";
import { dateInput } from "../time/date-input.ts";

const score = (max: number) =>
  z
    .number()
    .min(0)
    .max(max)
    .refine((value) => Number(value.toFixed(2)) === value, "must have at most two decimals");

/** Pain, 0–10. */
export const nprsInput = score(10);

/** Headache days in 28. */
const hd28Input = score(28);

/** Patient-specific function, 0–10. */
const psfsInput = score(10);

/** Headache days in a week; the usual number is an average, so it may have any decimals. */
const weekDaysInput = z.number().min(0).max(7);

const scoresInput = z.object({ nprs: nprsInput, hd28: hd28Input.optional(), psfs: psfsInput.optional() });

export const progressInput = z.object({
  baseline: scoresInput,
  now: scoresInput,
  pgic: z.int().min(1).max(7).optional(),
  flareInLastTwoVisits: z.boolean(),
  week: z.int().min(0),
  atCap: z.boolean(),
});

export const flareInput = z.object({
  nprs14: z.array(nprsInput.nullable()).max(14).optional(),
  today: nprsInput.optional(),
  headacheDays7: weekDaysInput.optional(),
  usualHeadacheDays7: weekDaysInput.optional(),
});

export const afterFlaresInput = z.object({
  flareDates: z.array(dateInput),
  today: dateInput,
  spacingLengthenedOn: dateInput.optional(),
  // The mean of two scores may have a decimal more than they have.
  lastTwoMeanNprs: z.number().min(0).max(10).optional(),
  baselineNprs: nprsInput.optional(),
});
