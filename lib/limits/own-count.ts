// Counters of this process alone: for reads, and for the little that goes on while the shared ones cannot be reached.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "../env.ts";
import { Refusal } from "../errors.ts";
import { limits, sayWait, type LimitName } from "./limits.ts";

const here = new Map<LimitName, RateLimiterMemory>();

export function ownCounter(name: LimitName, most: number): RateLimiterMemory {
  const known = here.get(name);
  if (known) return known;
  const made = new RateLimiterMemory({ keyPrefix: name, points: most, duration: limits[name].seconds });
  here.set(name, made);
  return made;
}

/** Counts one read, and asks nobody: no round trip. Refuses with `too_many`. */
export async function countRead(whose: string): Promise<void> {
  if (env().RATE_LIMITS === "off") return;
  await ownCounter("read", limits.read.most)
    .consume(whose)
    .catch((over: unknown) => {
      throw over instanceof RateLimiterRes ? tooMany("read", over.msBeforeNext) : over;
    });
}

/** Says how long to wait, in words and as a figure. */
export function tooMany(name: LimitName, msBeforeNext: number): Refusal {
  const retryAfterSec = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const message = `${limits[name].said} Please wait ${sayWait(retryAfterSec)}, then go on. Nothing is lost.`;
  return new Refusal("too_many", message, { facts: { retryAfterSec } });
}
