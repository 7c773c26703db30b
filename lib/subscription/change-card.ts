// Leads the owner to Stripe's page for another card; it pays what is open, and the bills to come.
import { lockSubscription } from "../../db/queries/subscription.ts";
import { loadClinic } from "../clinic/load-clinic.ts";
import { mustMay, type Ctx } from "../context/context.ts";
import { Refusal } from "../errors.ts";
import { statusOf } from "./facts-of.ts";
import { openPage } from "./open-page.ts";
import { isLive } from "./subscription-state.ts";

/** Refuses `nothing_left` without a subscription, and `payments_unavailable` when Stripe does not answer. */
export async function changeCard(ctx: Ctx, input: { returnPath: string }): Promise<{ url: string }> {
  mustMay(ctx, "manage_subscription");
  return openPage(ctx, "card", async (t, pageId) => {
    const row = await lockSubscription(t.tx, t.clinicId);
    if (!row || !isLive(statusOf(row))) throw new Refusal("nothing_left", "There is no subscription to pay for.");
    const { email } = await loadClinic(t);
    return {
      row,
      email,
      open: (doors, parts) =>
        doors.createCardSetup({
          ...parts,
          description: "Taper",
          metadata: { clinicId: ctx.clinicId, subscriptionId: row.id, pageId, purpose: "taper" },
          successUrl: `${ctx.publicUrl}${input.returnPath}?card=1`,
          cancelUrl: `${ctx.publicUrl}${input.returnPath}`,
        }),
    };
  });
}
