// Leads the owner to Stripe's page where the clinic's subscription begins, on Taper's own account.
import { changeSubscription, lockSubscription, practitionersOn } from "../../db/queries/subscription.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import type { AccountDoors } from "../gateways/stripe.ts";
import { dateIn } from "../time/zone.ts";
import { beginTrial } from "./begin-trial.ts";
import { statusOf } from "./facts-of.ts";
import { openPage, type PageParts } from "./open-page.ts";
import { billedFor, listOn, priceKey } from "./price-list.ts";
import { isLive } from "./subscription-state.ts";

/** Stripe takes no trial that ends sooner; a few minutes for the way. */
const leastTrialMs = 48 * 3_600_000 + 15 * 60_000;

/** Refuses `already_done` when there is one, and `payments_unavailable` when Stripe does not answer. */
export async function subscribe(ctx: Ctx, input: { returnPath: string }): Promise<{ url: string }> {
  mustMay(ctx, "manage_subscription");
  return openPage(ctx, "subscribe", async (t, pageId) => {
    const { row, quantity, list, clinic } = await ready(t);
    const trialEndsAt = row.stripeSubscriptionId === null ? trialLeft(row.trialEndsAt, t.now) : null;
    const open = async (doors: AccountDoors, parts: PageParts) => {
      const { bands, currency } = list;
      const price = await doors.priceOf({ lookupKey: priceKey(list), name: "Taper", currency, bands });
      return doors.createSubscriptionPage({
        ...parts,
        priceId: price.id,
        quantity,
        ...(trialEndsAt ? { trialEndsAt } : {}),
        metadata: { clinicId: ctx.clinicId, subscriptionId: row.id, pageId, purpose: "taper" },
        successUrl: `${ctx.publicUrl}${input.returnPath}?subscribed=1`,
        cancelUrl: `${ctx.publicUrl}${input.returnPath}`,
      });
    };
    await changeSubscription(t.tx, t.clinicId, { quantity, pricedFrom: list.effectiveFrom });
    return { row, email: clinic.email, open };
  });
}

async function ready(t: TxCtx) {
  const clinic = await loadClinic(t);
  if (!(await lockSubscription(t.tx, t.clinicId))) await beginTrial(t, clinic.timeZone);
  const row = (await lockSubscription(t.tx, t.clinicId))!;
  if (isLive(statusOf(row))) throw new Refusal("already_done", "The clinic has its subscription.");
  const today = dateIn(t.now, clinic.timeZone);
  const quantity = billedFor(await practitionersOn(t.tx, t.clinicId, today));
  return { row, quantity, list: listOn(today), clinic };
}

/** Only the first subscription keeps what is left of the trial. Stripe reckons by the real clock, also where business time stands still. */
function trialLeft(endsAt: Date, now: Date): Date | null {
  const from = Math.max(now.getTime(), Date.now());
  return endsAt.getTime() - from >= leastTrialMs ? endsAt : null;
}
