/** Which wording of the texts about health stood before somebody who answered or agreed, as a form carries it and the answer keeps it. */
import { z } from "zod";
import { languages } from "../languages/language.ts";

export const wordingInput = z.object({ language: z.enum(languages), wording: z.string().regex(/^[0-9a-f]{12}$/) });
export type WordingShown = z.output<typeof wordingInput>;

/** What a form carried; undefined for anything else. */
export function readWording(carried: unknown): WordingShown | undefined {
  const [language, wording, ...more] = typeof carried === "string" ? carried.split(" ") : [];
  const read = wordingInput.safeParse({ language, wording });
  return read.success && more.length === 0 ? read.data : undefined;
}
