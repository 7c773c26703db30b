/** The shape of a start at a doorway. */
import { z } from "zod";
import { isReckoned } from "./dates.ts";

/** An RFC 3339 instant with its offset, in years that any calendar here can reckon with. */
export const startInput = z.iso
  .datetime({ offset: true, error: "must be a time with its offset, like 2026-12-01T09:00:00-07:00" })
  .refine(isReckoned, { error: "must lie in the years 2000 to 2199", abort: true })
  .transform((text) => new Date(text));
