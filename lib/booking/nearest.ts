// Adds the nearest open starts to the answer that a time is taken.
import { troubleOf } from "../../db/errors.ts";
import { zoneOf } from "../../db/queries/availability.ts";
import { inTransaction, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { rfc3339 } from "../time/zone.ts";
import { isStillOpen, nearestStarts } from "./find-slots.ts";

type Wish = { serviceId: string; practitionerId?: string | undefined; start: Date };
/** A function when only the work finds out which time it is about. */
type WishOfWork = Wish | (() => Wish | undefined);

/**
 * Runs the work; when it is refused with `slot_taken`, the refusal also tells the three nearest open starts (RFC 3339, in the clinic's zone). Waiting
 * in vain for somebody who then has the slot is `slot_taken` too.
 */
export async function orNearest<T>(ctx: Ctx, of: WishOfWork, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Inside somebody else's transaction the outer verb decides what to offer.
    if (!(error instanceof Refusal) || ctx.tx) throw error;
    const wish = typeof of === "function" ? of() : of;
    if (!wish) throw error;
    const waited = error.code === "busy_try_again" && troubleOf(error.cause) === "busy";
    const taken = error.code === "slot_taken" || (waited && !(await isStillOpen(ctx, wish)));
    if (!taken) throw error;
    const nearest = await nearestStarts(ctx, wish);
    const zone = await inTransaction(ctx, ({ tx }) => zoneOf(tx, ctx.clinicId));
    throw new Refusal("slot_taken", error.code === "slot_taken" ? error.message : TAKEN, {
      fields: error.fields,
      facts: { ...error.facts, nearest: zone ? nearest.map((start) => rfc3339(start, zone)) : [] },
      cause: error,
    });
  }
}

const TAKEN = "This time has just been taken. Please choose another one.";
