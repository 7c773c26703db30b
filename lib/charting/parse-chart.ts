// Parses what a verb was handed by the room's own shape; problems name their fields.
import type { z } from "zod";
import { Refusal } from "../errors.ts";

/** Refuses with `invalid`. */
export function parseChart<S extends z.ZodType>(shape: S, input: unknown): z.output<S> {
  const parsed = shape.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "Please check the marked fields.", {
    fields: parsed.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message })),
  });
}
