// How far plans come: of those that a phase was planned in, how many came to it, are still on the way, or ended before it.
import type { KnownPlan } from "../figures/known-plan.ts";
import { countedPlan } from "../figures/known-plan.ts";
import type { LocalDate } from "../time/dates.ts";
import { isLost } from "./care-curve.ts";
import { inOrderOfCare, sayPhase } from "./owner-figures.ts";

export type FunnelLine = {
  phase: string;
  name: string;
  /** Plans that had visits of it planned. */
  planned: number;
  /** Of them, with a visit of it that took place. */
  reached: number;
  /** Going on or resting, and not there yet. */
  onTheWay: number;
  /** Ended before it with goals met, at a reassessment, or referred: no loss. */
  endedWell: number;
  /** Ended early before it, or away for too long. */
  lost: number;
};

/** Every plan stands in one column of each phase it has. */
export function phaseFunnel(plans: readonly KnownPlan[], asOf: LocalDate): FunnelLine[] {
  const lines = new Map<string, FunnelLine>();
  for (const plan of plans) {
    const counted = countedPlan(plan);
    if (!counted) continue;
    const came = new Set(
      plan.visits.filter(({ outcome }) => outcome === "attended").map(({ history }) => history.phase),
    );
    const phases = new Set(plan.history.visits.filter(({ addedOn }) => addedOn <= asOf).map(({ phase }) => phase));
    for (const phase of phases) {
      const empty = { phase, name: sayPhase(phase), planned: 0, reached: 0, onTheWay: 0, endedWell: 0, lost: 0 };
      const line = lines.get(phase) ?? empty;
      line.planned++;
      if (came.has(phase)) line.reached++;
      else if (isLost(counted, asOf)) line.lost++;
      else if (plan.ended) line.endedWell++;
      else line.onTheWay++;
      lines.set(phase, line);
    }
  }
  return inOrderOfCare([...lines.values()]);
}
