// A kept subscription as plain facts.
import type { SubscriptionRow } from "../../db/queries/subscription.ts";
import type { SubscriptionStatus } from "../gateways/stripe-subscription.ts";
import type { SubscriptionFacts } from "./subscription-state.ts";

/** The table allows no other word. */
export const statusOf = ({ status }: Pick<SubscriptionRow, "status">): SubscriptionStatus | null =>
  status as SubscriptionStatus | null;

export function factsOf(row: SubscriptionRow): SubscriptionFacts {
  const { trialEndsAt, graceEndsAt, periodEndsAt, cancelled, endedAt, pastDueSince } = row;
  return { trialEndsAt, graceEndsAt, status: statusOf(row), periodEndsAt, cancelled, endedAt, pastDueSince };
}
