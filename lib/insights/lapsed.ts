// Finds the active plans that have lapsed: nothing ahead, and nobody seen for longer than care may pause.
import { hasDroppedOut, isActive } from "../figures/adherence.ts";
import { countedPlan, type KnownPlan } from "../figures/known-plan.ts";
import { daysBetween, type LocalDate } from "../time/dates.ts";

export type Lapsed = {
  plan: KnownPlan;
  /** The last visit that took place; null before the first. */
  seenOn: LocalDate | null;
  /** Since then, or since the plan began. */
  days: number;
  practitionerId: string;
};

/** As the share that the owner's page calls dropped out counts them. The shortest away first: they are the likeliest to come back. */
export function findLapsed(plans: readonly KnownPlan[], asOf: LocalDate): Lapsed[] {
  return plans
    .flatMap((plan): Lapsed[] => {
      const counted = countedPlan(plan);
      if (!counted || !isActive(counted, asOf) || !hasDroppedOut(counted, asOf)) return [];
      const seen = counted.visits
        .filter(({ outcome, onDate }) => outcome === "attended" && onDate !== undefined)
        .toSorted((a, b) => a.onDate!.localeCompare(b.onDate!))
        .at(-1);
      const practitionerId = (seen ?? counted.visits[0])?.practitionerId ?? "";
      const seenOn = seen?.onDate ?? null;
      return [{ plan, seenOn, days: daysBetween(seenOn ?? plan.startedOn, asOf), practitionerId }];
    })
    .toSorted((a, b) => a.days - b.days || a.plan.history.planId.localeCompare(b.plan.history.planId));
}
