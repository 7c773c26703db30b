// Whether anything new may be booked at the clinic: not while its subscription is over. What is booked is never touched by it.
import { subscriptionOf } from "../../db/queries/subscription.ts";
import { inTransaction, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { factsOf } from "./facts-of.ts";
import { isReadOnly, standingOf } from "./subscription-state.ts";

/** `rules`: patients read nothing about the clinic's bills. Refuses `not_bookable`. */
export async function mustTakeNew(t: TxCtx, rules: "public" | "staff"): Promise<void> {
  const row = await subscriptionOf(t.tx, t.clinicId);
  if (!row || !isReadOnly(standingOf(factsOf(row), t.now))) return;
  throw new Refusal("not_bookable", rules === "public" ? closedToPatients : closedToStaff);
}

export const closedToPatients =
  "The clinic takes no new bookings here just now. Please call. What you have booked stays as it is, and can be moved or cancelled.";

const closedToStaff =
  "Nothing new can be booked, because the clinic’s subscription to Taper is over. What is booked stays, and can be moved, cancelled and charted. The owner can subscribe again at any time.";

/** For pages that would lead to a booking. */
export const takesNew = (ctx: Ctx): Promise<boolean> =>
  inTransaction(ctx, async (t) => {
    const row = await subscriptionOf(t.tx, t.clinicId);
    return !row || !isReadOnly(standingOf(factsOf(row), t.now));
  });
