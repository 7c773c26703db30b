/** What was known about plans and their visits on a date: later facts are taken away before anything is counted. */

import type { LocalDate } from "../time/dates.ts";

export type VisitOutcome = "attended" | "no_show" | "late_cancel" | "cancelled" | "clinic_cancelled" | "open";

export type AdherenceVisit = {
  targetOn: LocalDate;
  windowFrom: LocalDate;
  windowTo: LocalDate;
  outcome: VisitOutcome;
  /** Day of the visit, or of its cancellation; of an open visit, the day it is booked for. */
  onDate?: LocalDate;
  /** Day on which the booking was made. */
  bookedOn?: LocalDate;
  /** Whole days since the visit before, with the window they were planned with. */
  gap?: { days: number; min: number; max: number };
};

/** Days on which care rests, both ends included; without `to` it still lasts. */
export type Pause = { from: LocalDate; to?: LocalDate };

export type EndReason = "goals_met" | "reassessment" | "patient_choice" | "referred" | "lapsed" | "revoked";

export type AdherencePlan = {
  startedOn: LocalDate;
  endedOn?: LocalDate;
  endReason?: EndReason;
  /** The gap the plan aims at now, whole days. */
  targetGap: number;
  pauses: readonly Pause[];
  /** In their order. */
  visits: readonly AdherenceVisit[];
};

/** The plans as they were known at the end of the day `asOf`. An outcome of a later day counts as open. */
export function knownOn(plans: readonly AdherencePlan[], asOf: LocalDate): AdherencePlan[] {
  const known = (date: LocalDate | undefined) => date !== undefined && date <= asOf;
  return plans
    .filter((plan) => known(plan.startedOn))
    .map(({ endedOn, endReason, ...plan }) => ({
      ...plan,
      ...(known(endedOn) ? { endedOn, endReason } : {}),
      pauses: plan.pauses
        .filter((pause) => known(pause.from))
        .map((pause) => (known(pause.to) ? pause : { from: pause.from })),
      visits: plan.visits.map((visit) => (known(visit.onDate) ? visit : { ...visit, outcome: "open" as const })),
    }));
}
