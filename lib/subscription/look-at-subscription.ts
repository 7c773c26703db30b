// For the worker's rounds: what Stripe told and nobody heard, and the number of people that the next bill is for.
import {
  changeSubscription,
  practitionersOn,
  subscriptionOf,
  type SubscriptionRow,
} from "../../db/queries/subscription.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { dateIn } from "../time/zone.ts";
import { statusOf } from "./facts-of.ts";
import { billedFor, listOn, priceKey } from "./price-list.ts";
import { settlePage } from "./settle-page.ts";
import { settleSubscription } from "./settle-subscription.ts";
import { isLive } from "./subscription-state.ts";

/** Asked of one that is quiet. */
const everyMs = 3_600_000;

export async function lookAtSubscription(ctx: Ctx): Promise<void> {
  mustMay(ctx, "run_jobs");
  const row = await inTransaction(ctx, (t) => subscriptionOf(t.tx, t.clinicId));
  if (row?.pageSessionId) await settlePage(ctx, row.pageSessionId);
  if (!row?.stripeSubscriptionId || !isLive(statusOf(row))) return;
  await countPeople(ctx, row, row.stripeSubscriptionId);
  if (isDue(row, ctx.now)) await settleSubscription(ctx, row.stripeSubscriptionId);
}

const isDue = ({ checkedAt, pastDueSince, periodEndsAt }: SubscriptionRow, now: Date): boolean =>
  !checkedAt || pastDueSince !== null || now.getTime() - checkedAt.getTime() >= everyMs || periodEndsAt! <= now;

/** Another number, or another list, counts from the next bill on; nothing is billed for the month that runs. */
async function countPeople(ctx: Ctx, row: SubscriptionRow, id: string): Promise<void> {
  const { quantity, list } = await inTransaction(ctx, async (t) => {
    const today = dateIn(t.now, (await loadClinic(t)).timeZone);
    return { quantity: billedFor(await practitionersOn(t.tx, t.clinicId, today)), list: listOn(today) };
  });
  if (quantity === row.quantity && list.effectiveFrom === row.pricedFrom) return;
  const doors = ctx.gateways.stripe.of("");
  const { bands, currency, effectiveFrom } = list;
  const price = await doors.priceOf({ lookupKey: priceKey(list), name: "Taper", currency, bands });
  await doors.changeQuantity(id, { quantity, priceId: price.id });
  if (effectiveFrom !== row.pricedFrom)
    await inTransaction(ctx, (t) => changeSubscription(t.tx, t.clinicId, { pricedFrom: effectiveFrom }));
  await settleSubscription(ctx, id);
}
