// How much of what a phase prescribed took place, once the time of the phase is over.
import type { LocalDate } from "../time/dates.ts";
import type { CountedPlan, KnownVisit } from "./known-plan.ts";

export type Dose = { phase: string; planned: number; attended: number; missing: KnownVisit[] };

/** One a track and phase whose last window closed before the day, and before the plan ended. */
export function dosesOf({ visits, endedOn }: CountedPlan, asOf: LocalDate): Dose[] {
  const end = endedOn !== undefined && endedOn < asOf ? endedOn : asOf;
  const phases = Map.groupBy(visits, ({ history }) => `${history.trackId} ${history.phase}`);
  return [...phases.values()]
    .filter((inPhase) => inPhase.every(({ windowTo }) => windowTo < end))
    .map((inPhase) => {
      const missing = inPhase.filter(({ outcome }) => outcome !== "attended");
      return {
        phase: inPhase[0]!.history.phase,
        planned: inPhase.length,
        attended: inPhase.length - missing.length,
        missing,
      };
    });
}
