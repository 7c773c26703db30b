// Counts tries at passwords and codes; who guesses on has to wait.
import type { Handle } from "../../db/client.ts";
import { countUse, forgetUses } from "../../db/queries/directory.ts";
import { env } from "../env.ts";
import { Refusal } from "../errors.ts";

const most = 10;
const windowSeconds = 15 * 60;

const keyOf = (kind: "sign-in" | "sign-in-code", whose: string) => `${kind}:${whose}`;

/** Counts first, judges then, so that tries at the same moment are all counted. Refuses with `too_many`. */
export async function countTry(db: Handle, kind: "sign-in" | "sign-in-code", whose: string, at: Date): Promise<void> {
  const tries = await countUse(db, keyOf(kind, whose), at, windowSeconds);
  if (env().RATE_LIMITS === "on" && tries > most)
    throw new Refusal("too_many", "Too many tries. Wait fifteen minutes, then try again.");
}

/** Only wrong ones count: who comes in ten times a quarter of an hour is no guesser. */
export const forgetTries = (db: Handle, kind: "sign-in" | "sign-in-code", whose: string): Promise<void> =>
  forgetUses(db, keyOf(kind, whose));
