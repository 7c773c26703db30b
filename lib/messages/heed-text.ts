// What a person answers to a text message: STOP ends them for that number, START lets them come again; anything else is nobody's to read.
import type { Database } from "../../db/client.ts";
import { addSmsStop } from "../../db/queries/message-choices.ts";
import { newId } from "../ids.ts";
import { numberHash } from "./number-hash.ts";

const stops = new Set(["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "arret"]);
const starts = new Set(["start", "unstop", "yes"]);

/** Whether the text ends or begins messages, or neither. */
export function meantBy(text: string): "stop" | "start" | null {
  const word = text.normalize("NFKD").replace(/\P{L}/gu, "").toLowerCase();
  return stops.has(word) ? "stop" : starts.has(word) ? "start" : null;
}

/** Keeps it for the number, whichever clinic wrote. Answers what was heeded. */
export async function heedText(
  { db, secret, now }: { db: Database; secret: string; now: Date },
  { from, text }: { from: string; text: string },
): Promise<"stop" | "start" | null> {
  const meant = meantBy(text);
  if (meant !== null)
    await addSmsStop(db, { id: newId(), numberHash: numberHash(secret, from), stopped: meant === "stop", at: now });
  return meant;
}
