/** The shape of a calendar date at a doorway. */
import { z } from "zod";
import { isDate } from "./dates.ts";

/** `YYYY-MM-DD`, and a day that exists. */
export const dateInput = z
  .string()
  // Aborts, so that rules about several dates never reckon with one that does not exist.
  .refine(isDate, { error: "must be a date that exists, written YYYY-MM-DD", abort: true });
