// Writes down what the clinic's owners are to be told of its subscription, once for each of them.
import { liveOwners } from "../../db/queries/staff.ts";
import { subscriptionOf } from "../../db/queries/subscription.ts";
import { inTransaction, mustMay, type Ctx, type TxCtx } from "../context/context.ts";
import { announce } from "../events/outbox.ts";
import { factsOf, statusOf } from "./facts-of.ts";
import { isLive, standingOf } from "./subscription-state.ts";

/** `key`: what is told once. */
export async function tellOwners(
  t: TxCtx,
  kind: "subscription.refused" | "subscription.ends",
  { key, state = null }: { key: string; state?: string | null },
): Promise<void> {
  const owners = await liveOwners(t.tx, t.clinicId);
  await announce(
    t,
    owners.map(({ id: memberId }) => ({ kind, payload: { memberId, state }, dedupeKey: `${kind}:${key}:${memberId}` })),
  );
}

const soonMs = 3 * 86_400_000;

/** Each end is said three days before and on its day; found by looking, so that a changed day needs no tidying up. */
export async function tellOfEnds(ctx: Ctx): Promise<void> {
  mustMay(ctx, "run_jobs");
  await inTransaction(ctx, async (t) => {
    const row = await subscriptionOf(t.tx, t.clinicId);
    if (!row) return;
    const { state, until } = standingOf(factsOf(row), t.now);
    const soon = until !== null && until.getTime() - t.now.getTime() <= soonMs;
    const due =
      (state === "trial" && soon && !isLive(statusOf(row))) ||
      state === "trial_over" ||
      (state === "past_due" && soon) ||
      state === "read_only" ||
      state === "stopped";
    if (!due) return;
    // A grace that is nearly over is said again; each state is said once for each date.
    const of = state === "stopped" ? row.endedAt : (row.graceEndsAt ?? row.trialEndsAt);
    const key = `${state}${state === "trial_over" && soon ? ":soon" : ""}:${of?.toISOString() ?? ""}`;
    await tellOwners(t, "subscription.ends", { key, state });
  });
}
