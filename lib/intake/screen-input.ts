/** The shape of a screen's facts at a doorway. */
import { z } from "zod";
import { FOLLOW_UPS, SIGNS } from "./signs.ts";

export const screenInput = z.object({
  signs: z.array(z.enum(SIGNS)),
  unanswered: z.array(z.enum(FOLLOW_UPS)).optional(),
  context: z.object({ medicallyCleared: z.boolean().optional(), clearanceNote: z.string().optional() }).optional(),
});
