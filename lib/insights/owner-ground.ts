// What the owner's page is said from, wherever it was read; and how it is read from the facts, for any day.
import { narrowed, type Narrowing } from "../figures/count-figures.ts";
import { planOn } from "../figures/known-plan.ts";
import type { NothingBooked, OwnerFigures, PhaseLine } from "./insights-views.ts";
import type { ClinicHistory } from "./load-history.ts";
import { findUnbooked } from "./nothing-booked.ts";
import { ownerFigures, phaseLines } from "./owner-figures.ts";

export type UnbookedLine = Omit<NothingBooked, "disciplines" | "reviewFirst" | "lastCall"> & {
  disciplineIds: string[];
};

export type OwnerGround = {
  figuresOf(only: Narrowing): OwnerFigures;
  /** For the earlier day. */
  beforeOf(only: Narrowing): OwnerFigures;
  phases: PhaseLine[];
  /** Everybody who gave a visit of a plan, or was to give one. */
  working: Set<string>;
  activePlans: number;
  allVisitsHad: number;
  /** All of them counted; the longest due as lines. */
  unbooked: { plans: number; people: number; plannedMinor: number; lines: UnbookedLine[] };
};

/** Plans as they were known by the end of the day. */
type Day = Pick<ClinicHistory, "plans" | "asOf">;

export function groundOfFacts({ plans, asOf }: Day, before: Day, only: Narrowing, most: number): OwnerGround {
  const known = plans.flatMap((plan) => planOn(plan, asOf) ?? []);
  const earlier = before.plans.flatMap((plan) => planOn(plan, before.asOf) ?? []);
  const { unbooked, activePlans, allVisitsHad } = findUnbooked(known, asOf, only);
  return {
    figuresOf: (narrowing) => ownerFigures(known, asOf, narrowing),
    beforeOf: (narrowing) => ownerFigures(earlier, before.asOf, narrowing),
    phases: phaseLines(narrowed(known, only), asOf),
    working: new Set(known.flatMap((plan) => plan.visits.map(({ practitionerId }) => practitionerId))),
    activePlans,
    allVisitsHad,
    unbooked: {
      plans: unbooked.length,
      people: new Set(unbooked.map(({ plan }) => plan.history.patientId)).size,
      plannedMinor: unbooked.reduce((sum, { plannedMinor }) => sum + plannedMinor, 0),
      lines: unbooked.slice(0, most).map(({ plan: { history }, visits, ...line }) => ({
        planId: history.planId,
        patientId: history.patientId,
        patientName: history.patientName,
        patientMobile: history.patientMobile,
        visitsLeft: visits.length,
        ...line,
      })),
    },
  };
}
