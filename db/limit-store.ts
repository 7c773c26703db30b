// Counters that every process shares, in the table `rate_limits`, through rate-limiter-flexible.
import { lte, sql } from "drizzle-orm";
import { RateLimiterDrizzle, type RateLimiterMemory } from "rate-limiter-flexible";
import type { Handle } from "./client.ts";
import { rateLimits } from "./schema/index.ts";

export type CountedWindow = {
  /** Begins each key, so that two limits about the same thing do not share a row. */
  name: string;
  most: number;
  seconds: number;
  /** Counts instead while the table cannot be reached; without it the failure is thrown. */
  standIn?: RateLimiterMemory;
};

/** A key that is over its limit is known here until its window ends and asks the database no more. */
export function sharedCounter(db: Handle, window: CountedWindow): RateLimiterDrizzle {
  return new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: window.name,
    points: window.most,
    duration: window.seconds,
    inMemoryBlockOnConsumed: window.most + 1,
    // Old rows go with the worker's housekeeping: one place, and no timer for each limit.
    clearExpiredByTimeout: false,
    ...(window.standIn ? { insuranceLimiter: window.standIn } : {}),
  });
}

/** Windows that have ended count for nothing, whoever they were of. */
export async function dropPastWindows(db: Handle): Promise<void> {
  await db.delete(rateLimits).where(lte(rateLimits.expire, sql`now()`));
}
