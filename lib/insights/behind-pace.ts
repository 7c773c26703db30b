// Finds the active plans whose visits lag behind what was due by a day, by each visit's own window.
import { isActive, isDue } from "../figures/adherence.ts";
import { countedPlan, type KnownPlan } from "../figures/known-plan.ts";
import type { LocalDate } from "../time/dates.ts";

/** One visit missed happens to everybody. */
export const behindBy = 2;

export type BehindPace = {
  plan: KnownPlan;
  due: number;
  missing: number;
  /** Day the first of the missing was meant for, and whoever was to give it. */
  since: LocalDate;
  practitionerId: string;
};

/** Due as attendance counts it: weeks on pause and visits the clinic cancelled are left out. Most missing first, then the longest. */
export function findBehind(plans: readonly KnownPlan[], asOf: LocalDate): BehindPace[] {
  return plans
    .flatMap((plan): BehindPace[] => {
      const counted = countedPlan(plan);
      if (!counted || !isActive(counted, asOf)) return [];
      const due = counted.visits.filter((visit) => isDue(counted, visit, asOf));
      const missing = due
        .filter(({ outcome }) => outcome !== "attended")
        .toSorted((a, b) => a.targetOn.localeCompare(b.targetOn));
      const first = missing[0];
      if (!first || missing.length < behindBy) return [];
      const practitionerId = first.history.plannedPractitionerId;
      return [{ plan, due: due.length, missing: missing.length, since: first.targetOn, practitionerId }];
    })
    .toSorted((a, b) => b.missing - a.missing || a.since.localeCompare(b.since));
}
