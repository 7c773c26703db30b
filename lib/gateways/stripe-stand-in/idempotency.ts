// Idempotency keys as Stripe keeps them: one key, one request, one answer, for a day.
import { StripeProblem } from "./problem.ts";
import type { Books, SavedAnswer } from "./state.ts";

const KEPT_S = 24 * 60 * 60;

export type Answer = { status: number; body: string; replayed?: boolean };

/** The stored answer for the key, or null; throws when the key came with another request before. */
export function recall(state: Books, key: string, fingerprint: string, now: number): Answer | null {
  const saved = state.answers.get(key);
  if (!saved) return null;
  if (saved.at + KEPT_S <= now) {
    state.answers.delete(key);
    return null;
  }
  if (saved.fingerprint !== fingerprint) {
    throw new StripeProblem(400, {
      type: "idempotency_error",
      message:
        "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
        `Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  }
  return { status: saved.status, body: saved.body, replayed: true };
}

export function remember(state: Books, key: string, answer: SavedAnswer): void {
  state.answers.set(key, answer);
}

/** Drops answers older than a day. */
export function forgetOldAnswers(state: Books, now: number): void {
  for (const [key, saved] of state.answers) if (saved.at + KEPT_S <= now) state.answers.delete(key);
}
