// The start that a form names, as an instant.
import { startInput } from "../time/start-input.ts";
import { Refusal } from "../errors.ts";

/** An ISO 8601 instant of the years 2000 to 2199. Refuses with `invalid`, marking `start`. */
export function typedStart(typed: unknown): Date {
  const parsed = startInput.safeParse(typed);
  if (parsed.success) return parsed.data;
  const message = "Choose a time.";
  throw new Refusal("invalid", message, { fields: [{ field: "start", message }] });
}
