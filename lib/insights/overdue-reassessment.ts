// Finds the active plans whose day of a reassessment is over without a decision.
import { isActive } from "../figures/adherence.ts";
import { countedPlan, type KnownPlan, type KnownVisit } from "../figures/known-plan.ts";
import { reassessmentsOf, type ReassessPoint } from "../plans/reassessment.ts";
import type { LocalDate } from "../time/dates.ts";

export type PlannedReassessments = {
  planId: string;
  points: readonly ReassessPoint[];
  startOn: LocalDate;
  leadPractitionerId: string;
  /** How many of the points were decided. */
  decided: number;
};

export type OverdueReassessment = { plan: KnownPlan; dueOn: LocalDate; label: string; practitionerId: string };

/** The day a visit took place or stands for; else the one it was meant for, as on the plan's own page. */
const dayOf = ({ outcome, onDate, standsOn, targetOn }: KnownVisit): LocalDate =>
  standsOn ?? (outcome === "attended" ? onDate : undefined) ?? targetOn;

/** The longest overdue first. */
export function findOverdue(
  plans: readonly KnownPlan[],
  planned: readonly PlannedReassessments[],
  asOf: LocalDate,
): OverdueReassessment[] {
  const byPlan = new Map(planned.map((one) => [one.planId, one]));
  return plans
    .flatMap((plan): OverdueReassessment[] => {
      const counted = countedPlan(plan);
      const own = byPlan.get(plan.history.planId);
      if (!own || !counted || !isActive(counted, asOf)) return [];
      const lead = counted.visits[0]?.history.trackId;
      const days = counted.visits.map(dayOf).toSorted();
      const leadDays = counted.visits.filter(({ history }) => history.trackId === lead).map(dayOf);
      const next = reassessmentsOf(own.points, days[0] ?? own.startOn, leadDays)[own.decided];
      if (!next || next.onDate >= asOf) return [];
      return [{ plan, dueOn: next.onDate, label: next.label, practitionerId: own.leadPractitionerId }];
    })
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.plan.history.planId.localeCompare(b.plan.history.planId));
}
