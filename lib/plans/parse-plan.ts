// Parses what a verb was handed by the room's own shape, and reads stored preferences with their defaults.
import type { z } from "zod";
import { Refusal } from "../errors.ts";
import type { PlanPreferences } from "./plan-views.ts";
import { preferencesInput } from "./plans-input.ts";

/** Refuses with `invalid`; problems name their fields. */
export function parsePlan<S extends z.ZodType>(shape: S, input: unknown): z.output<S> {
  const parsed = shape.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "Please check the marked fields.", {
    fields: parsed.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message })),
  });
}

/** Stored preferences; what was never said is left open. */
export function preferencesOf(stored: unknown): PlanPreferences {
  const parsed = preferencesInput.safeParse(stored ?? {});
  return parsed.success ? parsed.data : preferencesInput.parse({});
}
