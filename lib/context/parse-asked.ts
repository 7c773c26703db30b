// Parses what a reader asked by its shape.
import type { z } from "zod";
import { Refusal } from "../errors.ts";

/** Refuses with `invalid`; problems name their fields. */
export function parseAsked<S extends z.ZodType>(shape: S, input: unknown): z.output<S> {
  const parsed = shape.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "Please check the marked fields.", {
    fields: parsed.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message })),
  });
}
