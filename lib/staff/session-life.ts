// How long a session of staff lives, and how fresh a typed password has to be for sensitive deeds.
import type { Life } from "../../db/queries/login-sessions.ts";

const hour = 3_600_000;
export const longestDays = 7;
const idleHours = 12;
const proofMinutes = 10;

/** Reckoned by the machine's clock: a fixed business clock must not keep a session open for ever. */
export const lifeAt = (at: Date): Life => ({
  begunAfter: new Date(at.getTime() - longestDays * 24 * hour),
  seenAfter: new Date(at.getTime() - idleHours * hour),
});

export const isProved = (provedAt: Date | null | undefined, at: Date): boolean =>
  Boolean(provedAt) && at.getTime() - provedAt!.getTime() < proofMinutes * 60_000;
