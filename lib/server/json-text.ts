// Turns JSON that strangers sent into values: never deeper than anything we ask for, and with nothing in it that cannot be kept.
import { Refusal } from "../errors.ts";

export const deepest = 20;

/** An empty text is an empty object. Refuses with `invalid`; the text is never repeated. */
export function readJson(text: string): unknown {
  if (depthOf(text) > deepest)
    throw new Refusal("invalid", `The body is nested more than ${deepest} levels deep; nothing here needs that.`);
  try {
    return JSON.parse(text || "{}", storable);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("invalid", "The body is not JSON.");
  }
}

/** Deepest nesting, found before anything is built; brackets inside strings are text. */
export function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === "\\") at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{" || char === "[") most = Math.max(most, ++depth);
    else if (char === "}" || char === "]") depth--;
  }
  return most;
}

/** PostgreSQL keeps no text with a NUL character in it, nor one half of a surrogate pair. */
export const isStorable = (value: unknown): boolean =>
  typeof value !== "string" || (!value.includes("\0") && value.isWellFormed());

function storable(name: string, value: unknown): unknown {
  if (!isStorable(name) || !isStorable(value))
    throw new Refusal("invalid", "The body contains a NUL character or half a character; leave it out.");
  return value;
}
