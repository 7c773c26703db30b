/** The shape of a calendar date at a doorway. */
import { z } from "zod";
import { isDate } from "./dates.ts";

/** `YYYY-MM-DD`, and a day that exists. */
export const dateInput = z.string().refine(isDate, "must be a date that exists, written YYYY-MM-DD");
