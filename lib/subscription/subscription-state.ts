// How a clinic stands with Taper on a day: from what Stripe last said and from the dates that its owner was told.
import type { SubscriptionStatus } from "../gateways/stripe-subscription.ts";
import type { LocalDate } from "../time/dates.ts";
import { dateIn } from "../time/zone.ts";

export type SubscriptionState =
  /** Was here before there were subscriptions, or is not billed: nothing is asked of it. */
  | "none"
  | "trial"
  /** The trial is over and nobody subscribed; until the day that was said everything goes on. */
  | "trial_over"
  | "active"
  /** Paid, and ends with the period. */
  | "stopping"
  /** A payment was refused; until the day that was said everything goes on. */
  | "past_due"
  /** Nothing new can be booked; all else stays open. */
  | "read_only"
  /** The owner ended it: as read-only. */
  | "stopped";

export type SubscriptionFacts = {
  trialEndsAt: Date;
  graceEndsAt: Date | null;
  /** Null until somebody has subscribed. */
  status: SubscriptionStatus | null;
  periodEndsAt: Date | null;
  cancelled: boolean;
  endedAt: Date | null;
  pastDueSince: Date | null;
};

export type Standing = {
  state: SubscriptionState;
  /** The day on which something changes: the trial's end, the period's, or the first day of read-only. */
  until: Date | null;
};

export function standingOf(facts: SubscriptionFacts | null, now: Date): Standing {
  if (!facts) return { state: "none", until: null };
  const { status, pastDueSince, graceEndsAt, trialEndsAt, periodEndsAt } = facts;
  if (status === null || status === "unfinished") {
    if (now < trialEndsAt) return { state: "trial", until: trialEndsAt };
    return inGrace(graceEndsAt, now)
      ? { state: "trial_over", until: graceEndsAt }
      : { state: "read_only", until: null };
  }
  if (pastDueSince)
    return inGrace(graceEndsAt, now) ? { state: "past_due", until: graceEndsAt } : { state: "read_only", until: null };
  if (status === "ended") return { state: "stopped", until: null };
  return { state: facts.cancelled ? "stopping" : "active", until: periodEndsAt };
}

const inGrace = (until: Date | null, now: Date) => until !== null && now < until;

/** Whether new visits are refused. */
export const isReadOnly = ({ state }: Standing): boolean => state === "read_only" || state === "stopped";

/** Whether there is a subscription at Stripe that bills, or will. */
export const isLive = (status: SubscriptionStatus | null): boolean =>
  status !== null && status !== "ended" && status !== "unfinished";

/** The last whole day before an instant, which is a midnight mostly. */
export const lastDayOf = (until: Date, timeZone: string): LocalDate => dateIn(new Date(until.getTime() - 1), timeZone);
