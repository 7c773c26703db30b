// Adds the nearest open starts to the answer that a time is taken.
import type { Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { nearestStarts } from "./find-slots.ts";

/** Runs the work; when it is refused with `slot_taken`, the refusal also tells the three nearest open starts (ISO 8601, UTC). */
export async function orNearest<T>(
  ctx: Ctx,
  wish: { serviceId: string; practitionerId?: string | undefined; start: Date },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Inside somebody else's transaction the outer verb decides what to offer.
    if (!(error instanceof Refusal) || error.code !== "slot_taken" || ctx.tx) throw error;
    const nearest = await nearestStarts(ctx, wish);
    throw new Refusal(error.code, error.message, {
      fields: error.fields,
      facts: { ...error.facts, nearest: nearest.map((start) => start.toISOString()) },
      cause: error,
    });
  }
}
