// Ids are made by the writer, so that a repeat of an unknown outcome can ask "already there?".
import { randomUUID } from "node:crypto";

/** A UUID version 7 (RFC 9562): sorts by the time it was made. */
export function newId(at: number = Date.now()): string {
  const time = Math.floor(at).toString(16).padStart(12, "0");
  // Node keeps randomness in store for these; its version 4 differs from version 7 in the time and in one digit.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** Whether it is a text with the form of an id; anything else is simply not found. What an action is bound to may be forged: any value. */
export const isId = (text: unknown): text is string =>
  typeof text === "string" && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
