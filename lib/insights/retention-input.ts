/** The shape of survival data at a doorway. */
import { z } from "zod";

export const retentionInput = z
  .object({
    durations: z.array(z.number().min(0)),
    events: z.array(z.union([z.literal(0), z.literal(1)])),
    confidence: z.number().gt(0).lt(1).optional(),
  })
  .refine(({ durations, events }) => durations.length === events.length, {
    path: ["events"],
    message: "must be as many as durations",
  });
