// For the worker's rounds: what Stripe told of memberships and nobody heard.
import { openMemberships, type MembershipRow } from "../../db/queries/memberships.ts";
import { accountsGone } from "../../db/queries/stripe-accounts.ts";
import { inTransaction, mustMay, type Ctx } from "../context/context.ts";
import { oneByOne } from "./one-by-one.ts";
import { settleMembership, settleMembershipPage } from "./settle-membership.ts";

/** Asked of one that is quiet. */
const everyMs = 3_600_000;

export async function lookAtMemberships(ctx: Ctx): Promise<void> {
  mustMay(ctx, "run_jobs");
  const { rows, gone } = await inTransaction(ctx, async (t) => ({
    rows: await openMemberships(t.tx, t.clinicId),
    gone: new Set(await accountsGone(t.tx, t.clinicId)),
  }));
  await oneByOne(
    rows.flatMap(({ row }) => (gone.has(row.stripeAccount) ? [] : [row])),
    async (row) => {
      if (row.pageSessionId) await settleMembershipPage(ctx, row.id, row.pageSessionId);
      if (row.stripeSubscriptionId && isDue(row, ctx.now))
        await settleMembership(ctx, row.id, row.stripeSubscriptionId);
    },
  );
}

const isDue = ({ checkedAt, pastDueSince, periodEndsAt }: MembershipRow, now: Date): boolean =>
  !checkedAt || pastDueSince !== null || now.getTime() - checkedAt.getTime() >= everyMs || periodEndsAt! <= now;
