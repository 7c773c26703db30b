// The one way to count a use of something limited, in the database for all processes.
import { type RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";
import type { Handle } from "../../db/client.ts";
import { sharedCounter } from "../../db/limit-store.ts";
import { env } from "../env.ts";
import { Refusal } from "../errors.ts";
import { hashOf } from "../tokens.ts";
import { limits, type Limit, type SharedLimit } from "./limits.ts";
import { ownCounter, tooMany } from "./own-count.ts";

const shared = new WeakMap<object, Map<SharedLimit, RateLimiterAbstract>>();

function counterOf(db: Handle, name: SharedLimit): RateLimiterAbstract {
  const limit: Limit = limits[name];
  let ofPool = shared.get(db);
  if (!ofPool) shared.set(db, (ofPool = new Map()));
  let counter = ofPool.get(name);
  if (!counter) {
    const standIn = limit.withoutTable === "refuse" ? {} : { standIn: ownCounter(name, limit.withoutTable) };
    ofPool.set(name, (counter = sharedCounter(db, { name, ...limit, ...standIn })));
  }
  return counter;
}

/** Neither addresses nor e-mails stand in the table. */
const keyOf = hashOf;

/**
 * Counts first, judges then, so that uses at the same moment are all counted; never inside a transaction, which would take the count back.
 * Refuses with `too_many` and says how long to wait, or with `busy_try_again` when the table that the limit rests on cannot be reached.
 */
export async function countUse(db: Handle, name: SharedLimit, whose: string): Promise<void> {
  if (env().RATE_LIMITS === "off") return;
  try {
    await counterOf(db, name).consume(keyOf(whose));
  } catch (over) {
    if (over instanceof RateLimiterRes) throw tooMany(name, over.msBeforeNext);
    throw new Refusal("busy_try_again", "We cannot check this just now. Nothing was changed; please try again.", {
      cause: over,
    });
  }
}

/** Begins counting anew, as after a success. */
export async function forgetUses(db: Handle, name: SharedLimit, whose: string): Promise<void> {
  if (env().RATE_LIMITS === "on") await counterOf(db, name).delete(keyOf(whose));
}
