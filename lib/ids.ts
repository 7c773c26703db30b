// Ids are made by the writer, so that a repeat of an unknown outcome can ask "already there?".
import { randomBytes } from "node:crypto";

/** A UUID version 7 (RFC 9562): sorts by the time it was made. */
export function newId(at: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Whether it is a text with the form of an id; anything else is simply not found. What an action is bound to may be forged: any value. */
export const isId = (text: unknown): text is string =>
  typeof text === "string" && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
